"""Writes of batches: make one, issue a slice of it, tell people, undo.

A slice takes its numbers and notes them on its learners in one write. Whoever is killed in between has done all of a
slice or nothing of it, and the next one goes on with those who have neither a paper nor a reason for having none.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from helpcourse.catalogue.shelf import Shelf
from helpcourse.certification.actions import issue, tell
from helpcourse.certification.batches.models import IssueBatch, IssueItem
from helpcourse.certification.batches.queries import untold
from helpcourse.certification.batches.rules import UNDO_WITHIN, may_undo
from helpcourse.certification.models import Certificate, CertificateEvent, EventKind
from helpcourse.certification.queries import Candidate
from helpcourse.certification.rules import Issuer
from helpcourse.errors import ConflictError, NotFoundError
from helpcourse.tutoring.actions.cohorts import get_locked


def make(
    session: Session,
    batch_id: uuid.UUID,
    cohort_id: uuid.UUID,
    chosen: Sequence[Candidate],
    *,
    by_id: int,
    now: datetime,
) -> None:
    """Under an id that the form brought with it: sent twice, it is one batch. `chosen` in the order of numbers."""
    get_locked(session, cohort_id)
    known = session.get(IssueBatch, batch_id)
    if known is not None:
        if (known.made_by_id, known.cohort_id) != (by_id, cohort_id):
            raise ConflictError("form_used")
        return
    batch = IssueBatch(id=batch_id, cohort_id=cohort_id, made_at=now, made_by_id=by_id, tell_at=now + UNDO_WITHIN)
    session.add(batch)
    session.flush()
    session.add_all(
        IssueItem(batch_id=batch_id, enrolment_id=one.enrolment_id, place=place, level=one.level)
        for place, one in enumerate(chosen, 1)
    )


def issue_slice(
    session: Session, shelf: Shelf, batch_id: uuid.UUID, issuer: Issuer, *, at_most: int, now: datetime
) -> int:
    """Issue to the next ones of a batch; how many were looked at: 0 once all were, or if it was undone."""
    batch = _locked(session, batch_id)
    if batch.undone_at:
        return 0
    items = session.scalars(_WAITING.where(IssueItem.batch_id == batch_id).limit(at_most)).all()
    if not items:
        return 0
    levels = {item.enrolment_id: item.level for item in items}
    issued = issue(
        session, shelf, batch.cohort_id, list(levels), issuer, levels=levels, by_id=batch.made_by_id, now=now
    )
    for item in items:
        item.certificate_id = issued.new.get(item.enrolment_id)
        item.skipped = issued.skipped.get(item.enrolment_id)
    session.flush()
    return len(items)


def tell_some(session: Session, *, at_most: int, now: datetime) -> int:
    """Mail the next ones whose paper is drawn and cannot be undone any more; how many."""
    ids = untold(session, now=now, at_most=at_most)
    for certificate in session.scalars(select(Certificate).where(Certificate.id.in_(ids))):
        if certificate.ended_at is None:  # an admin may have ended it meanwhile
            tell(session, certificate, now=now)
    session.execute(update(IssueItem).where(IssueItem.certificate_id.in_(ids)).values(told_at=now))
    return len(ids)


def undo(session: Session, batch_id: uuid.UUID, *, by_id: int, now: datetime) -> bool:
    """Take back all that a batch has issued, while nobody was told; False if it is too late.

    The papers keep their numbers, since a register has no gaps, and are revoked: nobody has seen their codes.
    """
    batch = _locked(session, batch_id)
    if not may_undo(batch.tell_at, batch.undone_at, now=now):
        return False
    batch.undone_at, batch.undone_by_id = now, by_id
    session.flush()
    papers = select(IssueItem.certificate_id).where(IssueItem.batch_id == batch_id)
    valid = (Certificate.id.in_(papers), Certificate.ended_at.is_(None))
    ids = session.scalars(select(Certificate.id).where(*valid).order_by(Certificate.year, Certificate.serial)).all()
    session.execute(update(Certificate).where(*valid).values(ended_at=now))
    event = {"kind": EventKind.TAKEN_BACK, "happened_at": now, "by_id": by_id, "reason": ""}
    if ids:
        session.execute(insert(CertificateEvent), [{"certificate_id": id_, **event} for id_ in ids])
    return True


_WAITING = (
    select(IssueItem).where(IssueItem.certificate_id.is_(None), IssueItem.skipped.is_(None)).order_by(IssueItem.place)
)


def _locked(session: Session, batch_id: uuid.UUID) -> IssueBatch:
    """Who issues and who undoes wait for each other. Raises NotFoundError."""
    locked = select(IssueBatch).where(IssueBatch.id == batch_id).with_for_update()
    batch = session.scalar(locked.execution_options(populate_existing=True))
    if batch is None:
        raise NotFoundError
    return batch
