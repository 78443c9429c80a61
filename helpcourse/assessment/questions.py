"""The kinds of question: what is asked and what is right, without the words."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class QuestionKind(StrEnum):
    SINGLE = "single"
    MULTIPLE = "multiple"


class Credit(StrEnum):
    """How a partly right answer counts."""

    EXACT = "exact"  # all or nothing
    PROPORTIONAL = "proportional"  # right ticks add, wrong ones subtract, never below 0


@dataclass(frozen=True, slots=True)
class Question:
    """One question in the form that is graded; ids are the same in every language."""

    id: str
    kind: QuestionKind
    options: tuple[str, ...]  # option ids in the author's order: "1", "2", …
    right: frozenset[str]
    points: float = 1.0
    credit: Credit = Credit.EXACT
    tags: tuple[str, ...] = ()


# What a person answered: the ticked options. Empty: not answered.
Answer = frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """A question in one language, as safe HTML; says nothing of which option is right."""

    language: str
    prompt: str
    options: Mapping[str, str]  # option id -> HTML
    option_feedback: Mapping[str, str]  # option id -> HTML; only options that have one
    feedback: str  # of the whole question; empty if none
