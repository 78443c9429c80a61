"""What was given, in words: HTML made of the question's own words, or of what somebody typed."""

from dataclasses import dataclass
from html import escape

from helpcourse.assessment.asking import CHOICES, Part, parts
from helpcourse.assessment.questions import Answer, Question, QuestionKind, Words


@dataclass(frozen=True, slots=True)
class Line:
    """One part of an answer."""

    about: str  # the term, the step, the number of the gap; empty where there is but one part
    said: str  # the option, the match, the place, the words


def lines(question: Question, words: Words, order: tuple[str, ...], answer: Answer) -> list[Line]:
    """An answer part by part; of steps in the order given, of the rest in the order of the page."""
    given = [part for part in parts(question, order) if part.id in answer]
    if question.kind is QuestionKind.ORDERING:
        given.sort(key=lambda part: int(answer[part.id]))
    return [Line(about(question, words, part), said(question, words, part, answer[part.id])) for part in given]


def about(question: Question, words: Words, part: Part) -> str:
    """What a part asks about."""
    if question.kind is QuestionKind.GAPS:
        return part.id
    return words.options[part.id] if question.kind in (QuestionKind.MATCHING, QuestionKind.ORDERING) else ""


def said(question: Question, words: Words, part: Part, value: str) -> str:
    """What was given for a part, or may be."""
    if question.kind in CHOICES:
        return words.options[part.id]
    if question.kind is QuestionKind.MATCHING:
        return words.matches[value]
    if question.kind is QuestionKind.GAPS and part.choices:
        return words.choices[int(part.id) - 1][int(value) - 1]
    if question.kind is QuestionKind.NUMBER and words.unit:
        return f"{escape(value)} {escape(words.unit)}"
    return escape(value)
