"""Decisions about learning: what is missing, whether a test may be begun, whether time is up."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from helpcourse.assessment.grading import Grade, is_passed
from helpcourse.content.compiled import CompiledCourse, LessonOutline, ModuleOutline
from helpcourse.content.model import Counts, Review, TestRules

GRACE = timedelta(seconds=30)  # an answer on its way when the time ends still counts


class Reason(StrEnum):
    """Why a step is still missing, or a test may not be begun."""

    LESSON_NOT_READ = "lesson_not_read"
    QUIZ_NOT_PASSED = "quiz_not_passed"
    CASE_NOT_ACCEPTED = "case_not_accepted"
    TEST_NOT_PASSED = "test_not_passed"
    NO_TEST = "no_test"
    ALREADY_PASSED = "already_passed"
    NO_ATTEMPTS_LEFT = "no_attempts_left"
    WAIT = "wait"
    AWAITS_REVIEW = "awaits_review"  # a tutor has still to read what may pass the attempt before


@dataclass(frozen=True, slots=True)
class Try:
    """One answer to a knowledge check."""

    at: datetime
    share: float  # of the points, 0 to 1


@dataclass(frozen=True, slots=True)
class Missing:
    reason: Reason
    lesson_id: str = ""  # of a lesson not read, or that of a case study
    module_id: str = ""  # of a quiz not passed
    block_id: str = ""  # of a case study not accepted


class Graded(Protocol):
    """What counts of a closed attempt."""

    @property
    def is_passed(self) -> bool: ...

    @property
    def grade(self) -> Grade: ...

    @property
    def is_decided(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class PastAttempt:
    """A closed attempt with its last grade."""

    closed_at: datetime
    is_passed: bool  # by the pass mark of its edition
    grade: Grade = Grade(0.0, 0.0)
    is_decided: bool = True  # False: a tutor has still to read what may pass it


@dataclass(frozen=True, slots=True)
class Result:
    """What all attempts at a test have come to."""

    grade: Grade
    is_passed: bool
    is_decided: bool = True  # False: a tutor has still to read what may pass it


@dataclass(frozen=True, slots=True)
class Extra:
    """What one learner was given on top of a test's rules."""

    minutes: int = 0  # for each attempt
    attempts: int = 0


NOTHING_EXTRA = Extra()


@dataclass(frozen=True, slots=True)
class Admission:
    """Whether a new attempt may be begun: `reason` is None if so."""

    reason: Reason | None
    attempts_left: int | None  # None: as many as you like
    not_before: datetime | None = None  # when waiting


def lessons_of(course: CompiledCourse) -> list[LessonOutline]:
    return [lesson for module in course.modules for lesson in module.lessons]


def missing_steps(
    course: CompiledCourse,
    done: Collection[str],
    *,
    passed: Collection[str],
    accepted: Collection[tuple[str, str]] | None = None,
) -> list[Missing]:
    """What still stands between the learner and the end of the course, in the course's order.

    `passed` are the tests that are passed: of a quiz the id of its module, of the final test an empty one.
    `accepted` are the case studies, by lesson and block; None: nobody reviews them, since the learner learns alone.
    """
    missing: list[Missing] = []
    for module in course.modules:
        unread = [lesson.id for lesson in module.lessons if lesson.id not in done]
        missing += [Missing(Reason.LESSON_NOT_READ, id_) for id_ in unread if course.completion.lessons]
        if course.completion.cases and accepted is not None:
            missing += _unaccepted(module, accepted)
        if course.completion.quizzes and module.quiz and module.id not in passed:
            missing.append(Missing(Reason.QUIZ_NOT_PASSED, module_id=module.id))
    if course.completion.test and course.test and "" not in passed:
        missing.append(Missing(Reason.TEST_NOT_PASSED))
    return missing


