"""Reads of cohorts: which ones somebody sees, who is in them and how they stand."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, or_, select, true
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Country, Identity, Person
from helpcourse.errors import NotFoundError
from helpcourse.learning.models import Attempt, Enrolment, Grade, LessonDone
from helpcourse.tutoring.models import Cohort, CohortMember, CohortTutor
from helpcourse.tutoring.rules import Learner, TestStanding, attention


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
        func.count(CohortMember.enrolment_id).label("learners"),
        func.count(Enrolment.finished_at).label("finished"),
        func.count(CohortMember.confirmed_at).label("confirmed"),
    )
    .outerjoin(CohortMember, (CohortMember.cohort_id == Cohort.id) & _IS_MEMBER)
    .outerjoin(Enrolment, Enrolment.id == CohortMember.enrolment_id)
    .group_by(Cohort.id)
)


def cohorts(session: Session, sight: Sight) -> list[CohortRow]:
    """The cohorts that are seen: running ones first, the latest first."""
    order = (Cohort.closed_at.is_not(None), Cohort.starts_on.desc(), Cohort.name)
    rows = session.execute(_COHORTS.where(_seen(sight)).order_by(*order))
    return [CohortRow(*row) for row in rows]


def get_cohort(session: Session, sight: Sight, cohort_id: uuid.UUID) -> CohortRow:
    """Raises NotFoundError, for a cohort that is not seen too."""
    row = session.execute(_COHORTS.where(_seen(sight), Cohort.id == cohort_id)).one_or_none()
    if row is None:
        raise NotFoundError
    return CohortRow(*row)


def _seen(sight: Sight) -> ColumnElement[bool]:
    if sight.countries is None:
        return true()
    tutored = select(CohortTutor.cohort_id).where(CohortTutor.person_id == sight.tutor_id)
    return or_(Cohort.country.in_(sorted(sight.countries)), Cohort.id.in_(tutored))


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


_MEMBERS = (
    select(
        CohortMember.cohort_id,
        CohortMember.enrolment_id,
        CohortMember.joined_at,
        CohortMember.left_at,
        CohortMember.confirmed_at,
        Cohort.starts_on,
        Enrolment.person_id,
        Enrolment.last_active_at,
        Enrolment.finished_at,
        Person.key,
        Identity.surname,
        Identity.given_name,
        Identity.patronymic,
        Identity.name_key,
        Identity.search_text,
        Identity.email,
    )
    .join(Cohort, Cohort.id == CohortMember.cohort_id)
    .join(Enrolment, Enrolment.id == CohortMember.enrolment_id)
    .join(Person, Person.id == Enrolment.person_id)
    .outerjoin(Identity, Identity.person_id == Person.id)
    .where(CohortMember.cohort_id.in_(bindparam("cohorts", expanding=True)))
    .order_by(Identity.name_key)
)
_GRADES = (
    select(Attempt.enrolment_id, Attempt.id, Grade.points, Grade.out_of, Grade.is_passed)
    .join(CohortMember, CohortMember.enrolment_id == Attempt.enrolment_id)
    .outerjoin(Grade, Grade.attempt_id == Attempt.id)
    .where(CohortMember.cohort_id.in_(bindparam("cohorts", expanding=True)))
    .order_by(Attempt.number, Grade.number)
)
_DONE = (
    select(LessonDone.enrolment_id, LessonDone.lesson_id, LessonDone.done_at)
    .join(CohortMember, CohortMember.enrolment_id == LessonDone.enrolment_id)
    .where(CohortMember.cohort_id == bindparam("cohort"))
)


def learners_of(session: Session, cohort_id: uuid.UUID, lessons: Collection[str], *, now: datetime) -> list[Learner]:
    """The members of a cohort with all that they have done of these lessons, in three reads; who left is not there."""
    done: dict[uuid.UUID, dict[str, datetime]] = defaultdict(dict)
    for enrolment_id, lesson_id, done_at in session.execute(_DONE, {"cohort": cohort_id}):
        if lesson_id in lessons:
            done[enrolment_id][lesson_id] = done_at
    return [row for row in _learners(session, [cohort_id], done, now) if row.left_at is None]


def former_learners(session: Session, cohort_id: uuid.UUID, *, now: datetime) -> list[Learner]:
    """Who was a member and left."""
    return [row for row in _learners(session, [cohort_id], {}, now) if row.left_at is not None]


def learners_needing_attention(session: Session, cohort_ids: Iterable[uuid.UUID], *, now: datetime) -> list[Learner]:
    """Of these cohorts, in two reads; what they have done is left out."""
    everybody = _learners(session, list(cohort_ids), {}, now)
    return [row for row in everybody if row.attention and row.left_at is None]


def get_learner(
    session: Session, cohort_id: uuid.UUID, enrolment_id: uuid.UUID, lessons: Collection[str], *, now: datetime
) -> Learner:
    """One member of a cohort. Raises NotFoundError."""
    for learner in learners_of(session, cohort_id, lessons, now=now):
        if learner.enrolment_id == enrolment_id:
            return learner
    raise NotFoundError


def _learners(
    session: Session, cohort_ids: list[uuid.UUID], done: Mapping[uuid.UUID, Mapping[str, datetime]], now: datetime
) -> list[Learner]:
    tests = _tests(session, cohort_ids)
    rows = session.execute(_MEMBERS, {"cohorts": cohort_ids})
    return [_learner(row, tests.get(row.enrolment_id, TestStanding()), done, now) for row in rows]


def _learner(row: Any, test: TestStanding, done: Mapping[uuid.UUID, Mapping[str, datetime]], now: datetime) -> Learner:
    first_day = datetime.combine(row.starts_on, time(), tzinfo=UTC)
    return Learner(
        cohort_id=row.cohort_id,
        enrolment_id=row.enrolment_id,
        person_id=row.person_id,
        person_key=row.key,
        name=full_name(row),
        name_key=row.name_key or "",
        search_text=row.search_text or "",
        email=row.email or "",
        joined_at=row.joined_at,
        left_at=row.left_at,
        last_active_at=row.last_active_at,
        finished_at=row.finished_at,
        confirmed_at=row.confirmed_at,
        test=test,
        attention=attention(
            waiting_since=max(first_day, row.joined_at),
            last_active_at=row.last_active_at,
            finished_at=row.finished_at,
            test=test,
            now=now,
        ),
        done=done.get(row.enrolment_id, {}),
    )


def _tests(session: Session, cohort_ids: list[uuid.UUID]) -> dict[uuid.UUID, TestStanding]:
    """By enrolment. Rows come in the order of grading: the last grade of an attempt overwrites the earlier ones."""
    attempts: dict[uuid.UUID, dict[uuid.UUID, Any]] = defaultdict(dict)
    for row in session.execute(_GRADES, {"cohorts": cohort_ids}):
        attempts[row.enrolment_id][row.id] = row
    return {enrolment_id: _standing(list(rows.values())) for enrolment_id, rows in attempts.items()}


def _standing(attempts: list[Any]) -> TestStanding:
    graded = [row for row in attempts if row.points is not None]
    best = max(graded, key=lambda row: row.points / (row.out_of or 1), default=None)
    return TestStanding(
        tries=len(attempts),
        failed=sum(not row.is_passed for row in graded),
        is_passed=any(row.is_passed for row in graded),
        points=best.points if best else 0.0,
        out_of=best.out_of if best else 0.0,
    )


def full_name(row: Any) -> str:
    """Of a row with the parts of a name; empty if the person was erased."""
    return " ".join(part for part in (row.surname, row.given_name, row.patronymic) if part)


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
