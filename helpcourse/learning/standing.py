"""How a learner stands with the tests and the case studies of a course."""

import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session, aliased

from helpcourse.assessment.grading import Grade as Score
from helpcourse.content.compiled import CompiledCourse
from helpcourse.learning.allowances import extra_of
from helpcourse.learning.models import Attempt, CaseDone, Enrolment, Grade
from helpcourse.learning.rules import PastAttempt, Result, admission, passed_tests, result


@dataclass(frozen=True, slots=True)
class Standing:
    """Of a test that was begun."""

    reached: Result | None  # None: no attempt is closed yet
    running: uuid.UUID | None  # the attempt to go on with


def passed_by(session: Session, enrolment_id: uuid.UUID, course: CompiledCourse) -> set[str]:
    """The tests of the course that are passed, as rules.missing_steps() wants them."""
    past, _running = _tried(session, enrolment_id)
    return passed_tests(course, past)


def standings_of(session: Session, enrolment_id: uuid.UUID, course: CompiledCourse) -> Mapping[str, Standing]:
    """The tests of the course that were begun, by the same ids."""
    past, running = _tried(session, enrolment_id)
    return {
        id_: Standing(result(test.rules, past.get(id_, ())), running.get(id_))
        for id_, test in course.tests.items()
        if id_ in past or id_ in running
    }


_later = aliased(Grade)

# Built once: it runs on every lesson page of who has begun a test.
_TRIED = (
    select(
        Attempt.id,
        Attempt.module_id,
        Attempt.closed_at,
        Grade.points,
        Grade.out_of,
        Grade.awaits,
        Grade.is_passed,
        Grade.is_decided,
    )
    .outerjoin(
        Grade,
        and_(
            Grade.attempt_id == Attempt.id,
            ~select(1).where(_later.attempt_id == Attempt.id, _later.number > Grade.number).exists(),
        ),
    )
    .where(Attempt.enrolment_id == bindparam("enrolment_id"))
    .order_by(Attempt.number)
)


def may_take(
    session: Session, enrolment_id: uuid.UUID, course: CompiledCourse, module_id: str, *, now: datetime
) -> bool:
    """Whether there is an attempt at a test to go on with, or another may be begun now."""
    past, running = _tried(session, enrolment_id)
    extra = extra_of(session, enrolment_id, module_id)
    admitted = admission(course.tests[module_id].rules, past.get(module_id, ()), extra=extra, now=now)
    return module_id in running or admitted.reason is None


def _tried(session: Session, enrolment_id: uuid.UUID) -> tuple[dict[str, list[PastAttempt]], dict[str, uuid.UUID]]:
    """The closed attempts by test, in the order of time; and the open one of each test that has one."""
    past: dict[str, list[PastAttempt]] = defaultdict(list)
    running: dict[str, uuid.UUID] = {}
    rows = session.connection().execute(_TRIED, {"enrolment_id": enrolment_id})
    for attempt_id, module_id, closed_at, points, out_of, awaits, is_passed, is_decided in rows:
        if closed_at is None:
            running[module_id] = attempt_id
        else:
            score = Score(points or 0.0, out_of or 0.0, awaits or 0.0)
            past[module_id].append(PastAttempt(closed_at, bool(is_passed), score, is_decided is not False))
    return past, running


def accepted_cases(session: Session, enrolment_id: uuid.UUID) -> set[tuple[str, str]] | None:
    """By lesson and block, as rules.missing_steps() wants them; None: the learner is in no cohort."""
    if session.scalar(select(Enrolment.edition_id).where(Enrolment.id == enrolment_id)) is None:
        return None
    rows = session.execute(select(CaseDone.lesson_id, CaseDone.block_id).where(CaseDone.enrolment_id == enrolment_id))
    return {(row.lesson_id, row.block_id) for row in rows}
