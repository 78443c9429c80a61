"""What a call asks of its applicants, by what they are chosen, and how rows keep both."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from helpcourse.tutoring.options import Option, kept_options, read_options

MOST_QUESTIONS = 10
MOST_CRITERIA = 3
HIGHEST_POINTS = 100  # of one criterion
LONGEST_SHORT = 200
LONGEST_LONG = 5_000


class QuestionKind(StrEnum):
    SHORT = "short"  # one line
    LONG = "long"
    CHOICE = "choice"  # one of several options


class AnswerFault(StrEnum):
    """What is wrong with an answer."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    NO_OPTION = "no_option"


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    kind: QuestionKind
    is_required: bool
    wording: Mapping[str, str]  # by language; at least one
    options: tuple[Option, ...] = ()  # of a choice


@dataclass(frozen=True, slots=True)
class Criterion:
    """By what applicants are compared; `name` is in the language of those who choose."""

    id: str
    name: str
    most: int  # points


def fault(question: Question, answer: str) -> AnswerFault | None:
    """What is wrong with this answer; an empty one is none."""
    if not answer.strip():
        return AnswerFault.MISSING if question.is_required else None
    if question.kind is QuestionKind.CHOICE:
        return None if answer in {option.id for option in question.options} else AnswerFault.NO_OPTION
    return AnswerFault.TOO_LONG if len(answer) > longest(question) else None


def longest(question: Question) -> int:
    """How many characters an answer in words may have."""
    return LONGEST_SHORT if question.kind is QuestionKind.SHORT else LONGEST_LONG


def has_same_shape(old: Question, new: Question) -> bool:
    """Whether only words differ, so that given answers still mean the same."""
    shapes = [(one.kind, one.is_required, [option.id for option in one.options]) for one in (old, new)]
    return shapes[0] == shapes[1]


def next_id(questions: Iterable[Question]) -> str:
    """One that no question has; ids of removed questions may come again, since nothing was answered by then."""
    return str(max((int(question.id) for question in questions), default=0) + 1)


def kept_questions(questions: Iterable[Question]) -> list[dict[str, Any]]:
    """For a row."""
    return [
        {
            "id": question.id,
            "kind": question.kind.value,
            "is_required": question.is_required,
            "wording": dict(question.wording),
            "options": kept_options(question.options),
        }
        for question in questions
    ]


def read_questions(kept: Iterable[Mapping[str, Any]]) -> tuple[Question, ...]:
    return tuple(
        Question(
            one["id"],
            QuestionKind(one["kind"]),
            one["is_required"],
            one["wording"],
            read_options(one["options"]),
        )
        for one in kept
    )


def kept_criteria(criteria: Iterable[Criterion]) -> list[dict[str, Any]]:
    """For a row."""
    return [{"id": one.id, "name": one.name, "most": one.most} for one in criteria]


def read_criteria(kept: Iterable[Mapping[str, Any]]) -> tuple[Criterion, ...]:
    return tuple(Criterion(one["id"], one["name"], one["most"]) for one in kept)
