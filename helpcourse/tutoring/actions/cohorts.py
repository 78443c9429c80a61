"""Cohorts themselves: made, changed, moved to another edition, closed."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Country, Person
from helpcourse.errors import ConflictError, NotFoundError
from helpcourse.learning.models import Enrolment
from helpcourse.tutoring.models import Cohort, CohortMember


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortDetails:
    """What may be changed of a cohort at any time."""

    name: str
    country: Country
    institution_id: int | None  # None: no partner
    starts_on: date
    ends_on: date
    test_language: str | None = None  # None: as each learner likes


def make(
    session: Session,
    cohort_id: uuid.UUID,
    course_id: str,
    edition_id: int,
    details: CohortDetails,
    *,
    by_id: int,
    now: datetime,
) -> Cohort:
    """Make a cohort under an id that the form brought with it: sent twice, it is one cohort."""
    session.execute(select(Person.id).where(Person.id == by_id).with_for_update(key_share=True))
    known = session.get(Cohort, cohort_id)
    if known is not None:
        if known.made_by_id != by_id:
            raise ConflictError("form_used")
        return known
    cohort = Cohort(
        id=cohort_id,
        course_id=course_id,
        edition_id=edition_id,
        name=details.name,
        country=details.country,
        institution_id=details.institution_id,
        starts_on=details.starts_on,
        ends_on=details.ends_on,
        test_language=details.test_language,
        made_at=now,
        made_by_id=by_id,
    )
    session.add(cohort)
    session.flush()
    return cohort


def change(session: Session, cohort_id: uuid.UUID, details: CohortDetails) -> None:
    cohort = get_locked(session, cohort_id)
    cohort.name = details.name
    cohort.country = details.country
    cohort.institution_id = details.institution_id
    cohort.starts_on = details.starts_on
    cohort.ends_on = details.ends_on
    cohort.test_language = details.test_language


def move_to_edition(session: Session, cohort_id: uuid.UUID, edition_id: int) -> None:
    """Let the whole cohort read another edition from now on; what was read and answered stays."""
    cohort = get_running(session, cohort_id)
    cohort.edition_id = edition_id
    members = select(CohortMember.enrolment_id).where(
        CohortMember.cohort_id == cohort_id, CohortMember.left_at.is_(None)
    )
    session.execute(update(Enrolment).where(Enrolment.id.in_(members)).values(edition_id=edition_id))


def close(session: Session, cohort_id: uuid.UUID, *, now: datetime) -> None:
    """End the run: nobody is added any more; certificates can still be issued. Again is no error."""
    cohort = get_locked(session, cohort_id)
    cohort.closed_at = cohort.closed_at or now


def reopen(session: Session, cohort_id: uuid.UUID) -> None:
    get_locked(session, cohort_id).closed_at = None


def get_locked(session: Session, cohort_id: uuid.UUID) -> Cohort:
    """The cohort, which nobody else changes until the commit. Raises NotFoundError."""
    cohort = session.scalar(
        select(Cohort).where(Cohort.id == cohort_id).with_for_update().execution_options(populate_existing=True)
    )
    if cohort is None:
        raise NotFoundError
    return cohort


def get_running(session: Session, cohort_id: uuid.UUID) -> Cohort:
    """The same; raises ConflictError if it was closed."""
    cohort = get_locked(session, cohort_id)
    if cohort.closed_at:
        raise ConflictError("cohort_closed")
    return cohort
