"""Decisions about cohorts: who needs attention, what a certificate still lacks, in which order learners stand."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from helpcourse.content.model import TestRules
from helpcourse.learning.rules import PastAttempt, result

AWAY_AFTER = timedelta(days=14)
START_WITHIN = timedelta(days=3)  # of joining, or of the first day of the cohort if that is later
FAILED_OFTEN = 2  # attempts at the final test


class Attention(StrEnum):
    """Why a tutor should write to a learner; the gravest first."""

    TEST_FAILED = "test_failed"  # twice or more, and not passed
    NOT_STARTED = "not_started"  # no lesson was ever opened
    AWAY = "away"  # 14 days, with the course unfinished


class Show(StrEnum):
    """Which learners of a cohort are listed."""

    ALL = "all"
    ATTENTION = "attention"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class TestStanding:
    """How somebody stands with the final test, or with a quiz."""

    __test__ = False  # not a test of pytest's

    tries: int = 0
    failed: int = 0
    is_passed: bool = False
    points: float = 0.0  # by the rule of which attempt counts
    out_of: float = 0.0  # 0: none is graded

    @property
    def share(self) -> float:
        """Of the points, 0 to 1; -1 before the first result."""
        return self.points / self.out_of if self.out_of else -1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Learner:
    """A member of a cohort, as its tables show them."""

    cohort_id: uuid.UUID
    enrolment_id: uuid.UUID
    person_id: int
    person_key: uuid.UUID
    name: str  # surname, name, patronymic; empty once erased
    name_key: str
    search_text: str
    email: str
    joined_at: datetime
    left_at: datetime | None  # None: still a member
    last_active_at: datetime | None  # None: never opened a lesson
    finished_at: datetime | None
    confirmed_at: datetime | None  # by the tutor, for the certificate
    test: TestStanding
    attention: Attention | None
    done: Mapping[str, datetime] = field(default_factory=dict)  # lesson id -> when finished; only the cohort's lessons
    quizzes: Mapping[str, TestStanding] = field(default_factory=dict)  # by module; only those that were tried


def standing(rules: TestRules, attempts: Sequence[PastAttempt | None]) -> TestStanding:
    """How somebody stands after these attempts, in the order of time; None: one that is open."""
    past = [attempt for attempt in attempts if attempt]
    reached = result(rules, past)
    return TestStanding(
        tries=len(attempts),
        failed=sum(attempt.is_decided and not attempt.is_passed for attempt in past),
        is_passed=reached is not None and reached.is_passed,
        points=reached.grade.points if reached else 0.0,
        out_of=reached.grade.out_of if reached else 0.0,
    )


def attention(
    *,
    waiting_since: datetime,
    last_active_at: datetime | None,
    finished_at: datetime | None,
    test: TestStanding,
    now: datetime,
) -> Attention | None:
    """Why a tutor should write to this learner; `waiting_since`: when they could begin."""
    if finished_at:
        return None
    if test.failed >= FAILED_OFTEN and not test.is_passed:
        return Attention.TEST_FAILED
    if last_active_at is None:
        return Attention.NOT_STARTED if now - waiting_since >= START_WITHIN else None
    return Attention.AWAY if now - last_active_at >= AWAY_AFTER else None


_GRAVITY = {reason: place for place, reason in enumerate(Attention)}
_NEVER = datetime(1, 1, 1, tzinfo=UTC)

ORDERS: Mapping[str, Callable[[Learner], Any]] = {
    "name": lambda learner: learner.name_key,
    "done": lambda learner: len(learner.done),
    "active": lambda learner: learner.last_active_at or _NEVER,
    "test": lambda learner: learner.test.share,
    "attention": lambda learner: _GRAVITY[learner.attention] if learner.attention else len(_GRAVITY),
}


def listed(learners: Sequence[Learner], *, order: str, show: Show, text: str) -> list[Learner]:
    """The learners that a page lists; `order`: a key of ORDERS, "-" before it for descending; `text` is folded."""
    chosen = sorted((learner for learner in learners if _is_listed(learner, show, text)), key=ORDERS["name"])
    key = ORDERS.get(order.removeprefix("-"), ORDERS["name"])
    return sorted(chosen, key=key, reverse=order.startswith("-"))


def _is_listed(learner: Learner, show: Show, text: str) -> bool:
    if text not in learner.search_text:
        return False
    match show:
        case Show.ATTENTION:
            return learner.attention is not None
        case Show.FINISHED:
            return learner.finished_at is not None
    return True
