"""Figures of the whole site: what waits, and what was reached by month."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from helpcourse.accounts.models import Country, Person
from helpcourse.catalogue.models import PublishedCourse
from helpcourse.certification.models import Certificate
from helpcourse.certification.queries import is_revoked
from helpcourse.certification.record import PaperKind
from helpcourse.learning.models import Enrolment, LessonDone
from helpcourse.messages.models import Mail
from helpcourse.tutoring.levels.rules import Level
from helpcourse.tutoring.models import Cohort, CohortMember


@dataclass(frozen=True, slots=True)
class Month:
    """What came to be from its first moment up to the first of the next."""

    begins_at: datetime
    people: int
    enrolments: int
    statements: int
    certificates: int


@dataclass(frozen=True, slots=True)
class Ready:
    """A cohort in which certificates can be issued."""

    cohort_id: uuid.UUID
    name: str
    people: int


@dataclass(frozen=True, slots=True)
class MailState:
    waiting: int
    failing: int  # of those: tried at least once in vain
    given_up: int  # within the last 30 days
    last_error: str  # empty: none
    last_sent_at: datetime | None


def months(session: Session, borders: Sequence[datetime], *, countries: frozenset[str] | None) -> list[Month]:
    """Between each two neighbouring borders, the earliest first; people of these countries (None: of all)."""
    people = _by_month(session, Person.registered_at, borders, _of(countries))
    enrolments = _by_month(session, Enrolment.enrolled_at, borders, _of(countries), Enrolment.person_id)
    statements = _by_month(session, Certificate.issued_at, borders, _papers(PaperKind.STATEMENT, countries),
                           Certificate.person_id)  # fmt: skip
    certificates = _by_month(session, Certificate.issued_at, borders, _papers(PaperKind.CERTIFICATE, countries),
                             Certificate.person_id)  # fmt: skip
    return [Month(*row) for row in zip(borders, people, enrolments, statements, certificates, strict=False)]


def _by_month(
    session: Session,
    moment: InstrumentedAttribute[datetime],
    borders: Sequence[datetime],
    which: ColumnElement[bool],
    owner: InstrumentedAttribute[int] | None = None,
) -> list[int]:
    """One read for all months. Borders, not a database's own month: its months begin in UTC, ours in Astana."""
    sums = [
        func.count(case((and_(moment >= begins, moment < ends), 1)))
        for begins, ends in zip(borders, borders[1:], strict=False)
    ]
    statement = select(*sums).where(moment >= borders[0], which)
    if owner is not None:
        statement = statement.join(Person, Person.id == owner)
    return list(session.execute(statement).one())


def _of(countries: frozenset[str] | None) -> ColumnElement[bool]:
    return true() if countries is None else Person.country.in_([Country(code) for code in sorted(countries)])


def _papers(kind: PaperKind, countries: frozenset[str] | None) -> ColumnElement[bool]:
    return and_(Certificate.kind == kind, _of(countries))


def ready_for_certificates(session: Session, *, countries: frozenset[str] | None) -> list[Ready]:
    """Cohorts with people whom the tutor proposes for a paper and who have none; for a certificate, who finished.

    Whose paper was revoked does not wait for another: an admin who wants that ticks them.
    """
    has_one = (
        select(Certificate.id)
        .where(
            Certificate.enrolment_id == CohortMember.enrolment_id,
            Certificate.cohort_id == CohortMember.cohort_id,
            Certificate.kind == CohortMember.confirmed_for,
            or_(Certificate.ended_at.is_(None), is_revoked()),
        )
        .exists()
    )
    statement = (
        select(Cohort.id, Cohort.name, func.count())
        .join(CohortMember, CohortMember.cohort_id == Cohort.id)
        .join(Enrolment, Enrolment.id == CohortMember.enrolment_id)
        .where(
            CohortMember.left_at.is_(None),
            CohortMember.confirmed_at.is_not(None),
            or_(Enrolment.finished_at.is_not(None), CohortMember.confirmed_for != Level.CERTIFICATE),
            ~has_one,
        )
        .group_by(Cohort.id)
        .order_by(Cohort.name)
    )
    if countries is not None:
        statement = statement.where(Cohort.country.in_([Country(code) for code in sorted(countries)]))
    return [Ready(*row) for row in session.execute(statement)]


def levels_issued_in(session: Session, cohort_id: uuid.UUID) -> Mapping[uuid.UUID, set[Level]]:
    """Of which levels the members of a cohort have papers that nothing has ended; by enrolment."""
    found: dict[uuid.UUID, set[Level]] = defaultdict(set)
    rows = session.execute(
        select(Certificate.enrolment_id, Certificate.kind).where(
            Certificate.cohort_id == cohort_id, Certificate.ended_at.is_(None)
        )
    )
    for enrolment_id, kind in rows:
        found[enrolment_id].add(Level(kind.value))
    return found


def certified(papers: Mapping[uuid.UUID, Collection[Level]]) -> set[uuid.UUID]:
    """Who has a certificate, and not a paper of a lower level only."""
    return {enrolment_id for enrolment_id, levels in papers.items() if Level.CERTIFICATE in levels}


def mail_state(session: Session, *, since: datetime) -> MailState:
    """How the outbox does; given up: since then."""
    is_waiting = Mail.ended_at.is_(None)
    has_failed = Mail.last_error != ""
    gave_up = and_(Mail.ended_at >= since, has_failed)
    counts: Any = session.execute(
        select(
            func.count(case((is_waiting, 1))),
            func.count(case((and_(is_waiting, has_failed), 1))),
            func.count(case((gave_up, 1))),
            func.max(case((and_(Mail.ended_at.is_not(None), Mail.last_error == ""), Mail.ended_at))),
        )
    ).one()
    troubled = or_(and_(is_waiting, has_failed), gave_up)
    last_error = session.scalar(select(Mail.last_error).where(troubled).order_by(Mail.id.desc()).limit(1))
    return MailState(counts[0], counts[1], counts[2], last_error or "", counts[3])


@dataclass(frozen=True, slots=True)
class EnrolmentRow:
    course_id: str
    edition_id: int  # that is read: a cohort's, or the current one
    enrolled_at: datetime
    last_active_at: datetime | None  # None: neither a lesson nor a test was begun
    finished_at: datetime | None
    lessons_done: int


def enrolments_of(session: Session, person_id: int) -> list[EnrolmentRow]:
    """A person's courses, the last enrolled in first."""
    done = select(func.count()).where(LessonDone.enrolment_id == Enrolment.id).correlate(Enrolment).scalar_subquery()
    rows = session.execute(
        select(
            Enrolment.course_id,
            func.coalesce(Enrolment.edition_id, PublishedCourse.current_edition_id),
            Enrolment.enrolled_at,
            Enrolment.last_active_at,
            Enrolment.finished_at,
            done,
        )
        .join(PublishedCourse, PublishedCourse.id == Enrolment.course_id)
        .where(Enrolment.person_id == person_id)
        .order_by(Enrolment.enrolled_at.desc())
    )
    return [EnrolmentRow(*row) for row in rows]
