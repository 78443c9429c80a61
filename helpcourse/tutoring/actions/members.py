"""Who learns and who tutors in a cohort, and whom its tutor confirms for the certificate."""

import uuid
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Role, RoleGrant
from helpcourse.db import rows_touched
from helpcourse.errors import ConflictError
from helpcourse.learning.actions import enrol
from helpcourse.learning.models import Enrolment
from helpcourse.messages.actions import queue
from helpcourse.messages.models import MailKind
from helpcourse.tutoring.actions.cohorts import get_locked, get_running
from helpcourse.tutoring.levels.rules import Level
from helpcourse.tutoring.models import Cohort, CohortMember, CohortTutor
from helpcourse.tutoring.queries import other_cohort_of


def add_member(session: Session, cohort_id: uuid.UUID, person_id: int, *, now: datetime) -> bool:
    """Enrol a person as a member; who left comes back. False if they were a member already.

    Raises ConflictError if the cohort is closed, or they are in another running cohort of the course.
    """
    cohort = get_running(session, cohort_id)
    if other_cohort_of(session, person_id, cohort.course_id, cohort_id):
        raise ConflictError("other_cohort")
    enrolment_id = enrol(session, person_id, cohort.course_id, now=now)
    return join(session, cohort, enrolment_id, now=now)


def join(session: Session, cohort: Cohort, enrolment_id: uuid.UUID, *, now: datetime) -> bool:
    """Put an enrolment into the cohort and on its edition; False if it is there already."""
    member = session.get(CohortMember, (cohort.id, enrolment_id), populate_existing=True)
    if member and member.left_at is None:
        return False
    if member is None:
        session.add(CohortMember(cohort_id=cohort.id, enrolment_id=enrolment_id, joined_at=now))
    else:
        member.left_at = None
    session.execute(update(Enrolment).where(Enrolment.id == enrolment_id).values(edition_id=cohort.edition_id))
    return True


def take_out(session: Session, cohort_id: uuid.UUID, enrolment_ids: Collection[uuid.UUID], *, now: datetime) -> None:
    """Let members go on alone, on the course's current edition; their rows stay, since attendance was real."""
    get_locked(session, cohort_id)
    staying = (CohortMember.cohort_id == cohort_id) & CohortMember.left_at.is_(None)
    leaving = session.scalars(
        select(CohortMember.enrolment_id).where(staying, CohortMember.enrolment_id.in_(list(enrolment_ids)))
    ).all()
    session.execute(
        update(CohortMember)
        .where(CohortMember.cohort_id == cohort_id, CohortMember.enrolment_id.in_(leaving))
        .values(left_at=now, confirmed_at=None, confirmed_by_id=None)
    )
    session.execute(update(Enrolment).where(Enrolment.id.in_(leaving)).values(edition_id=None))


def tell_member(
    session: Session,
    person_id: int,
    language: str,
    cohort: str,
    titles: dict[str, str],
    path: str,
    *,
    is_new: bool = False,
    now: datetime,
) -> None:
    """Mail somebody that they are in a cohort; `path` is where they begin: if they are new, by setting a password."""
    values = {"cohort": cohort, "course_title": titles, "path": path, "is_new": is_new}
    queue(session, person_id, MailKind.COHORT_ADDED, language, values, now=now)


def add_tutor(session: Session, cohort_id: uuid.UUID, person_id: int, *, now: datetime) -> bool:
    """False if they tutor it already. Raises ConflictError if the cohort is closed, or the person is no tutor."""
    get_running(session, cohort_id)
    is_tutor = (RoleGrant.role == Role.TUTOR) & RoleGrant.ended_at.is_(None)
    if session.scalar(select(RoleGrant.id).where(RoleGrant.person_id == person_id, is_tutor)) is None:
        raise ConflictError("no_tutor")
    if session.get(CohortTutor, (cohort_id, person_id)) is not None:
        return False
    session.add(CohortTutor(cohort_id=cohort_id, person_id=person_id, added_at=now))
    return True


def tell_tutor(
    session: Session,
    person_id: int,
    language: str,
    cohort: str,
    titles: dict[str, str],
    path: str,
    *,
    now: datetime,
) -> None:
    """Mail somebody that they tutor a cohort; `path` is its page."""
    values = {"cohort": cohort, "course_title": titles, "path": path}
    queue(session, person_id, MailKind.TUTOR_ADDED, language, values, now=now)


def remove_tutor(session: Session, cohort_id: uuid.UUID, person_id: int) -> None:
    get_locked(session, cohort_id)
    session.execute(delete(CohortTutor).where(CohortTutor.cohort_id == cohort_id, CohortTutor.person_id == person_id))


def confirm(
    session: Session, cohort_id: uuid.UUID, enrolment_ids: Collection[uuid.UUID], *, by_id: int, now: datetime
) -> int:
    """Confirm these members for the certificate, the highest level; how many were not confirmed before."""
    is_new = or_(CohortMember.confirmed_at.is_(None), CohortMember.confirmed_for != Level.CERTIFICATE)
    return _mark(session, cohort_id, enrolment_ids, is_new, confirmed_at=now, by_id=by_id)


def withdraw_confirmation(
    session: Session, cohort_id: uuid.UUID, enrolment_ids: Collection[uuid.UUID], *, issued: Collection[uuid.UUID]
) -> int:
    """Take confirmations back, but not of those whose certificate is `issued`; how many were taken back."""
    rest = set(enrolment_ids) - set(issued)
    return _mark(session, cohort_id, rest, CohortMember.confirmed_at.is_not(None), confirmed_at=None, by_id=None)


def _mark(
    session: Session,
    cohort_id: uuid.UUID,
    enrolment_ids: Collection[uuid.UUID],
    which: ColumnElement[bool],
    *,
    confirmed_at: datetime | None,
    by_id: int | None,
) -> int:
    get_locked(session, cohort_id)
    marked = session.execute(
        update(CohortMember)
        .where(
            CohortMember.cohort_id == cohort_id,
            CohortMember.enrolment_id.in_(list(enrolment_ids)),
            CohortMember.left_at.is_(None),
            which,
        )
        .values(confirmed_at=confirmed_at, confirmed_by_id=by_id, confirmed_for=Level.CERTIFICATE)
    )
    return rows_touched(marked)
