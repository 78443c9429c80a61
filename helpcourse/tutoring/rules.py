"""Decisions about cohorts: who needs attention, what a certificate still lacks, in which order learners stand."""

import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from helpcourse.content.compiled import CompiledCourse
from helpcourse.content.model import TestRules
from helpcourse.learning.rules import Graded, result
from helpcourse.tutoring.levels.rules import Level
from helpcourse.tutoring.ordering import Keys, in_order

AWAY_AFTER = timedelta(days=7)
START_WITHIN = timedelta(days=3)  # of joining, or of the first day of the cohort if that is later
FAILED_OFTEN = 2  # attempts at the final test


class Attention(StrEnum):
    """Why a tutor should write to a learner; the gravest first."""

    TEST_FAILED = "test_failed"  # twice or more, and not passed
    OVERDUE = "overdue"  # a deadline is over, and what was due is not done
    NEVER_LOGGED_IN = "never_logged_in"  # an account was made for them, and they have set no password
    NOT_STARTED = "not_started"  # no lesson was ever opened
    AWAY = "away"  # 7 days, with the course unfinished


class Show(StrEnum):
    """Which learners are listed: all, those who need attention for any reason or for one, those who have finished."""

    ALL = "all"
    ATTENTION = "attention"
    TEST_FAILED = "test_failed"  # these five have the values of Attention
    OVERDUE = "overdue"
    NEVER_LOGGED_IN = "never_logged_in"
    NOT_STARTED = "not_started"
    AWAY = "away"
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


NOT_TRIED = TestStanding()


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
    last_active_at: datetime | None  # None: neither a lesson nor a test was begun
    finished_at: datetime | None
    confirmed_at: datetime | None  # by the tutor, for the level `confirmed_for`
    test: TestStanding
    reasons: tuple[Attention, ...] = ()  # why they need attention, the gravest first
    done: frozenset[str] = frozenset()  # ids of finished lessons; only the cohort's
    quizzes: Mapping[str, TestStanding] = field(default_factory=dict)  # by module; only those that were tried
    has_password: bool = True  # False: an account was made for them, and they have never used it
    confirmed_for: Level | None = None  # the level that the tutor proposes; None: none

    @property
    def certificate_confirmed_at(self) -> datetime | None:
        """When the tutor has confirmed them for the certificate; not for a lower level."""
        return self.confirmed_at if self.confirmed_for is Level.CERTIFICATE else None

    @property
    def attention(self) -> Attention | None:
        """The gravest reason; None: they need none."""
        return self.reasons[0] if self.reasons else None


@dataclass(frozen=True, slots=True)
class Due:
    """What a deadline asks for that is over."""

    item: str  # as schedules name it
    lessons: frozenset[str] = frozenset()  # to be finished
    quiz: str = ""  # the module whose quiz is to be passed; empty: none
    works: frozenset[str] = frozenset()  # case studies that are to be with the tutors, or accepted, as items

    def is_done(self, done: Collection[str], quizzes: Mapping[str, TestStanding], works: Callable[[str], bool]) -> bool:
        """`works`: whether a case study is with the tutors."""
        passed = not self.quiz or (self.quiz in quizzes and quizzes[self.quiz].is_passed)
        return passed and self.lessons.issubset(done) and all(map(works, self.works))


def standing(rules: TestRules, attempts: Sequence[Graded | None]) -> TestStanding:
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


def reasons(
    *,
    waiting_since: datetime,
    has_password: bool,
    last_active_at: datetime | None,
    finished_at: datetime | None,
    test: TestStanding,
    is_overdue: bool,
    is_closed: bool = False,
    now: datetime,
) -> tuple[Attention, ...]:
    """Why a tutor should write to this learner, the gravest first; `waiting_since`: when they could begin.

    Nobody has to be written to about a cohort that is closed.
    """
    if finished_at or is_closed:
        return ()
    found = []
    if test.failed >= FAILED_OFTEN and not test.is_passed:
        found.append(Attention.TEST_FAILED)
    if is_overdue:
        found.append(Attention.OVERDUE)
    if last_active_at is None and now - waiting_since >= START_WITHIN:
        found.append(Attention.NOT_STARTED if has_password else Attention.NEVER_LOGGED_IN)
    if last_active_at is not None and now - last_active_at >= AWAY_AFTER:
        found.append(Attention.AWAY)
    return tuple(found)


_GRAVITY = {reason: place for place, reason in enumerate(Attention)}
_NEVER = datetime(1, 1, 1, tzinfo=UTC)

ORDERS: Keys = {
    "name": lambda learner: learner.name_key,
    "done": lambda learner: len(learner.done),
    "active": lambda learner: learner.last_active_at or _NEVER,
    "joined": lambda learner: learner.joined_at,
    "test": lambda learner: learner.test.share,
    "attention": lambda learner: _GRAVITY[learner.attention] if learner.attention else len(_GRAVITY),
}


def listed(learners: Sequence[Learner], *, order: str, show: Show, text: str) -> list[Learner]:
    """The learners that a page lists; `order`: a key of ORDERS, "-" before it for descending; `text` is folded."""
    chosen = sorted((learner for learner in learners if _is_listed(learner, show, text)), key=ORDERS["name"])
    return in_order(chosen, ORDERS, order)


def _is_listed(learner: Learner, show: Show, text: str) -> bool:
    if text not in learner.search_text:
        return False
    match show:
        case Show.ALL:
            return True
        case Show.ATTENTION:
            return bool(learner.reasons)
        case Show.FINISHED:
            return learner.finished_at is not None
    return show.value in learner.reasons


@dataclass(frozen=True, slots=True)
class ModuleProgress:
    """How far a cohort is with a module: how many of its learners."""

    module_id: str
    begun: int  # at least one of its lessons finished
    finished: int  # all of them
    passed: int | None  # its quiz; None: it has none


def progress_by_module(course: CompiledCourse, learners: Sequence[Learner]) -> list[ModuleProgress]:
    """In the order of the course."""
    found = []
    for module in course.modules:
        lessons = {lesson.id for lesson in module.lessons}
        quizzes = [one.quizzes[module.id] for one in learners if module.id in one.quizzes]
        found.append(
            ModuleProgress(
                module.id,
                begun=sum(not lessons.isdisjoint(one.done) for one in learners),
                finished=sum(lessons <= one.done for one in learners),
                passed=sum(quiz.is_passed for quiz in quizzes) if module.quiz else None,
            )
        )
    return found
