"""Reads of papers: all that is known of one, lists of them, the stored bytes."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, true, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from helpcourse.accounts.models import Country, Identity, Person
from helpcourse.certification.batches.queries import is_held, is_undone
from helpcourse.certification.credentials.forms import CredentialForm
from helpcourse.certification.credentials.status import StatusPlace
from helpcourse.certification.models import (
    Certificate,
    CertificateEvent,
    CertificateFile,
    CertificatePdf,
    EventKind,
    ReplaceCause,
)
from helpcourse.certification.queries.in_force import in_force
from helpcourse.certification.record import PaperKind, Record
from helpcourse.certification.rules import PaperStatus, normal_code, status
from helpcourse.certification.seal import Undrawn
from helpcourse.certification.templates.queries import find_logo
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
    cause: ReplaceCause | None  # of a replacement
    replaced_by: str | None  # the code of the paper that took its place
    sha256: str | None  # of the PDF; None: not drawn yet
    has_credential: bool
    person_id: int
    person_key: uuid.UUID
    enrolment_id: uuid.UUID
    edition_id: int  # that was taught
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
class StoredFile:
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
    cause: ReplaceCause | None  # of a replacement


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
        Certificate.edition_id,
        Certificate.cohort_id,
        Person.key.label("person_key"),
        CertificateEvent.kind.label("ended_by"),
        CertificateEvent.reason,
        CertificateEvent.cause,
        _Later.code.label("replaced_by"),
        CertificatePdf.sha256,
        exists().where(CertificateFile.certificate_id == Certificate.id).label("has_credential"),
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


def find_paper(session: Session, code: str, *, today: date) -> Paper | None:
    """By its normal code; None if no such paper was issued."""
    row = session.execute(_PAPERS.where(Certificate.code == code)).one_or_none()
    return _paper(row, today) if row else None


def get_paper(session: Session, certificate_id: uuid.UUID, *, countries: frozenset[str] | None, today: date) -> Paper:
    """Of one of these countries (None: of any). Raises NotFoundError."""
    row = session.execute(_PAPERS.where(Certificate.id == certificate_id, _seen(countries))).one_or_none()
    if row is None:
        raise NotFoundError
    return _paper(row, today)


def papers_of(session: Session, person_id: int, *, today: date) -> list[Paper]:
    """A person's papers, the last one first; without those of which they are not told yet."""
    theirs = _PAPERS.where(Certificate.person_id == person_id, ~is_held())
    rows = session.execute(theirs.order_by(*_LAST_FIRST))
    return [_paper(row, today) for row in rows]


