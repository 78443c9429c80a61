"""The outbox: put a mail in, lease it, note how it went."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from helpcourse.db import rows_touched
from helpcourse.messages.models import SUBJECTS, Mail, MailKind, Notice, NoticeChoice
from helpcourse.messages.notices import choices_of_all, put
from helpcourse.messages.rules import LEASE, hour_before, mail_at, wait_after


@dataclass(frozen=True, slots=True)
class Message:
    """What is told to one of several."""

    person_id: int
    language: str
    values: Mapping[str, Any]


def queue(
    session: Session, person_id: int, kind: MailKind, language: str, values: Mapping[str, Any], *, now: datetime
) -> None:
    """Tell somebody, if the caller commits: by mail, and on the site too where they may choose how they are told.

    models.py says which values a kind carries.
    """
    queue_all(session, kind, [Message(person_id, language, values)], now=now)


def queue_all(
    session: Session,
    kind: MailKind,
    letters: Iterable[Message],
    *,
    about_id: uuid.UUID | None = None,
    now: datetime,
) -> None:
    """The same for many: as few statements as for one. `about_id`: the message or material that it tells of."""
    letters = list(letters)
    subject = SUBJECTS.get(kind)
    if subject is None:
        for one in letters:
            put(session, one.person_id, kind, one.language, one.values, now=now)
        return
    ids = [one.person_id for one in letters]
    choices, last_hour = choices_of_all(session, ids), _last_hour(session, ids, now=now)
    for one in letters:
        goes_at = mail_at(choices[one.person_id][subject], last_hour[one.person_id], now=now)
        if goes_at == now:
            put(session, one.person_id, kind, one.language, one.values, [subject.value], now=now)
            last_hour[one.person_id].append(now)
        session.add(
            Notice(
                person_id=one.person_id,
                kind=kind.value,
                language=one.language,
                values=dict(one.values),
                made_at=now,
                about_id=about_id,
                mail_at=None if goes_at == now else goes_at,
            )
        )


def _last_hour(session: Session, person_ids: Collection[int], *, now: datetime) -> dict[int, list[datetime]]:
    """When these people were written to of what they may choose."""
    found: dict[int, list[datetime]] = defaultdict(list)
    rows = session.execute(
        select(Mail.person_id, Mail.made_at).where(
            Mail.person_id.in_(list(person_ids)), Mail.leave_token.is_not(None), Mail.made_at > hour_before(now)
        )
    )
    for row in rows:
        found[row.person_id].append(row.made_at)
    return found


def lease(session: Session, mail_id: int, *, now: datetime) -> bool:
    """Take a due mail for one try; False if another worker has."""
    is_due = (Mail.id == mail_id) & (Mail.next_try_at <= now) & Mail.ended_at.is_(None)
    taken = session.execute(update(Mail).where(is_due).values(next_try_at=now + LEASE, tries=Mail.tries + 1))
    return bool(rows_touched(taken))


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
    session.execute(delete(Notice).where(Notice.person_id == person_id))
    session.execute(delete(NoticeChoice).where(NoticeChoice.person_id == person_id))
    theirs = update(Mail).where(Mail.person_id == person_id)
    session.execute(theirs.where(Mail.ended_at.is_(None)).values(ended_at=now))
    session.execute(theirs.values(values={}, last_error=""))
