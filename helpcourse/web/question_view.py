"""A question as its page shows it: to be answered, or with what is to be said of an answer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from helpcourse.assessment.answers import LONGEST_ESSAY, LONGEST_LINE
from helpcourse.assessment.asking import CHOICES, Part, parts
from helpcourse.assessment.grading import Verdict, grade, is_readable, right_answer, verdicts
from helpcourse.assessment.questions import Answer, Question, QuestionKind, Words
from helpcourse.assessment.saying import Line, about, lines, said
from helpcourse.learning.essays.queries import Review

TWO_WORDS = 24  # characters of an option that stands beside another, as `true` beside `false`

GAP = re.compile(r'<span class="gap">([0-9]+)</span>')
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part with its field and, once it may be told, with what is right."""

    id: str  # of its element on the page
    key: str  # by which the page knows it
    name: str  # of its field
    about: str  # HTML
    value: str  # of its field; empty: nothing given
    said: str  # the same in words: HTML
    choices: tuple[str, ...]  # HTML in the order shown; the first has the place 1
    verdict: str = ""
    right: str = ""  # HTML; empty where it was given, or may not be told
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question in one language with its answer; nothing in it tells what is right unless it is marked."""

    question: Question
    words: Words
    parts: tuple[ShownPart, ...]
    lines: tuple[Line, ...]  # what was given, in words
    is_readable: bool  # not words where a number is asked
    is_marked: bool = False
    is_right: bool | None = None  # None: not marked, or a person has to read it
    points: float = 0.0
    is_regraded: bool = False  # by another key than it was asked with
    is_given_away: bool = False  # so that whoever was asked has all points
    is_kept: bool = False  # the points are those by an earlier key; by the one that is shown there would be fewer
    awaits_review: bool = False  # an essay of a test, to be read by a tutor
    review: Review | None = None  # what a tutor has given for it

    @property
    def kind(self) -> QuestionKind:
        return self.question.kind

    @property
    def longest(self) -> int:
        """Characters that a field takes."""
        return LONGEST_ESSAY if self.kind is QuestionKind.ESSAY else LONGEST_LINE

    def parts_by_value(self) -> list[ShownPart]:
        """Steps in the order given; what has no place yet stands last, as it was shown."""
        return sorted(self.parts, key=lambda part: int(part.value) if part.value else len(self.parts) + 1)

    @property
    def is_two_words(self) -> bool:
        """Whether it looks as true and false do: two short options side by side."""
        options = [_TAG.sub("", option) for option in self.words.options.values()]
        return self.kind is QuestionKind.SINGLE and len(options) == 2 and all(len(one) <= TWO_WORDS for one in options)

    def text(self) -> list[tuple[str, ShownPart | None]]:
        """The prompt cut at its gaps: HTML, and the part that stands after it. A gap of a second language has none."""
        pieces = GAP.split(self.words.prompt)
        waiting = dict(enumerate(self.parts, 1))
        cut: list[tuple[str, ShownPart | None]] = []
        for html, number in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
            part = waiting.pop(int(number), None) if number else None
            cut.append((html if part or not number else f'{html}<span class="gap">{number}</span>', part))
        return cut


def asked(question: Question, words: Words, order: Sequence[str], answer: Answer) -> ShownQuestion:
    """To be answered."""
    shown = tuple(_part(question, words, part, answer) for part in parts(question, order))
    return ShownQuestion(
        question,
        words,
        shown,
        tuple(lines(question, words, tuple(order), answer)),
        is_readable(question, answer),
    )


def marked(question: Question, words: Words, order: Sequence[str], answer: Answer) -> ShownQuestion:
    """With what was right and wrong in it, and with what is right: typed answers in the language of the words."""
    graded = grade(question, answer)
    whole = asked(question, words, order, answer)
    right, verdict = right_answer(question, words.language), verdicts(question, answer)
    of_page = zip(parts(question, order), whole.parts, strict=True)
    return replace(
        whole,
        parts=tuple(_marked_part(whole, part, shown, right, verdict.get(part.id)) for part, shown in of_page),
        is_marked=True,
        is_right=None if graded.awaits_review else graded.is_right,
        points=graded.points,
    )


def _part(question: Question, words: Words, part: Part, answer: Answer) -> ShownPart:
    value = answer.get(part.id, "")
    return ShownPart(
        id=f"answer-{question.id}-{part.name}",
        key=part.name,
        name="answer" if question.kind in CHOICES else f"answer.{part.name}",
        about=about(question, words, part),
        value=part.place_of(value),
        said=said(question, words, part, value) if value or question.kind in CHOICES else "",
        choices=tuple(said(question, words, part, choice) for choice in part.choices),
    )


def _marked_part(
    whole: ShownQuestion, part: Part, shown: ShownPart, right: Answer, verdict: Verdict | None
) -> ShownPart:
    question, words = whole.question, whole.words
    is_told = question.kind not in CHOICES and verdict is not Verdict.RIGHT and part.id in right
    return replace(
        shown,
        verdict=verdict or "",
        right=said(question, words, part, right[part.id]) if is_told else "",
        feedback=words.option_feedback.get(part.id, "") if verdict else "",
    )
