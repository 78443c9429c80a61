"""Papers that attempts which were graded again concern."""

import uuid
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from helpcourse.accounts.models import Country, Person
from helpcourse.certification.models import Certificate
from helpcourse.certification.record import PaperKind, Record
from helpcourse.learning.models import Attempt, Enrolment, Grade
from helpcourse.tutoring.models import Cohort

FINAL_TEST = ""  # as a module's id


@dataclass(frozen=True, slots=True)
class DoubtfulPaper:
    """A valid paper of somebody who has not passed the test any more."""

    id: uuid.UUID
    kind: PaperKind
    record: Record  # everything printed


def valid_papers(session: Session, course_id: str) -> dict[uuid.UUID, list[PaperKind]]:
    """Enrolment -> what was issued for it and is neither revoked nor replaced."""
    found: dict[uuid.UUID, list[PaperKind]] = {}
    rows = session.execute(
        select(Certificate.enrolment_id, Certificate.kind)
        .join(Enrolment, Enrolment.id == Certificate.enrolment_id)
        .where(Enrolment.course_id == course_id, Certificate.ended_at.is_(None))
        .order_by(Certificate.kind)
    )
    for enrolment_id, kind in rows:
        found.setdefault(enrolment_id, []).append(kind)
    return found


def doubtful_papers(session: Session, course_id: str, *, countries: frozenset[str] | None) -> list[DoubtfulPaper]:
    """Valid papers of those who had passed the final test until they were graded again, and pass in no attempt now.

    Of one of these countries (None: of any), as lists of papers are; in the order of their numbers.
    """
    enrolments = _passed_once(session, course_id) - _passed(session, course_id)
    found = (
        select(Certificate)
        .join(Person, Person.id == Certificate.person_id)
        .outerjoin(Cohort, Cohort.id == Certificate.cohort_id)
        .where(Certificate.enrolment_id.in_(enrolments), Certificate.ended_at.is_(None))
        .order_by(Certificate.year, Certificate.serial)
    )
    if countries is not None:
        codes = [Country(country) for country in sorted(countries)]
        found = found.where(func.coalesce(Cohort.country, Person.country).in_(codes))
    return [DoubtfulPaper(one.id, one.kind, Record.from_json(one.record)) for one in session.scalars(found)]


def _passed_once(session: Session, course_id: str) -> set[uuid.UUID]:
    """Enrolments with a final test that was ever graded as passed."""
    return set(session.scalars(_passes(course_id)))


def _passed(session: Session, course_id: str) -> set[uuid.UUID]:
    """Those of which the last grade of such a test still says so."""
    other = aliased(Grade)
    last = select(func.max(other.number)).where(other.attempt_id == Attempt.id).scalar_subquery()
    return set(session.scalars(_passes(course_id).where(Grade.number == last)))


def _passes(course_id: str) -> Select[uuid.UUID]:
    return (
        select(Attempt.enrolment_id)
        .join(Grade, Grade.attempt_id == Attempt.id)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .where(Enrolment.course_id == course_id, Attempt.module_id == FINAL_TEST, Grade.is_passed)
    )