def search_papers(
    session: Session,
    *,
    text: str = "",
    countries: frozenset[str] | None,
    kind: PaperKind | None = None,
    institution_id: int | None = None,
    state: PaperStatus | None = None,
    order: str = "-issued",
    page: int = 1,
    per_page: int = 50,
    today: date,
) -> PapersPage:
    """Papers with all these words in the printed names or the number, or with this code.

    `institution_id`: only of those that this institution has issued; `order`: "issued", "number" or "name" (of the
    person, as it is now; erased ones last), "-" before it for descending.
    """
    found = select(Certificate.id).join(Person, Person.id == Certificate.person_id)
    found = found.outerjoin(Cohort, Cohort.id == Certificate.cohort_id).where(_seen(countries), _has_words(text))
    if kind:
        found = found.where(Certificate.kind == kind)
    if institution_id:
        found = found.where(Certificate.institution_id == institution_id)
    if state:
        found = found.where(_is_now(state, today))
    total = session.execute(select(func.count()).select_from(found.subquery())).scalar_one()
    pages = max(1, -(-total // per_page))
    page = min(max(page, 1), pages)
    found = found.outerjoin(Identity, Identity.person_id == Certificate.person_id).order_by(*_order(order))
    ids = session.scalars(found.limit(per_page).offset((page - 1) * per_page)).all()
    papers = {row.id: _paper(row, today) for row in session.execute(_PAPERS.where(Certificate.id.in_(ids)))}
    return PapersPage([papers[id_] for id_ in ids], total, page, pages)


_LAST_FIRST = (Certificate.issued_at.desc(), Certificate.serial.desc())
_ORDERS: Mapping[str, tuple[ColumnElement[Any] | InstrumentedAttribute[Any], ...]] = {
    "issued": (Certificate.issued_at, Certificate.serial),
    "number": (Certificate.year, Certificate.serial),
    "name": (Identity.name_key.is_(None), Identity.name_key),
}


def _order(order: str) -> Sequence[ColumnElement[Any] | InstrumentedAttribute[Any]]:
    """By an unknown one the last paper first; of equals too."""
    key = _ORDERS.get(order.removeprefix("-"), ())
    return [*(column.desc() for column in key), *_LAST_FIRST] if order.startswith("-") else [*key, *_LAST_FIRST]


def _has_words(text: str) -> ColumnElement[bool]:
    words = and_(true(), *(Certificate.search_text.contains(word, autoescape=True) for word in folded(text).split()))
    return or_(words, Certificate.code == normal_code(text))


def _is_now(state: PaperStatus, today: date) -> ColumnElement[bool]:
    """As `rules.status` has it."""
    happened = exists().where(CertificateEvent.certificate_id == Certificate.id)
    revoked = happened.where(CertificateEvent.kind.in_([EventKind.REVOKED, EventKind.TAKEN_BACK]))
    replaced = happened.where(CertificateEvent.kind == EventKind.REPLACED)
    is_over = and_(Certificate.expires_on.is_not(None), Certificate.expires_on < today)
    return {
        PaperStatus.REVOKED: revoked,
        PaperStatus.REPLACED: and_(replaced, ~revoked),
        PaperStatus.EXPIRED: and_(is_over, ~revoked, ~replaced),
        PaperStatus.VALID: in_force(today),
    }[state]


def _seen(countries: frozenset[str] | None) -> ColumnElement[bool]:
    """A certificate belongs to its cohort's country, a statement to the person's."""
    if countries is None:
        return true()
    codes = [Country(country) for country in sorted(countries)]
    return func.coalesce(Cohort.country, Person.country).in_(codes)


def _paper(row: Any, today: date) -> Paper:
    record = Record.from_json(row.record)
    return Paper(
        id=row.id,
        code=row.code,
        kind=row.kind,
        record=record,
        issued_at=row.issued_at,
        status=status({row.ended_by} if row.ended_by else (), record.expires_on, today=today),
        ended_at=row.ended_at,
        reason=row.reason or "",
        cause=row.cause,
        replaced_by=row.replaced_by,
        sha256=row.sha256,
        has_credential=row.has_credential,
        person_id=row.person_id,
        person_key=row.person_key,
        enrolment_id=row.enrolment_id,
        edition_id=row.edition_id,
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
    return [
        Event(event.kind, event.happened_at, who.full_name if who else "", event.reason, event.cause)
        for event, who in rows
    ]


def find_pdf(session: Session, code: str) -> StoredFile | None:
    """The bytes as they were stored; None if there is no such paper, or it is not drawn yet."""
    row = session.execute(
        select(CertificatePdf.content, CertificatePdf.sha256, Certificate.record)
        .join(Certificate, Certificate.id == CertificatePdf.certificate_id)
        .where(Certificate.code == code)
    ).one_or_none()
    return StoredFile(row.content, row.sha256, Record.from_json(row.record).number) if row else None


def find_file(session: Session, code: str, form: CredentialForm) -> StoredFile | None:
    """The credential in this form, as it was stored; None if there is no such paper, or it is not made yet."""
    row = session.execute(
        select(CertificateFile.content, CertificateFile.sha256, Certificate.record)
        .join(Certificate, Certificate.id == CertificateFile.certificate_id)
        .where(Certificate.code == code, CertificateFile.form == form)
    ).one_or_none()
    return StoredFile(row.content, row.sha256, Record.from_json(row.record).number) if row else None


def find_code_of_file(session: Session, sha256: str) -> str | None:
    """The code of the paper that is exactly this file, or whose credential is."""
    pdfs = select(CertificatePdf.certificate_id).where(CertificatePdf.sha256 == sha256)
    credentials = select(CertificateFile.certificate_id).where(CertificateFile.sha256 == sha256)
    found = select(Certificate.code).where(Certificate.id.in_(union_all(pdfs, credentials))).limit(1)
    return session.execute(found).scalar_one_or_none()


def undrawn(session: Session, *, since: datetime | None) -> list[tuple[uuid.UUID, Undrawn]]:
    """Papers issued since then (None: ever) that have no files yet, in the order of their numbers."""
    waiting = (
        select(Certificate.id, Certificate.record, Certificate.year, Certificate.serial, Certificate.issued_at)
        .where(~exists().where(CertificateFile.certificate_id == Certificate.id), ~is_undone())
        .order_by(Certificate.issued_at, Certificate.serial)
        .limit(AT_ONCE)
    )
    if since:
        waiting = waiting.where(Certificate.issued_at >= since)
    rows = [(row, Record.from_json(row.record)) for row in session.execute(waiting)]
    logos = {digest: find_logo(session, digest) or b"" for digest in {record.logo for _, record in rows} - {""}}
    return [(row.id, _undrawn(row, record, logos.get(record.logo, b""))) for row, record in rows]


def _undrawn(row: Any, record: Record, logo: bytes) -> Undrawn:
    return Undrawn(record, StatusPlace(row.year, row.serial), row.issued_at, logo)


AT_ONCE = 200
