"""What changed keys make of answers: the one place where an attempt's points are made."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from pydantic import TypeAdapter

from helpcourse.assessment.grading import Grade, grade
from helpcourse.assessment.questions import Amount, Answer, Credit, Gap, Question, QuestionKind, Typed

LONGEST_REASON = 2000  # characters


@dataclass(frozen=True, slots=True)
class Key:
    """What is right of a question, and how a part of it counts."""

    right: frozenset[str] = field(default_factory=frozenset)
    credit: Credit = Credit.EXACT
    typed: Typed | None = None
    amount: Amount | None = None
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """Another key for a question; None: whoever was asked has all its points."""

    key: Key | None
    only_improves: bool = True


Changes = Mapping[str, Sequence[Change]]  # question id -> its changes, the first first

_KEY = TypeAdapter(Key)


def key_of(question: Question) -> Key:
    return Key(question.right, question.credit, question.typed, question.amount, question.gaps)


def with_key(question: Question, key: Key) -> Question:
    return replace(question, right=key.right, credit=key.credit, typed=key.typed, amount=key.amount, gaps=key.gaps)


def written(key: Key) -> str:
    """As a column keeps it."""
    return json.dumps(_KEY.dump_python(key), ensure_ascii=False, sort_keys=True, default=sorted)


@cache
def read(text: str) -> Key:
    """From a column."""
    return _KEY.validate_json(text)


def score(question: Question, answer: Answer, changes: Sequence[Change] = (), by_tutor: float | None = None) -> Grade:
    """Points of one answer by the key, or of an essay by the tutor (None: not read), then by each change of the key."""
    reached = _graded(question, answer, by_tutor)
    for change in changes:
        again = _by(change, question, answer, by_tutor)
        reached = max(reached, again, key=lambda one: one.points) if change.only_improves else again
    return reached


def scores(
    questions: Mapping[str, Question],
    given: Mapping[str, Answer],
    changes: Changes,
    by_tutors: Mapping[str, float],
) -> dict[str, Grade]:
    """Of each question of an attempt: a function of the questions, their keys, the answers, and tutors' points."""
    return {
        id_: score(question, given.get(id_, {}), changes.get(id_, ()), by_tutors.get(id_))
        for id_, question in questions.items()
    }


def holding(question: Question, changes: Sequence[Change]) -> Question:
    """The question with the key that was said to be right last."""
    keys = [change.key for change in changes if change.key]
    return with_key(question, keys[-1]) if keys else question


def is_given_away(changes: Sequence[Change]) -> bool:
    """Whether everybody who was asked has the points."""
    return bool(changes) and changes[-1].key is None


def can_lend_its_key(question: Question, other: Question) -> bool:
    """Whether an answer to the question can be held against the key of the other one: kind and parts are the same."""
    return (question.kind, question.options, _gaps(question)) == (other.kind, other.options, _gaps(other))


def _gaps(question: Question) -> list[tuple[int, bool]]:
    return [(gap.choices, gap.typed is None) for gap in question.gaps]


def _by(change: Change, question: Question, answer: Answer, by_tutor: float | None) -> Grade:
    if change.key is None:
        return Grade(question.points, question.points)
    return _graded(with_key(question, change.key), answer, by_tutor)


def _graded(question: Question, answer: Answer, by_tutor: float | None) -> Grade:
    """A tutor's points hold even when the words that they were given for have been erased."""
    if question.kind is QuestionKind.ESSAY and by_tutor is not None:
        return Grade(min(by_tutor, question.points), question.points)
    return grade(question, answer)
