"""The kinds of question: what is asked and what is right, without the words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class QuestionKind(StrEnum):
    SINGLE = "single"  # choice; of two options: true or false
    MULTIPLE = "multiple"
    MATCHING = "matching"
    ORDERING = "ordering"
    TEXT = "text"  # a short one, typed
    NUMBER = "number"
    GAPS = "gaps"  # in a text
    ESSAY = "essay"


ASKED = frozenset({QuestionKind.SINGLE, QuestionKind.MULTIPLE})  # that can be answered and graded here
PARTLY = frozenset({QuestionKind.MULTIPLE, QuestionKind.MATCHING, QuestionKind.ORDERING, QuestionKind.GAPS})


class Credit(StrEnum):
    """How a partly right answer counts."""

    EXACT = "exact"  # all or nothing
    PROPORTIONAL = "proportional"  # right ticks add, wrong ones subtract, never below 0


@dataclass(frozen=True, slots=True)
class Typed:
    """Answers that are typed: a match in any language is right."""

    accepted: Mapping[str, tuple[str, ...]]  # by language
    exact_letters: bool = False  # whether case, spaces, dashes and look-alikes matter


@dataclass(frozen=True, slots=True)
class Amount:
    """What a number must be."""

    value: float
    tolerance: float  # in the same unit, to both sides


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap of a text: chosen from so many, of which the first is right, or else typed."""

    choices: int = 0
    typed: Typed | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question in the form that is graded; ids are the same in every language."""

    id: str
    kind: QuestionKind
    options: tuple[
        str, ...
    ]  # ids in the author's order: "1", "2", …: of options, of pairs, of steps in the right order
    right: frozenset[str]  # of a choice
    points: float = 1.0
    credit: Credit = Credit.EXACT
    tags: tuple[str, ...] = ()
    typed: Typed | None = None  # of a short text
    amount: Amount | None = None  # of a number
    gaps: tuple[Gap, ...] = ()


# What a person answered: the ticked options. Empty: not answered.
Answer = frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """A question in one language, as safe HTML; says nothing of which option is right."""

    language: str
    prompt: str
    options: Mapping[str, str]  # option id -> HTML; of a pair: the term
    option_feedback: Mapping[str, str]  # option id -> HTML; only options that have one
    feedback: str  # of the whole question; empty if none
    matches: Mapping[str, str] = field(default_factory=dict)  # id of a pair -> HTML of what belongs to its term
    choices: tuple[tuple[str, ...], ...] = ()  # of each gap, in the author's order; none where it is typed
    unit: str = ""  # of a number, plain text
