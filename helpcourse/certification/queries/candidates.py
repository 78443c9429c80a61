"""Reads of those who may get a paper: what it would say of them, and what they still lack."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, exists, func, null, or_, select
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Identity, NameSpelling, Person
from helpcourse.catalogue.models import PublishedCourse
from helpcourse.catalogue.shelf import Shelf
from helpcourse.certification.batches.queries import is_held
from helpcourse.certification.draw import unprintable
from helpcourse.certification.models import Certificate
from helpcourse.certification.record import PaperKind
from helpcourse.certification.rules import Obstacle, obstacles
from helpcourse.errors import NotFoundError
from helpcourse.learning.models import Attempt, Enrolment, Grade
from helpcourse.tutoring.levels.queries import Standing, rules_of, standings
from helpcourse.tutoring.levels.rules import USUAL, Level
from helpcourse.tutoring.models import Cohort, CohortMember

_PAPERS: Mapping[Level, PaperKind] = {
    Level.ATTENDANCE: PaperKind.ATTENDANCE,
    Level.ACHIEVEMENT: PaperKind.ACHIEVEMENT,
    Level.CERTIFICATE: PaperKind.CERTIFICATE,
}


@dataclass(frozen=True, slots=True)
class CohortOfPaper:
    id: uuid.UUID
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An enrolment that may earn a paper: of a level in a cohort, else a statement."""

    enrolment_id: uuid.UUID
    person_id: int
    person_key: uuid.UUID
    language: str  # that the person reads
    name: str  # surname, name, patronymic; empty: erased
    spellings: Mapping[str, str]  # full name by language, where it differs
    course_id: str
    edition_id: int  # the text that was taught
    enrolled_at: datetime
    finished_at: datetime | None  # None: not yet
    confirmed_at: datetime | None  # by the tutor; None: not yet, or nobody needs to
    cohort: CohortOfPaper | None  # None: at one's own pace
    issued_code: str | None  # of the valid paper of this kind
    level: Level = Level.CERTIFICATE  # that the tutor proposes, else the highest that is reached; in a cohort
    has_rules: bool = False  # whether somebody has set rules for the cohort, which decide instead of finished_at
    is_reached: bool = True  # the level, by such rules

    @property
    def kind(self) -> PaperKind:
        return _PAPERS[self.level] if self.cohort else PaperKind.STATEMENT

    @property
    def obstacles(self) -> tuple[Obstacle, ...]:
        """What is missing; empty: the paper may be issued."""
        return obstacles(
            is_finished=self.finished_at is not None or self.has_rules,
            is_reached=self.is_reached,
            is_confirmed=self.cohort is None or self.confirmed_at is not None,
            has_name=self.name != "",
            is_printable=unprintable(" ".join([self.name, *self.spellings.values()])) == "",
            is_issued=self.issued_code is not None,
        )


_PERSON = (
    Enrolment.id,
    Enrolment.person_id,
    Enrolment.course_id,
    Enrolment.enrolled_at,
    Enrolment.finished_at,
    Person.key,
    Person.language,
    Identity.surname,
    Identity.given_name,
    Identity.patronymic,
)
_passed_on = (  # the edition on which the final test was passed
    select(Attempt.edition_id)
    .join(Grade, Grade.attempt_id == Attempt.id)
    .where(Attempt.enrolment_id == Enrolment.id, Attempt.module_id == "", Grade.is_passed)
    .order_by(Attempt.number.desc())
    .limit(1)
    .correlate(Enrolment)
    .scalar_subquery()
)
_ALONE = (
    select(
        *_PERSON,
        func.coalesce(_passed_on, Enrolment.edition_id, PublishedCourse.current_edition_id).label("edition_id"),
        null().label("cohort_id"),
        null().label("starts_on"),
        null().label("ends_on"),
        null().label("confirmed_at"),
        null().label("confirmed_for"),
        Certificate.code,
    )
    .join(PublishedCourse, PublishedCourse.id == Enrolment.course_id)
    .join(Person, Person.id == Enrolment.person_id)
    .outerjoin(Identity, Identity.person_id == Person.id)
    .outerjoin(
        Certificate,
        and_(
            Certificate.enrolment_id == Enrolment.id,
            Certificate.kind == PaperKind.STATEMENT,
            Certificate.ended_at.is_(None),
            or_(Certificate.expires_on.is_(None), Certificate.expires_on >= bindparam("today")),
        ),
    )
)
_IN_COHORT = (
    select(
        *_PERSON,
        Cohort.edition_id,
        Cohort.id.label("cohort_id"),
        Cohort.starts_on,
        Cohort.ends_on,
        CohortMember.confirmed_at,
        CohortMember.confirmed_for,
        null().label("code"),
    )
    .join(CohortMember, CohortMember.enrolment_id == Enrolment.id)
    .join(Cohort, Cohort.id == CohortMember.cohort_id)
    .join(Person, Person.id == Enrolment.person_id)
    .outerjoin(Identity, Identity.person_id == Person.id)
    .where(CohortMember.left_at.is_(None))
)


def candidates_in(
    session: Session,
    shelf: Shelf,
    cohort_id: uuid.UUID,
    *,
    among: Collection[uuid.UUID] | None = None,
    today: date,
    now: datetime,
) -> list[Candidate]:
    """The members of a cohort, or those among these enrolments, in the order of a Kazakh dictionary.

    In as many reads for one as for a thousand.
    """
    asked = _IN_COHORT.where(Cohort.id == cohort_id)
    if among is not None:
        asked = asked.where(Enrolment.id.in_(list(among)))
    rows = session.execute(asked.order_by(Identity.name_key, Enrolment.id)).all()
    found = _candidates(session, rows)
    if found and rules_of(session, cohort_id) != USUAL:
        found = _by_rules(session, shelf, cohort_id, found, now)
    issued = _issued_in(session, cohort_id, today)
    return [replace(one, issued_code=issued.get((one.enrolment_id, one.kind))) for one in found]