def quiz_after(course: CompiledCourse, lesson_id: str) -> str | None:
    """The module whose quiz follows this lesson: its last one. None: another lesson follows, or no quiz."""
    module = course.module_of(lesson_id)
    return module.id if module.quiz and module.lessons[-1].id == lesson_id else None


def _unaccepted(module: ModuleOutline, accepted: Collection[tuple[str, str]]) -> list[Missing]:
    return [
        Missing(Reason.CASE_NOT_ACCEPTED, lesson.id, block_id=case.id)
        for lesson in module.lessons
        for case in lesson.cases
        if (lesson.id, case.id) not in accepted
    ]


def passed_tests(course: CompiledCourse, past: Mapping[str, Sequence[PastAttempt]]) -> set[str]:
    """Which tests are passed, as missing_steps() wants them; `past` by the id of the test in the same way."""
    results = {id_: result(test.rules, past.get(id_, ())) for id_, test in course.tests.items()}
    return {id_ for id_, reached in results.items() if reached and reached.is_passed}


def result(rules: TestRules, past: Sequence[Graded]) -> Result | None:
    """What the attempts come to by the rule that says which one counts; `past` in the order of time. None: no attempt.

    The mean is one of shares, since attempts may have been out of different points: it is told in those of the last.
    """
    if not past:
        return None
    if rules.counts is Counts.MEAN:
        mean = sum(attempt.grade.share for attempt in past) / len(past)
        out_of = past[-1].grade.out_of
        passes = is_passed(Grade(mean, 1.0), rules.pass_mark)
        is_read = not any(attempt.grade.awaits_review for attempt in past)
        return Result(Grade(round(mean * out_of, 4), out_of), passes, is_decided=passes or is_read)
    match rules.counts:
        case Counts.BEST:
            counted = max(past, key=lambda attempt: (attempt.is_passed, attempt.grade.share))
        case Counts.LAST:
            counted = past[-1]
        case Counts.FIRST:
            counted = past[0]
    others = past if rules.counts is Counts.BEST and not counted.is_passed else [counted]
    return Result(counted.grade, counted.is_passed, all(attempt.is_decided for attempt in others))


def first_unfinished(course: CompiledCourse, done: Collection[str]) -> str | None:
    """The lesson to go on with; None if all are finished."""
    return next((lesson.id for lesson in lessons_of(course) if lesson.id not in done), None)


def admission(
    rules: TestRules | None, past: Sequence[PastAttempt], *, extra: Extra = NOTHING_EXTRA, now: datetime
) -> Admission:
    """Whether another attempt may be begun now; `past` in the order of time, an open attempt is not among them."""
    if rules is None:
        return Admission(Reason.NO_TEST, 0)
    left = max(0, rules.attempts + extra.attempts - len(past)) if rules.attempts else None
    reached = result(rules, past)
    if reached and reached.is_passed:
        return Admission(Reason.ALREADY_PASSED, left)
    if reached and not reached.is_decided:
        return Admission(Reason.AWAITS_REVIEW, left)
    if left == 0:
        return Admission(Reason.NO_ATTEMPTS_LEFT, 0)
    not_before = past[-1].closed_at + timedelta(hours=rules.wait_hours) if past else None
    if not_before and now < not_before:
        return Admission(Reason.WAIT, left, not_before)
    return Admission(None, left)


def due_at(rules: TestRules, began_at: datetime, extra: Extra = NOTHING_EXTRA) -> datetime | None:
    """When the time of an attempt ends; None: no limit."""
    return began_at + timedelta(minutes=rules.minutes + extra.minutes) if rules.minutes else None


def is_out_of_time(due: datetime | None, *, now: datetime) -> bool:
    """Whether answers that come now are too late, the grace included."""
    return due is not None and now > due + GRACE


def may_review(rules: TestRules, *, is_passed: bool) -> bool:
    """Whether the learner sees which answers were right."""
    if rules.review is Review.AFTER_PASS:
        return is_passed
    return rules.review is Review.AFTER_SUBMIT
