"""Writes of certification: issue, store the PDF, revoke, replace.

A registration number has to be printed, must not be lost and must leave no gap. So a paper is issued in one short
write that takes the number and keeps the record of all that is printed; the worker draws the PDF of that record
afterwards, outside of any write, and adds it. A record is always drawn to the same bytes, so a worker that dies in
between loses nothing: the next one draws it. Nobody hears of a paper before its PDF is there.
"""

import hashlib
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from helpcourse.accounts.models import Person
from helpcourse.catalogue.shelf import Shelf
from helpcourse.certification.batches.models import IssueItem
from helpcourse.certification.drafts import draft, redraft
from helpcourse.certification.draw import unprintable
from helpcourse.certification.models import (
    Certificate,
    CertificateEvent,
    CertificateFile,
    CertificatePdf,
    EventKind,
    ReplaceCause,
)
from helpcourse.certification.queries import Candidate, candidate_of, candidates_in
from helpcourse.certification.record import PaperKind, Record
from helpcourse.certification.register import take_mark
from helpcourse.certification.rules import Issuer, Obstacle
from helpcourse.certification.seal import Files
from helpcourse.certification.templates.queries import issuer_in
from helpcourse.db import rows_touched
from helpcourse.errors import ConflictError, NotFoundError
from helpcourse.languages import folded
from helpcourse.learning.models import Enrolment
from helpcourse.messages.actions import queue
from helpcourse.messages.models import MailKind
from helpcourse.tutoring.levels.rules import Level
from helpcourse.tutoring.models import Cohort


@dataclass(frozen=True, slots=True)
class Issued:
    """What became of those who were ticked."""

    new: Mapping[uuid.UUID, uuid.UUID]  # enrolment -> certificate, in the order of their numbers
    skipped: Mapping[uuid.UUID, Obstacle]  # enrolment -> what was in the way


def issue(
    session: Session,
    shelf: Shelf,
    cohort_id: uuid.UUID,
    enrolment_ids: Collection[uuid.UUID],
    issuer: Issuer,
    *,
    levels: Mapping[uuid.UUID, Level] | None = None,
    by_id: int,
    now: datetime,
) -> Issued:
    """Issue these members a paper of their level, numbered in the order of their names; who has one keeps it.

    In the name of the cohort's partner institution if that has a template in use, else of `issuer`, the site.
    `levels`: which one was meant for each; who is proposed for another since is skipped.
    Raises NotFoundError for no such cohort, ConflictError if a text cannot be printed.
    """
    _lock(session, enrolment_ids, cohort_id)
    issuer = issuer_in(session, cohort_id, issuer)
    today = now.astimezone(issuer.zone).date()
    theirs = candidates_in(session, shelf, cohort_id, among=enrolment_ids, today=today, now=now)
    members = {one.enrolment_id: one for one in theirs}
    met = {id_: _obstacle(members.get(id_), (levels or {}).get(id_)) for id_ in enrolment_ids}
    new = {
        id_: _issue(session, shelf, member, issuer, by_id=by_id, now=now)
        for id_, member in members.items()
        if id_ in met and met[id_] is None
    }
    return Issued(new, {id_: obstacle for id_, obstacle in met.items() if obstacle})


def _obstacle(member: Candidate | None, level: Level | None) -> Obstacle | None:
    """The first thing in the way of a paper for that level (None: for whatever they are proposed)."""
    if member is None:
        return Obstacle.LEFT
    if level and member.level != level:
        return Obstacle.CHANGED
    return next(iter(member.obstacles), None)


def issue_statement(
    session: Session, shelf: Shelf, enrolment_id: uuid.UUID, issuer: Issuer, *, by_id: int | None = None, now: datetime
) -> uuid.UUID | None:
    """Issue the statement of a finished course; None if something is in the way, such as one that is valid."""
    _lock(session, [enrolment_id])
    candidate = candidate_of(session, enrolment_id, today=now.astimezone(issuer.zone).date())
    return None if candidate.obstacles else _issue(session, shelf, candidate, issuer, by_id=by_id, now=now)


