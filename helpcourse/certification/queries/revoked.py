"""Papers that somebody has revoked: whoever had one is not given another by itself."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from helpcourse.certification.models import Certificate, CertificateEvent, EventKind
from helpcourse.certification.record import PaperKind

_OF_PAPER = (CertificateEvent.certificate_id == Certificate.id, CertificateEvent.kind == EventKind.REVOKED)


@dataclass(frozen=True, slots=True)
class RevokedPaper:
    id: uuid.UUID
    number: str
    revoked_at: datetime


def is_revoked() -> ColumnElement[bool]:
    """For a statement over certificates; one that was taken back before anybody was told does not count."""
    return exists().where(*_OF_PAPER).correlate(Certificate)


def revoked_in(session: Session, cohort_id: uuid.UUID) -> Mapping[tuple[uuid.UUID, PaperKind], RevokedPaper]:
    """The last one that was revoked, by enrolment and kind."""
    of_cohort = (
        select(
            Certificate.enrolment_id, Certificate.kind, Certificate.id, Certificate.number, CertificateEvent.happened_at
        )
        .join(CertificateEvent, _OF_PAPER[0])
        .where(Certificate.cohort_id == cohort_id, _OF_PAPER[1])
        .order_by(CertificateEvent.happened_at, CertificateEvent.id)
    )
    return {(row[0], row[1]): RevokedPaper(*row[2:]) for row in session.execute(of_cohort)}
