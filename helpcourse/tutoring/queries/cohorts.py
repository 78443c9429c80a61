"""Cohorts themselves: which ones somebody sees, their figures, their tutors."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, or_, select, true
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Country, Identity, Person
from helpcourse.errors import NotFoundError
from helpcourse.learning.models import Enrolment
from helpcourse.tutoring.levels.rules import Level
from helpcourse.tutoring.models import Cohort, CohortMember, CohortTutor


@dataclass(frozen=True, slots=True)
class Sight:
    """Which cohorts somebody sees: those that they tutor, and those of their countries."""

    tutor_id: int | None  # None: not as a tutor
    countries: frozenset[str] | None  # None: all of them


@dataclass(frozen=True, slots=True)
class CohortRow:
    """A cohort with its figures."""

    id: uuid.UUID
    name: str
    course_id: str
    edition_id: int
    country: Country
    institution_id: int | None
    starts_on: date
    ends_on: date
    closed_at: datetime | None  # None: running
    test_language: str | None  # in which all tests are taken; None: as each learner likes
    learners: int  # who have not left
    finished: int
    confirmed: int  # by a tutor, for the certificate


@dataclass(frozen=True, slots=True)
class Tutor:
    person_id: int
    person_key: uuid.UUID
    name: str
    email: str


_IS_MEMBER = CohortMember.left_at.is_(None)

_COHORTS: Select[*tuple[Any, ...]] = (
    select(
        Cohort.id,
        Cohort.name,
        Cohort.course_id,
        Cohort.edition_id,
        Cohort.country,
        Cohort.institution_id,
        Cohort.starts_on,
        Cohort.ends_on,
        Cohort.closed_at,
        Cohort.test_language,
        func.count(CohortMember.enrolment_id).label("learners"),
        func.count(Enrolment.finished_at).label("finished"),
        func.count(case((CohortMember.confirmed_for == Level.CERTIFICATE, CohortMember.confirmed_at))).label(
            "confirmed"
        ),
    )
    .outerjoin(CohortMember, (CohortMember.cohort_id == Cohort.id) & _IS_MEMBER)
    .outerjoin(Enrolment, Enrolment.id == CohortMember.enrolment_id)
    .group_by(Cohort.id)
)


def cohorts(session: Session, sight: Sight) -> list[CohortRow]:
    """The cohorts that are seen: running ones first, the latest first."""
    order = (Cohort.closed_at.is_not(None), Cohort.starts_on.desc(), Cohort.name)
    rows = session.execute(_COHORTS.where(seen(sight)).order_by(*order))
    return [CohortRow(*row) for row in rows]


def get_cohort(session: Session, sight: Sight, cohort_id: uuid.UUID) -> CohortRow:
    """Raises NotFoundError, for a cohort that is not seen too."""
    row = session.execute(_COHORTS.where(seen(sight), Cohort.id == cohort_id)).one_or_none()
    if row is None:
        raise NotFoundError
    return CohortRow(*row)


def seen(sight: Sight) -> ColumnElement[bool]:
    """The condition on cohorts."""
    if sight.countries is None:
        return true()
    tutored = select(CohortTutor.cohort_id).where(CohortTutor.person_id == sight.tutor_id)
    return or_(Cohort.country.in_(sorted(sight.countries)), Cohort.id.in_(tutored))


def seen_ids(sight: Sight) -> Select[uuid.UUID]:
    """Of the cohorts that are seen, for the conditions of other reads: none of their figures is counted."""
    return select(Cohort.id).where(seen(sight))


def tutors_of(session: Session, cohort_id: uuid.UUID) -> list[Tutor]:
    rows = session.execute(
        select(Person.id, Person.key, Identity.surname, Identity.given_name, Identity.patronymic, Identity.email)
        .select_from(CohortTutor)
        .join(Person, Person.id == CohortTutor.person_id)
        .join(Identity, Identity.person_id == Person.id)
        .where(CohortTutor.cohort_id == cohort_id)
        .order_by(Identity.name_key)
    )
    return [Tutor(row.id, row.key, full_name(row), row.email) for row in rows]


def cohorts_of(session: Session, person_id: int) -> list[tuple[CohortRow, datetime | None]]:
    """The cohorts in which a person learns or learnt, with the time of leaving (None: still a member)."""
    left = dict(
        session.execute(
            select(CohortMember.cohort_id, CohortMember.left_at)
            .join(Enrolment, Enrolment.id == CohortMember.enrolment_id)
            .where(Enrolment.person_id == person_id)
        ).all()
    )
    rows = session.execute(_COHORTS.where(Cohort.id.in_(left)).order_by(Cohort.starts_on.desc()))
    return [(row, left[row.id]) for row in (CohortRow(*row) for row in rows)]


def tutored_by(session: Session, person_id: int) -> list[CohortRow]:
    """The cohorts that a person tutors."""
    return cohorts(session, Sight(person_id, frozenset()))


def other_cohort_of(session: Session, person_id: int, course_id: str, cohort_id: uuid.UUID) -> str | None:
    """The name of another running cohort of this course in which the person learns; None if there is none."""
    return session.scalar(
        select(Cohort.name)
        .join(CohortMember, CohortMember.cohort_id == Cohort.id)
        .join(Enrolment, Enrolment.id == CohortMember.enrolment_id)
        .where(
            Enrolment.person_id == person_id,
            Enrolment.course_id == course_id,
            Cohort.id != cohort_id,
            Cohort.closed_at.is_(None),
            CohortMember.left_at.is_(None),
        )
        .limit(1)
    )


def members_among(session: Session, cohort_id: uuid.UUID, person_ids: Collection[int]) -> set[int]:
    """Which of these people are members of the cohort now."""
    rows = session.scalars(
        select(Enrolment.person_id)
        .join(CohortMember, CohortMember.enrolment_id == Enrolment.id)
        .where(CohortMember.cohort_id == cohort_id, _IS_MEMBER, Enrolment.person_id.in_(list(person_ids)))
    )
    return set(rows)


def language_of_tests(session: Session, enrolment_id: uuid.UUID) -> str | None:
    """In which the learner's cohort takes its tests; None: as they like. Of several cohorts the running one."""
    return session.scalar(
        select(Cohort.test_language)
        .join(CohortMember, CohortMember.cohort_id == Cohort.id)
        .where(CohortMember.enrolment_id == enrolment_id, _IS_MEMBER)
        .order_by(Cohort.closed_at.is_not(None), Cohort.starts_on.desc())
        .limit(1)
    )


def full_name(row: Any) -> str:
    """Of a row with the parts of a name; empty if the person was erased."""
    return joined_name(row.surname, row.given_name, row.patronymic)


def joined_name(*parts: str | None) -> str:
    """Of surname, given name and patronymic."""
    return " ".join(filter(None, parts))