def revoke(session: Session, certificate_id: uuid.UUID, *, by_id: int, reason: str, now: datetime) -> bool:
    """End a paper for a reason that everybody who verifies it will read; False if it had ended before."""
    if not _end(session, certificate_id, EventKind.REVOKED, by_id=by_id, reason=reason, now=now):
        return False
    revoked = session.get_one(Certificate, certificate_id)
    language = _language_of(session, revoked.person_id)
    record = Record.from_json(revoked.record)
    path = f"/{language}/verify/{revoked.code}"
    values = {"course_title": dict(record.course_titles), "reason": reason, "path": path}
    queue(session, revoked.person_id, MailKind.CERTIFICATE_REVOKED, language, values, now=now)
    return True


def replace(
    session: Session,
    shelf: Shelf,
    certificate_id: uuid.UUID,
    issuer: Issuer,
    *,
    cause: ReplaceCause,
    by_id: int,
    reason: str = "",
    now: datetime,
) -> uuid.UUID:
    """Issue a new paper with the name as it is spelled now, under a number of its own; the new paper's id.

    It looks as a paper that is issued today: of the cohort's partner institution, else of `issuer`, the site.

    Raises ConflictError if the old one is not valid, or the person was erased.
    """
    if not _end(session, certificate_id, EventKind.REPLACED, by_id=by_id, reason=reason, cause=cause, now=now):
        raise ConflictError("paper_ended")
    old = session.get_one(Certificate, certificate_id)
    candidate = candidate_of(session, old.enrolment_id, today=now.astimezone(issuer.zone).date())
    if not candidate.name:
        raise ConflictError("no_name")
    edition, issuer = shelf.edition(session, old.edition_id), issuer_in(session, old.cohort_id, issuer)
    mark, printed = take_mark(session, issuer, now=now), Record.from_json(old.record)
    record = redraft(printed, candidate, edition, issuer, code=mark.code, number=mark.number, today=mark.on)
    belongs = _Belongs(
        old.kind, old.person_id, old.enrolment_id, old.cohort_id, edition.id, issuer.institution_id, old.id
    )
    return _add(session, record, mark.serial, belongs, by_id=by_id, now=now)


def store(session: Session, certificate_id: uuid.UUID, files: Files, *, now: datetime) -> bool:
    """Keep what was drawn and signed, and tell the person; False if another worker has.

    A paper of a time before credentials keeps the PDF that it has, and nobody is told of it again.
    """
    certificate = session.scalar(select(Certificate).where(Certificate.id == certificate_id).with_for_update())
    if certificate is None or _has(session, CertificateFile.certificate_id, certificate_id):
        return False
    session.add_all(
        CertificateFile(certificate_id=certificate_id, form=file.form, sha256=file.sha256, content=file.content)
        for file in files.credentials
    )
    if not _has(session, CertificatePdf.certificate_id, certificate_id):
        digest = hashlib.sha256(files.pdf).hexdigest()
        session.add(CertificatePdf(certificate_id=certificate_id, sha256=digest, content=files.pdf))
        if not _has(session, IssueItem.certificate_id, certificate_id):  # else when it cannot be undone any more
            tell(session, certificate, now=now)
    return True


def _has(session: Session, column: InstrumentedAttribute[Any], certificate_id: uuid.UUID) -> bool:
    return session.execute(select(column).where(column == certificate_id).limit(1)).first() is not None


def tell(session: Session, certificate: Certificate, *, now: datetime) -> None:
    """Mail the person that their paper is there."""
    language = _language_of(session, certificate.person_id)
    titles = dict(Record.from_json(certificate.record).course_titles)
    values = {"course_title": titles, "path": f"/{language}/my/certificates"}
    kind = MailKind.STATEMENT_ISSUED if certificate.kind is PaperKind.STATEMENT else MailKind.CERTIFICATE_ISSUED
    queue(session, certificate.person_id, kind, language, values, now=now)


