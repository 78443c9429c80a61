"""Codes to join a cohort by: made, revoked, used."""

import uuid
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.errors import ConflictError, NotFoundError
from helpcourse.tutoring.actions.cohorts import get_locked, get_running
from helpcourse.tutoring.actions.members import add_member
from helpcourse.tutoring.calls.actions import random_code
from helpcourse.tutoring.calls.models import JoinCode
from helpcourse.tutoring.calls.rules import CODE_LENGTH, JoinObstacle, code_of, join_obstacle
from helpcourse.tutoring.queries import members_among, other_cohort_of


def make_code(
    session: Session,
    code_id: uuid.UUID,
    cohort_id: uuid.UUID,
    *,
    most: int | None,
    last_on: date | None,
    by_id: int,
    now: datetime,
) -> None:
    """Make a code under an id that the form brought with it: sent twice, it is one code."""
    get_running(session, cohort_id)
    if known := session.get(JoinCode, code_id):
        if (known.cohort_id, known.made_by_id) != (cohort_id, by_id):
            raise ConflictError("form_used")
        return
    session.add(
        JoinCode(
            id=code_id,
            cohort_id=cohort_id,
            code=random_code(CODE_LENGTH),
            most=most,
            last_on=last_on,
            made_at=now,
            made_by_id=by_id,
        )
    )


def revoke_code(session: Session, cohort_id: uuid.UUID, code_id: uuid.UUID, *, by_id: int, now: datetime) -> None:
    """Let nobody join by it any more; again is no error. Raises NotFoundError, for another cohort's too."""
    get_locked(session, cohort_id)
    code = session.get(JoinCode, code_id, populate_existing=True)
    if code is None or code.cohort_id != cohort_id:
        raise NotFoundError
    if code.revoked_at is None:
        code.revoked_at, code.revoked_by_id = now, by_id


def join_by_code(
    session: Session, typed: str, person_id: int, *, today: date, now: datetime
) -> uuid.UUID | JoinObstacle:
    """Become a member by a code; the cohort, or what keeps the person out."""
    cohort_id = session.scalar(select(JoinCode.cohort_id).where(JoinCode.code == code_of(typed)))
    if cohort_id is None:
        return JoinObstacle.UNKNOWN
    cohort = get_locked(session, cohort_id)
    code = session.scalars(
        select(JoinCode).where(JoinCode.code == code_of(typed)).execution_options(populate_existing=True)
    ).one()
    if members_among(session, cohort_id, [person_id]):
        return JoinObstacle.MEMBER
    if found := join_obstacle(
        is_revoked=code.revoked_at is not None,
        last_on=code.last_on,
        most=code.most,
        used=code.used,
        is_closed=cohort.closed_at is not None,
        today=today,
    ):
        return found
    if other_cohort_of(session, person_id, cohort.course_id, cohort_id):
        return JoinObstacle.OTHER_COHORT
    add_member(session, cohort_id, person_id, now=now)
    code.used += 1
    return cohort_id