def _by_rules(
    session: Session, shelf: Shelf, cohort_id: uuid.UUID, found: Sequence[Candidate], now: datetime
) -> list[Candidate]:
    course = shelf.edition(session, found[0].edition_id).course
    among = [one.enrolment_id for one in found]
    of = {one.learner.enrolment_id: one for one in standings(session, cohort_id, course, among=among, now=now)[0]}
    return [_by_rule(one, of[one.enrolment_id]) for one in found if one.enrolment_id in of]


def _by_rule(one: Candidate, standing: Standing) -> Candidate:
    """Of the level for which they are proposed; of who is not, the highest that they have reached."""
    level = one.level if one.confirmed_at else standing.reached or one.level
    return replace(one, level=level, has_rules=True, is_reached=standing.missing.get(level) == ())


def _issued_in(session: Session, cohort_id: uuid.UUID, today: date) -> dict[tuple[uuid.UUID, PaperKind], str]:
    """The codes of papers that are valid."""
    rows = session.execute(
        select(Certificate.enrolment_id, Certificate.kind, Certificate.code).where(
            Certificate.cohort_id == cohort_id,
            Certificate.ended_at.is_(None),
            or_(Certificate.expires_on.is_(None), Certificate.expires_on >= today),
        )
    )
    return {(row.enrolment_id, row.kind): row.code for row in rows}


def candidate_of(session: Session, enrolment_id: uuid.UUID, *, today: date) -> Candidate:
    """For a statement. Raises NotFoundError."""
    rows = session.execute(_ALONE.where(Enrolment.id == enrolment_id), {"today": today}).all()
    if not rows:
        raise NotFoundError
    return _candidates(session, rows)[0]


def awaiting(session: Session, person_id: int, *, today: date) -> list[Candidate]:
    """The courses that a person has finished and has no paper of yet."""
    theirs = (Enrolment.person_id == person_id, Enrolment.finished_at.is_not(None))
    due = _ALONE.where(*theirs, ~_had_statement(), ~_finished_in_cohort())
    alone = session.execute(due, {"today": today}).all()
    in_cohort = session.execute(_IN_COHORT.where(*theirs, ~_was_given_paper(), _finished_in_cohort())).all()
    return _candidates(session, [*alone, *in_cohort])


def enrolments_without_statement(session: Session, *, since: datetime | None, today: date) -> list[uuid.UUID]:
    """Courses that were finished at one's own pace since then (None: ever), whose statement is due and can be printed.

    One that was revoked is not made anew by itself. Who finishes while in a cohort waits for the certificate.
    """
    due = _ALONE.where(Enrolment.finished_at.is_not(None), ~_had_statement(), ~_finished_in_cohort())
    rows = session.execute(
        (due.where(Enrolment.finished_at >= since) if since else due).order_by(Enrolment.finished_at),
        {"today": today},
    )
    return [candidate.enrolment_id for candidate in _candidates(session, rows.all()) if not candidate.obstacles]


def _had_statement() -> ColumnElement[bool]:
    statement = (Certificate.enrolment_id == Enrolment.id, Certificate.kind == PaperKind.STATEMENT)
    return exists().where(*statement).correlate(Enrolment)


def _was_given_paper() -> ColumnElement[bool]:
    """Whether the cohort has given them one that nobody has taken back, and they know of it."""
    return (
        exists()
        .where(
            Certificate.enrolment_id == Enrolment.id,
            Certificate.cohort_id == Cohort.id,
            Certificate.ended_at.is_(None),
            ~is_held(),
        )
        .correlate(Enrolment, Cohort)
    )


def _finished_in_cohort() -> ColumnElement[bool]:
    """Whether a cohort of theirs was still running when they finished."""
    return (
        exists()
        .where(
            CohortMember.enrolment_id == Enrolment.id,
            CohortMember.left_at.is_(None),
            Cohort.id == CohortMember.cohort_id,
            or_(Cohort.closed_at.is_(None), Cohort.closed_at >= Enrolment.finished_at),
        )
        .correlate(Enrolment)
    )


def _candidates(session: Session, rows: Collection[Any]) -> list[Candidate]:
    spellings = _spellings(session, {row.person_id for row in rows})
    return [_candidate(row, spellings.get(row.person_id, {})) for row in rows]


def _spellings(session: Session, person_ids: Collection[int]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = defaultdict(dict)
    spelled = select(NameSpelling).where(NameSpelling.person_id.in_(sorted(person_ids)))
    for spelling in session.scalars(spelled):
        found[spelling.person_id][spelling.language] = spelling.full_name
    return found


def _candidate(row: Any, spellings: Mapping[str, str]) -> Candidate:
    return Candidate(
        enrolment_id=row.id,
        person_id=row.person_id,
        person_key=row.key,
        language=row.language,
        name=" ".join(part for part in (row.surname, row.given_name, row.patronymic) if part),
        spellings=spellings,
        course_id=row.course_id,
        edition_id=row.edition_id,
        enrolled_at=row.enrolled_at,
        finished_at=row.finished_at,
        confirmed_at=row.confirmed_at,
        cohort=CohortOfPaper(row.cohort_id, row.starts_on, row.ends_on) if row.cohort_id else None,
        issued_code=row.code,
        level=row.confirmed_for or Level.CERTIFICATE,
    )
