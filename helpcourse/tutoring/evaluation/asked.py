"""What a questionnaire asks, and how rows keep it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from helpcourse.tutoring.options import Option, kept_options, read_options

MOST_QUESTIONS = 30
LONGEST_WORDS = 2_000
SCALE = ("1", "2", "3", "4", "5")  # from disagreement to agreement

Answers = Mapping[str, Sequence[str]]  # by question: the ids of what was chosen, or one text


class Kind(StrEnum):
    SCALE = "scale"  # how far one agrees with a sentence
    CHOICE = "choice"  # one of several options
    SEVERAL = "several"  # any number of them
    WORDS = "words"


class Fault(StrEnum):
    """What is wrong with an answer."""

    NO_OPTION = "no_option"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the standard questionnaire has a word as its id, any other one a number."""

    id: str
    kind: Kind
    wording: Mapping[str, str]  # by language; at least one
    options: tuple[Option, ...] = ()  # of a choice

    @property
    def choices(self) -> tuple[str, ...]:
        """The ids of what can be chosen; none where one answers in words."""
        return SCALE if self.kind is Kind.SCALE else tuple(option.id for option in self.options)


def fault(question: Question, given: Sequence[str]) -> Fault | None:
    """What is wrong with this answer; every question may be left out."""
    if question.kind is Kind.WORDS:
        return Fault.TOO_LONG if any(len(text) > LONGEST_WORDS for text in given) else None
    is_single = question.kind is not Kind.SEVERAL
    is_known = set(given) <= set(question.choices)
    return None if is_known and len(set(given)) == len(given) <= (1 if is_single else len(given)) else Fault.NO_OPTION


def next_id(questions: Iterable[Question]) -> str:
    return str(max((int(question.id) for question in questions if question.id.isdecimal()), default=0) + 1)


def kept_questions(questions: Iterable[Question]) -> list[dict[str, Any]]:
    """For a row."""
    return [
        {
            "id": question.id,
            "kind": question.kind.value,
            "wording": dict(question.wording),
            "options": kept_options(question.options),
        }
        for question in questions
    ]


def read_questions(kept: Iterable[Mapping[str, Any]]) -> tuple[Question, ...]:
    return tuple(
        Question(
            one["id"],
            Kind(one["kind"]),
            one["wording"],
            read_options(one["options"]),
        )
        for one in kept
    )
