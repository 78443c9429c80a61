"""Questions of kinds that are only shown: what they ask, without a trace of what is right."""

from dataclasses import dataclass

from helpcourse.assessment.drawing import shuffled
from helpcourse.assessment.questions import Question, QuestionKind, Words


@dataclass(frozen=True, slots=True)
class Choices:
    """What one gap can be filled with."""

    gap: int  # its number in the text
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Study:
    """A question to be thought over; all in HTML."""

    id: str
    kind: QuestionKind
    listed: tuple[str, ...]  # terms, or steps in an order that is not the right one
    matches: tuple[str, ...]  # in an order of their own
    choices: tuple[Choices, ...]  # of the gaps that are not typed


def study(question: Question, words: Words) -> Study:
    ids = question.options
    mixed = shuffled(ids, question.id) if question.kind in (QuestionKind.MATCHING, QuestionKind.ORDERING) else ()
    return Study(
        question.id,
        question.kind,
        listed=tuple(words.options[id_] for id_ in (mixed if question.kind is QuestionKind.ORDERING else ids)),
        matches=tuple(words.matches[id_] for id_ in mixed if id_ in words.matches),
        choices=tuple(_choices(question, gap, given) for gap, given in enumerate(words.choices, 1) if given),
    )


def _choices(question: Question, gap: int, given: tuple[str, ...]) -> Choices:
    places = shuffled([str(place) for place in range(len(given))], f"{question.id}/{gap}")
    return Choices(gap, tuple(given[int(place)] for place in places))
