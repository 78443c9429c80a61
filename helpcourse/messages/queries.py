"""Reads of the outbox."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.messages.models import Mail, MailKind


@dataclass(frozen=True, slots=True)
class DueMail:
    id: int
    message_id: str
    person_id: int
    kind: MailKind
    language: str
    values: dict[str, Any]
    made_at: datetime
    tries: int  # before this one
    leave_token: str | None  # of the link at its foot; None: it has none


def due(session: Session, *, now: datetime, at_most: int) -> list[DueMail]:
    """Mails whose time has come, the longest waiting first."""
    waiting = (
        select(
            Mail.id,
            Mail.message_id,
            Mail.person_id,
            Mail.kind,
            Mail.language,
            Mail.values,
            Mail.made_at,
            Mail.tries,
            Mail.leave_token,
        )
        .where(Mail.ended_at.is_(None), Mail.next_try_at <= now)
        .order_by(Mail.next_try_at, Mail.id)
        .limit(at_most)
    )
    return [DueMail(*row) for row in session.execute(waiting)]
