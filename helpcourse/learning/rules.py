"""Decisions about learning: what is missing, whether a test may be begun, whether time is up."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from helpcourse.content.compiled import CompiledCourse, LessonOutline
from helpcourse.content.model import Review, TestRules

GRACE = timedelta(seconds=30)  # an answer on its way when the time ends still counts


class Reason(StrEnum):
    """Why a step is still missing, or a test may not be begun."""

    LESSON_NOT_READ = "lesson_not_read"
    TEST_NOT_PASSED = "test_not_passed"
    NO_TEST = "no_test"
    ALREADY_PASSED = "already_passed"
    NO_ATTEMPTS_LEFT = "no_attempts_left"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Missing:
    reason: Reason
    lesson_id: str = ""  # of a lesson not read


@dataclass(frozen=True, slots=True)
class PastAttempt:
    """A closed attempt, as far as the next one depends on it."""

    closed_at: datetime
    is_passed: bool


@dataclass(frozen=True, slots=True)
class Admission:
    """Whether a new attempt may be begun: `reason` is None if so."""

    reason: Reason | None
    attempts_left: int | None  # None: as many as you like
    not_before: datetime | None = None  # when waiting


def lessons_of(course: CompiledCourse) -> list[LessonOutline]:
    return [lesson for module in course.modules for lesson in module.lessons]


def missing_steps(course: CompiledCourse, done: Collection[str], *, is_passed: bool) -> list[Missing]:
    """What still stands between the learner and the end of the course, in the course's order."""
    missing: list[Missing] = []
    if course.completion.lessons:
        missing += [
            Missing(Reason.LESSON_NOT_READ, lesson.id) for lesson in lessons_of(course) if lesson.id not in done
        ]
    if course.completion.test and course.test and not is_passed:
        missing.append(Missing(Reason.TEST_NOT_PASSED))
    return missing


def first_unfinished(course: CompiledCourse, done: Collection[str]) -> str | None:
    """The lesson to go on with; None if all are finished."""
    return next((lesson.id for lesson in lessons_of(course) if lesson.id not in done), None)


def admission(rules: TestRules | None, past: Sequence[PastAttempt], *, now: datetime) -> Admission:
    """Whether another attempt may be begun now; `past` in the order of time, an open attempt is not among them."""
    if rules is None:
        return Admission(Reason.NO_TEST, 0)
    left = max(0, rules.attempts - len(past)) if rules.attempts else None
    if any(attempt.is_passed for attempt in past):
        return Admission(Reason.ALREADY_PASSED, left)
    if left == 0:
        return Admission(Reason.NO_ATTEMPTS_LEFT, 0)
    not_before = past[-1].closed_at + timedelta(hours=rules.wait_hours) if past else None
    if not_before and now < not_before:
        return Admission(Reason.WAIT, left, not_before)
    return Admission(None, left)


def due_at(rules: TestRules, began_at: datetime) -> datetime | None:
    """When the time of an attempt ends; None: no limit."""
    return began_at + timedelta(minutes=rules.minutes) if rules.minutes else None


def is_out_of_time(due: datetime | None, *, now: datetime) -> bool:
    """Whether answers that come now are too late, the grace included."""
    return due is not None and now > due + GRACE


def may_review(rules: TestRules, *, is_passed: bool) -> bool:
    """Whether the learner sees which answers were right."""
    if rules.review is Review.AFTER_PASS:
        return is_passed
    return rules.review is Review.AFTER_SUBMIT
