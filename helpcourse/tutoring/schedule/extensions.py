"""More time for one member until a deadline: given with a reason, and taken back."""

import uuid
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from helpcourse.content.compiled import CompiledCourse
from helpcourse.errors import ConflictError, NotFoundError
from helpcourse.learning.models import Enrolment
from helpcourse.learning.readers import learner_of
from helpcourse.messages.models import MailKind
from helpcourse.tutoring.actions.cohorts import get_locked, get_running
from helpcourse.tutoring.models import Cohort
from helpcourse.tutoring.schedule.models import Extension
from helpcourse.tutoring.schedule.queries import deadline_of
from helpcourse.tutoring.schedule.rules import WallTime
from helpcourse.tutoring.schedule.telling import Reader, told_deadline, write


def extend(
    session: Session,
    extension_id: uuid.UUID,
    cohort_id: uuid.UUID,
    enrolment_id: uuid.UUID,
    course: CompiledCourse,
    item: str,
    time: WallTime,
    reason: str,
    *,
    by_id: int,
    now: datetime,
) -> None:
    """Give more time under an id that the form brought with it: sent twice, it is given once. The learner is told.

    Raises ConflictError where there is no deadline, or the new one is no later than what holds.
    """
    cohort = get_running(session, cohort_id)
    if known := session.get(Extension, extension_id):
        if (known.enrolment_id, known.given_by_id) != (enrolment_id, by_id):
            raise ConflictError("form_used")
        return
    holds = deadline_of(session, cohort_id, enrolment_id, item)
    if holds is None:
        raise ConflictError("no_deadline")
    if time.moment(later=True) <= holds.at:
        raise ConflictError("not_later")
    session.add(
        Extension(
            id=extension_id,
            cohort_id=cohort_id,
            enrolment_id=enrolment_id,
            item=item,
            wall_at=time.at,
            zone=time.zone,
            reason=reason,
            given_at=now,
            given_by_id=by_id,
        )
    )
    session.flush()
    _tell(session, cohort, enrolment_id, course, item, MailKind.EXTENSION_GIVEN, {"reason": reason}, now)


def take_back(
    session: Session,
    cohort_id: uuid.UUID,
    enrolment_id: uuid.UUID,
    extension_id: uuid.UUID,
    course: CompiledCourse,
    *,
    by_id: int,
    now: datetime,
) -> None:
    """End an extension; again is no error. The learner is told by mail what holds again."""
    cohort = get_locked(session, cohort_id)
    extension = session.get(Extension, extension_id, populate_existing=True)
    if extension is None or (extension.cohort_id, extension.enrolment_id) != (cohort_id, enrolment_id):
        raise NotFoundError
    if extension.taken_back_at:
        return
    extension.taken_back_at, extension.taken_back_by_id = now, by_id
    session.flush()
    _tell(session, cohort, enrolment_id, course, extension.item, MailKind.EXTENSION_TAKEN_BACK, {}, now)


def erase_words(session: Session, person_id: int) -> None:
    """Delete why a person was given more time; that they were, and until when, stays."""
    mine = select(Enrolment.id).where(Enrolment.person_id == person_id)
    session.execute(update(Extension).where(Extension.enrolment_id.in_(mine)).values(reason=""))


def _tell(
    session: Session,
    cohort: Cohort,
    enrolment_id: uuid.UUID,
    course: CompiledCourse,
    item: str,
    kind: MailKind,
    more: dict[str, str],
    now: datetime,
) -> None:
    """With the deadline that holds now; nothing of one that is gone or over."""
    holds = deadline_of(session, cohort.id, enrolment_id, item)
    if holds is None or holds.at <= now:
        return
    learner = learner_of(session, enrolment_id)
    values = {"course_title": dict(course.titles), "due": told_deadline(course, holds), **more}
    write(session, Reader(enrolment_id, learner.id, learner.language), kind, values, now=now)
