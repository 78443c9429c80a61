"""Essays of tests: whose attempts somebody reviews, and which of them wait."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from helpcourse.accounts.models import Country, Identity, Person
from helpcourse.errors import NotFoundError
from helpcourse.learning.models import Attempt, AttemptState, Enrolment, Grade
from helpcourse.tutoring.models import Cohort, CohortMember
from helpcourse.tutoring.queries.cohorts import Sight, seen, seen_ids


@dataclass(frozen=True, slots=True)
class ReviewedAttempt:
    """A closed attempt as whoever reviews its essays needs it."""

    attempt_id: uuid.UUID
    person_id: int
    enrolment_id: uuid.UUID
    name: str  # empty: erased
    cohort_id: uuid.UUID | None  # None: learns alone
    cohort_name: str
    edition_id: int
    module_id: str  # at whose quiz; empty: at the final test
    closed_at: datetime
    awaits: float  # points that are still to be given


def waiting_essays(session: Session, sight: Sight) -> list[ReviewedAttempt]:
    """Attempts with essays that nobody has read, the one that has waited longest first; not of erased people."""
    return _reviewed(session, sight, _waiting(sight).order_by(Attempt.closed_at, Attempt.id))


def count_waiting_essays(session: Session, sight: Sight) -> int:
    """How many attempts those are."""
    waiting = _waiting(sight).with_only_columns(Attempt.id).subquery()
    return session.execute(select(func.count()).select_from(waiting)).scalar_one()


def get_reviewed_attempt(session: Session, sight: Sight, attempt_id: uuid.UUID) -> ReviewedAttempt:
    """Raises NotFoundError, for the attempt of somebody whom others review too."""
    found = _reviewed(session, sight, _closed(sight).where(Attempt.id == attempt_id))
    if not found:
        raise NotFoundError
    return found[0]


def _waiting(sight: Sight) -> Select[Attempt, Grade, Person, Identity]:
    return _closed(sight).where(Grade.awaits > 0, Identity.person_id.is_not(None))


def _closed(sight: Sight) -> Select[Attempt, Grade, Person, Identity]:
    """With the last grade. Nobody reviews their own."""
    later = aliased(Grade)
    last = select(func.max(later.number)).where(later.attempt_id == Attempt.id).correlate(Attempt).scalar_subquery()
    return (
        select(Attempt, Grade, Person, Identity)
        .select_from(Attempt)
        .join(Grade, and_(Grade.attempt_id == Attempt.id, Grade.number == last))
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .join(Person, Person.id == Enrolment.person_id)
        .outerjoin(Identity, Identity.person_id == Person.id)
        .where(Attempt.state != AttemptState.OPEN, Person.id != sight.tutor_id, _seen(sight))
    )


def _seen(sight: Sight) -> ColumnElement[bool]:
    """Of the cohorts that are seen; who learns alone is reviewed by admins, and by coordinators of their country."""
    if sight.countries is None:
        return true()
    members = select(CohortMember.enrolment_id).where(CohortMember.left_at.is_(None))
    ours = members.where(CohortMember.cohort_id.in_(seen_ids(sight)))
    at_home = Person.country.in_([Country(code) for code in sorted(sight.countries)])
    return or_(Enrolment.id.in_(ours), and_(at_home, Enrolment.id.not_in(members)))


def _reviewed(session: Session, sight: Sight, found: Select[Attempt, Grade, Person, Identity]) -> list[ReviewedAttempt]:
    rows = session.execute(found).all()
    of = _cohort_of(session, sight, [attempt.enrolment_id for attempt, *_others in rows])
    return [
        _one(attempt, grade, person, identity, of.get(attempt.enrolment_id))
        for attempt, grade, person, identity in rows
    ]


def _one(
    attempt: Attempt, grade: Grade, person: Person, identity: Identity | None, cohort: Cohort | None
) -> ReviewedAttempt:
    return ReviewedAttempt(
        attempt_id=attempt.id,
        person_id=person.id,
        enrolment_id=attempt.enrolment_id,
        name=identity.full_name if identity else "",
        cohort_id=cohort.id if cohort else None,
        cohort_name=cohort.name if cohort else "",
        edition_id=attempt.edition_id,
        module_id=attempt.module_id,
        closed_at=attempt.closed_at or grade.graded_at,
        awaits=grade.awaits,
    )


def _cohort_of(session: Session, sight: Sight, enrolments: list[uuid.UUID]) -> dict[uuid.UUID, Cohort]:
    """Of several that are seen, the latest."""
    rows = session.execute(
        select(CohortMember.enrolment_id, Cohort)
        .join(Cohort, Cohort.id == CohortMember.cohort_id)
        .where(
            CohortMember.enrolment_id.in_(enrolments),
            CohortMember.left_at.is_(None),
            seen(sight),
        )
        .order_by(Cohort.starts_on)
    )
    return {row.enrolment_id: row.Cohort for row in rows}
