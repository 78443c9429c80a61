"""Reads of papers: all that is known of one, lists of them, the stored bytes."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from helpcourse.accounts.models import Country, Identity, Person
from helpcourse.certification.models import Certificate, CertificateEvent, CertificatePdf, EventKind
from helpcourse.certification.record import PaperKind, Record
from helpcourse.certification.rules import PaperStatus, normal_code, status
from helpcourse.errors import NotFoundError
from helpcourse.languages import folded
from helpcourse.tutoring.models import Cohort


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper and what became of it."""

    id: uuid.UUID
    code: str
    kind: PaperKind
    record: Record  # everything printed
    issued_at: datetime
    status: PaperStatus
    ended_at: datetime | None  # None: valid
    reason: str  # of its end; empty: valid, or none was given
    replaced_by: str | None  # the code of the paper that took its place
    sha256: str | None  # of the PDF; None: not drawn yet
    person_id: int
    person_key: uuid.UUID
    enrolment_id: uuid.UUID
    cohort_id: uuid.UUID | None

    @property
    def is_valid(self) -> bool:
        return self.status is PaperStatus.VALID


@dataclass(frozen=True, slots=True)
class PapersPage:
    papers: list[Paper]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class StoredPdf:
    content: bytes
    sha256: str
    number: str


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to a paper."""

    kind: EventKind
    happened_at: datetime
    by_name: str  # empty: by the machine, or by somebody since erased
    reason: str


_Later = aliased(Certificate)
_PAPERS = (
    select(
        Certificate.id,
        Certificate.code,
        Certificate.kind,
        Certificate.record,
        Certificate.issued_at,
        Certificate.ended_at,
        Certificate.person_id,
        Certificate.enrolment_id,
        Certificate.cohort_id,
        Person.key.label("person_key"),
        CertificateEvent.kind.label("ended_by"),
        CertificateEvent.reason,
        _Later.code.label("replaced_by"),
        CertificatePdf.sha256,
    )
    .join(Person, Person.id == Certificate.person_id)
    .outerjoin(Cohort, Cohort.id == Certificate.cohort_id)
    .outerjoin(CertificatePdf, CertificatePdf.certificate_id == Certificate.id)
    .outerjoin(_Later, _Later.replaces_id == Certificate.id)
    .outerjoin(
        CertificateEvent,
        and_(CertificateEvent.certificate_id == Certificate.id, CertificateEvent.kind != EventKind.ISSUED),
    )
)


def find_paper(session: Session, code: str) -> Paper | None:
    """By its normal code; None if no such paper was issued."""
    row = session.execute(_PAPERS.where(Certificate.code == code)).one_or_none()
    return _paper(row) if row else None


def get_paper(session: Session, certificate_id: uuid.UUID, *, countries: frozenset[str] | None) -> Paper:
    """Of one of these countries (None: of any). Raises NotFoundError."""
    row = session.execute(_PAPERS.where(Certificate.id == certificate_id, _seen(countries))).one_or_none()
    if row is None:
        raise NotFoundError
    return _paper(row)


def papers_of(session: Session, person_id: int) -> list[Paper]:
    """A person's papers, the last one first."""
    rows = session.execute(_PAPERS.where(Certificate.person_id == person_id).order_by(*_LAST_FIRST))
    return [_paper(row) for row in rows]


def search_papers(
    session: Session,
    *,
    text: str = "",
    countries: frozenset[str] | None,
    kind: PaperKind | None = None,
    page: int = 1,
    per_page: int = 50,
) -> PapersPage:
    """Papers with all these words in the printed names or the number, or with this code; the last one first."""
    found = select(Certificate.id).join(Person, Person.id == Certificate.person_id)
    found = found.outerjoin(Cohort, Cohort.id == Certificate.cohort_id).where(_seen(countries), _has_words(text))
    if kind:
        found = found.where(Certificate.kind == kind)
    total = session.execute(select(func.count()).select_from(found.subquery())).scalar_one()
    pages = max(1, -(-total // per_page))
    page = min(max(page, 1), pages)
    ids = session.scalars(found.order_by(*_LAST_FIRST).limit(per_page).offset((page - 1) * per_page)).all()
    rows = session.execute(_PAPERS.where(Certificate.id.in_(ids)).order_by(*_LAST_FIRST))
    return PapersPage([_paper(row) for row in rows], total, page, pages)


_LAST_FIRST = (Certificate.issued_at.desc(), Certificate.serial.desc())


def _has_words(text: str) -> ColumnElement[bool]:
    words = and_(true(), *(Certificate.search_text.contains(word, autoescape=True) for word in folded(text).split()))
    return or_(words, Certificate.code == normal_code(text))


def _seen(countries: frozenset[str] | None) -> ColumnElement[bool]:
    """A certificate belongs to its cohort's country, a statement to the person's."""
    if countries is None:
        return true()
    codes = [Country(country) for country in sorted(countries)]
    return func.coalesce(Cohort.country, Person.country).in_(codes)


def _paper(row: Any) -> Paper:
    return Paper(
        id=row.id,
        code=row.code,
        kind=row.kind,
        record=Record.from_json(row.record),
        issued_at=row.issued_at,
        status=status({row.ended_by} if row.ended_by else ()),
        ended_at=row.ended_at,
        reason=row.reason or "",
        replaced_by=row.replaced_by,
        sha256=row.sha256,
        person_id=row.person_id,
        person_key=row.person_key,
        enrolment_id=row.enrolment_id,
        cohort_id=row.cohort_id,
    )


def events_of(session: Session, certificate_id: uuid.UUID) -> list[Event]:
    """The whole history of a paper, in the order of time."""
    rows = session.execute(
        select(CertificateEvent, Identity)
        .outerjoin(Identity, Identity.person_id == CertificateEvent.by_id)
        .where(CertificateEvent.certificate_id == certificate_id)
        .order_by(CertificateEvent.id)
    )
    return [Event(event.kind, event.happened_at, who.full_name if who else "", event.reason) for event, who in rows]


def find_pdf(session: Session, code: str) -> StoredPdf | None:
    """The bytes as they were stored; None if there is no such paper, or it is not drawn yet."""
    row = session.execute(
        select(CertificatePdf.content, CertificatePdf.sha256, Certificate.record)
        .join(Certificate, Certificate.id == CertificatePdf.certificate_id)
        .where(Certificate.code == code)
    ).one_or_none()
    return StoredPdf(row.content, row.sha256, Record.from_json(row.record).number) if row else None


def find_code_of_file(session: Session, sha256: str) -> str | None:
    """The code of the paper that is exactly this file."""
    return session.execute(
        select(Certificate.code)
        .join(CertificatePdf, CertificatePdf.certificate_id == Certificate.id)
        .where(CertificatePdf.sha256 == sha256)
        .limit(1)
    ).scalar_one_or_none()


def undrawn(session: Session, *, since: datetime | None) -> list[tuple[uuid.UUID, Record]]:
    """Papers issued since then (None: ever) that have no PDF yet, in the order of their numbers."""
    waiting = (
        select(Certificate.id, Certificate.record)
        .outerjoin(CertificatePdf, CertificatePdf.certificate_id == Certificate.id)
        .where(CertificatePdf.certificate_id.is_(None))
        .order_by(Certificate.issued_at, Certificate.serial)
        .limit(_AT_ONCE)
    )
    if since:
        waiting = waiting.where(Certificate.issued_at >= since)
    return [(id_, Record.from_json(record)) for id_, record in session.execute(waiting)]


_AT_ONCE = 200