def _lock(session: Session, enrolment_ids: Collection[uuid.UUID], cohort_id: uuid.UUID | None = None) -> None:
    """Hold the cohort, then its enrolments in one order: two who issue to the same people wait, and do not deadlock."""
    if cohort_id and session.scalar(select(Cohort.id).where(Cohort.id == cohort_id).with_for_update()) is None:
        raise NotFoundError
    enrolments = select(Enrolment.id).where(Enrolment.id.in_(list(enrolment_ids))).order_by(Enrolment.id)
    session.execute(enrolments.with_for_update()).all()


@dataclass(frozen=True, slots=True)
class _Belongs:
    """What a paper belongs to, beside what it says."""

    kind: PaperKind
    person_id: int
    enrolment_id: uuid.UUID
    cohort_id: uuid.UUID | None
    edition_id: int
    institution_id: int | None
    replaces_id: uuid.UUID | None = None


def _issue(
    session: Session, shelf: Shelf, candidate: Candidate, issuer: Issuer, *, by_id: int | None, now: datetime
) -> uuid.UUID:
    edition = shelf.edition(session, candidate.edition_id)
    _end_expired(session, candidate, by_id=by_id, now=now)
    mark = take_mark(session, issuer, now=now)
    record = draft(candidate, edition, issuer, code=mark.code, number=mark.number, today=mark.on)
    cohort_id = candidate.cohort.id if candidate.cohort else None
    belongs = _Belongs(
        candidate.kind, candidate.person_id, candidate.enrolment_id, cohort_id, edition.id, issuer.institution_id
    )
    return _add(session, record, mark.serial, belongs, by_id=by_id, now=now)


def _end_expired(session: Session, candidate: Candidate, *, by_id: int | None, now: datetime) -> None:
    """A paper that has expired makes room for another one; a candidate with a valid one is refused before."""
    cohort_id = candidate.cohort.id if candidate.cohort else None
    expired = select(Certificate.id).where(
        Certificate.enrolment_id == candidate.enrolment_id,
        Certificate.cohort_id.is_not_distinct_from(cohort_id),
        Certificate.kind == candidate.kind,
        Certificate.ended_at.is_(None),
    )
    for id_ in session.scalars(expired).all():
        _end(session, id_, EventKind.EXPIRED, by_id=by_id, now=now)


def _add(
    session: Session, record: Record, serial: int, belongs: _Belongs, *, by_id: int | None, now: datetime
) -> uuid.UUID:
    if unprintable(record.to_json()):
        raise ConflictError("unprintable")
    certificate = Certificate(
        **{field.name: getattr(belongs, field.name) for field in fields(belongs)},
        code=record.code,
        number=record.number,
        year=record.issued_on.year,
        serial=serial,
        record=record.to_json(),
        search_text=folded(" ".join([*record.names.values(), record.number])),
        issued_at=now,
        expires_on=record.expires_on,
    )
    session.add(certificate)
    session.flush()
    session.add(CertificateEvent(certificate_id=certificate.id, kind=EventKind.ISSUED, happened_at=now, by_id=by_id))
    return certificate.id


def _end(
    session: Session,
    certificate_id: uuid.UUID,
    kind: EventKind,
    *,
    by_id: int | None,
    reason: str = "",
    cause: ReplaceCause | None = None,
    now: datetime,
) -> bool:
    """Whether it was this call that ended it. Raises NotFoundError."""
    still_valid = (Certificate.id == certificate_id, Certificate.ended_at.is_(None))
    ended = session.execute(update(Certificate).where(*still_valid).values(ended_at=now))
    if not rows_touched(ended):
        if session.get(Certificate, certificate_id) is None:
            raise NotFoundError
        return False
    event = CertificateEvent(certificate_id=certificate_id, kind=kind, happened_at=now, by_id=by_id)
    event.reason, event.cause = reason, cause
    session.add(event)
    return True


def _language_of(session: Session, person_id: int) -> str:
    return session.execute(select(Person.language).where(Person.id == person_id)).scalar_one()
