"""Put a signed file beside a paper, and take it away; reads of them."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from helpcourse.certification.beside.models import SignedFile
from helpcourse.certification.models import Certificate
from helpcourse.errors import ConflictError, NotFoundError


@dataclass(frozen=True, slots=True)
class Beside:
    """A signed file without its content."""

    id: uuid.UUID
    name: str
    signed_by: str
    sha256: str
    size: int  # bytes
    added_at: datetime


def add(
    session: Session,
    file_id: uuid.UUID,
    certificate_id: uuid.UUID,
    name: str,
    content: bytes,
    *,
    signed_by: str,
    by_id: int,
    now: datetime,
) -> None:
    """Under an id that the form brought: sent twice, it is one file. The paper itself does not change."""
    session.execute(select(Certificate.id).where(Certificate.id == certificate_id).with_for_update(key_share=True))
    known = session.get(SignedFile, file_id)
    if known is not None:
        if (known.added_by_id, known.certificate_id) != (by_id, certificate_id):
            raise ConflictError("form_used")
        return
    session.add(
        SignedFile(
            id=file_id,
            certificate_id=certificate_id,
            name=name,
            signed_by=signed_by,
            sha256=hashlib.sha256(content).hexdigest(),
            size=len(content),
            content=content,
            added_at=now,
            added_by_id=by_id,
        )
    )


def remove(session: Session, certificate_id: uuid.UUID, file_id: uuid.UUID, *, by_id: int, now: datetime) -> None:
    """Show it no more; the row stays. Again is no error. Raises NotFoundError for another paper's file."""
    its = (SignedFile.id == file_id, SignedFile.certificate_id == certificate_id)
    if session.scalar(select(SignedFile.id).where(*its)) is None:
        raise NotFoundError
    shown = update(SignedFile).where(*its, SignedFile.removed_at.is_(None))
    session.execute(shown.values(removed_at=now, removed_by_id=by_id))


def files_beside(session: Session, certificate_id: uuid.UUID) -> list[Beside]:
    """Those that are shown, the first first."""
    columns = (
        SignedFile.id,
        SignedFile.name,
        SignedFile.signed_by,
        SignedFile.sha256,
        SignedFile.size,
        SignedFile.added_at,
    )
    shown = (SignedFile.certificate_id == certificate_id, SignedFile.removed_at.is_(None))
    rows = session.execute(select(*columns).where(*shown).order_by(SignedFile.added_at, SignedFile.id))
    return [Beside(*row) for row in rows]


def get_content(session: Session, code: str, file_id: uuid.UUID) -> tuple[str, bytes]:
    """The name and the bytes of a file that is shown beside the paper with this code. Raises NotFoundError."""
    row = session.execute(
        select(SignedFile.name, SignedFile.content)
        .join(Certificate, Certificate.id == SignedFile.certificate_id)
        .where(Certificate.code == code, SignedFile.id == file_id, SignedFile.removed_at.is_(None))
    ).one_or_none()
    if row is None:
        raise NotFoundError
    return row.name, row.content
