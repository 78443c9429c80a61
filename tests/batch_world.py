"""Papers of a cohort in use, issued as a batch."""

import uuid
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.catalogue.shelf import Shelf
from helpcourse.certification.batches.actions import issue_slice, make
from helpcourse.certification.batches.models import IssueBatch
from helpcourse.certification.beside.actions import add
from helpcourse.certification.queries import candidates_in
from helpcourse.certification.rules import issuer_of
from helpcourse.config import Settings
from tests.builders import NOW, Someone

ISSUER = issuer_of(Settings(site_url="http://localhost"))


def issue_together(session: Session, shelf: Shelf, cohort_id: uuid.UUID, admin: Someone, *, now: datetime) -> None:
    """To all who may get a paper."""
    session.flush()
    candidates = candidates_in(session, shelf, cohort_id, today=now.date(), now=now)
    ready = [candidate for candidate in candidates if not candidate.obstacles]
    batch_id = uuid.uuid4()
    make(session, batch_id, cohort_id, ready, by_id=admin.id, now=now)
    issue_slice(session, shelf, batch_id, ISSUER, at_most=len(ready), now=now)


def batch_of(session: Session, cohort_id: uuid.UUID | None) -> uuid.UUID | None:
    """The id of the batch that was issued in a cohort."""
    return session.scalar(select(IssueBatch.id).where(IssueBatch.cohort_id == cohort_id))


def signed_beside(session: Session, certificate_id: uuid.UUID | None, admin: Someone) -> uuid.UUID | None:
    """A file beside a paper, if there is one."""
    if certificate_id is None:
        return None
    id_ = uuid.uuid4()
    add(session, id_, certificate_id, "1.pdf", b"%PDF-", signed_by="№ 1", by_id=admin.id, now=NOW)
    session.flush()
    return id_
