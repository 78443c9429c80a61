"""The outbox: put a mail in, lease it, note how it went."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from helpcourse.messages.models import Mail, MailKind
from helpcourse.messages.rules import LEASE, wait_after


def queue(
    session: Session, person_id: int, kind: MailKind, language: str, values: Mapping[str, Any], *, now: datetime
) -> Mail:
    """Put a mail in the outbox; it goes out only if the caller commits. models.py says which values a kind carries."""
    mail = Mail(
        message_id=uuid.uuid4().hex,
        person_id=person_id,
        kind=kind,
        language=language,
        values=dict(values),
        made_at=now,
        next_try_at=now,
    )
    session.add(mail)
    return mail


def queue_many(
    session: Session, kind: MailKind, letters: Iterable[tuple[int, str, dict[str, Any]]], *, now: datetime
) -> None:
    """The same of hundreds at once, in one statement: person, language and values of each."""
    rows = [
        {
            "message_id": uuid.uuid4().hex,
            "person_id": person_id,
            "kind": kind,
            "language": language,
            "values": values,
            "made_at": now,
            "next_try_at": now,
            "tries": 0,
            "last_error": "",
        }
        for person_id, language, values in letters
    ]
    if rows:
        session.execute(insert(Mail), rows)


def lease(session: Session, mail_id: int, *, now: datetime) -> bool:
    """Take a due mail for one try; False if another worker has."""
    is_due = (Mail.id == mail_id) & (Mail.next_try_at <= now) & Mail.ended_at.is_(None)
    taken = session.execute(update(Mail).where(is_due).values(next_try_at=now + LEASE, tries=Mail.tries + 1))
    return bool(taken.rowcount)  # type: ignore[attr-defined]  # an UPDATE's result has it


def end(session: Session, mail_id: int, *, error: str = "", now: datetime) -> None:
    """Sent, or given up with an error; its tokens go either way."""
    session.execute(update(Mail).where(Mail.id == mail_id).values(ended_at=now, values={}, last_error=error))


def put_off(session: Session, mail_id: int, tries: int, error: str, *, now: datetime) -> None:
    """A try failed: again later, or given up after the last."""
    if (wait := wait_after(tries)) is None:
        end(session, mail_id, error=error, now=now)
    else:
        later = update(Mail).where(Mail.id == mail_id, Mail.ended_at.is_(None))
        session.execute(later.values(next_try_at=now + wait, last_error=error))


def forget(session: Session, person_id: int, *, now: datetime) -> None:
    """What was told to an erased person: nothing waits, no value and no address stays."""
    theirs = update(Mail).where(Mail.person_id == person_id)
    session.execute(theirs.where(Mail.ended_at.is_(None)).values(ended_at=now))
    session.execute(theirs.values(values={}, last_error=""))
