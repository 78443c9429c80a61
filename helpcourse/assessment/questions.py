"""The kinds of question: what is asked and what is right, without the words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from helpcourse.assessment.answers import TICKED, Answer
from helpcourse.assessment.kinds.gaps import Gap
from helpcourse.assessment.kinds.number import Amount
from helpcourse.assessment.kinds.text import Typed

__all__ = [
    "CHOICES",
    "PARTLY",
    "TICKED",
    "Amount",
    "Answer",
    "Credit",
    "Gap",
    "Question",
    "QuestionKind",
    "Typed",
    "Words",
]


class QuestionKind(StrEnum):
    SINGLE = "single"  # choice; of two options: true or false
    MULTIPLE = "multiple"
    MATCHING = "matching"
    ORDERING = "ordering"
    TEXT = "text"  # a short one, typed
    NUMBER = "number"
    GAPS = "gaps"  # in a text
    ESSAY = "essay"


CHOICES = frozenset({QuestionKind.SINGLE, QuestionKind.MULTIPLE})  # the order of their options tells nothing
PARTLY = frozenset({QuestionKind.MULTIPLE, QuestionKind.MATCHING, QuestionKind.ORDERING, QuestionKind.GAPS})


class Credit(StrEnum):
    """How a partly right answer counts."""

    EXACT = "exact"  # all or nothing
    PROPORTIONAL = "proportional"  # what is right of it: see each kind's `share`


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
