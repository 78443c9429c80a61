"""What people are told on the site, and how they choose to be told by mail: lists, choices, the daily mail."""

import secrets
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from helpcourse.errors import NotFoundError
from helpcourse.messages.models import SUBJECTS, Mail, MailKind, Notice, NoticeChoice
from helpcourse.messages.rules import DEFAULTS, KEPT, TOO_OLD, How, Subject

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class ShownNotice:
    id: uuid.UUID
    kind: MailKind
    values: Mapping[str, Any]  # as the mail of this kind carries them
    made_at: datetime
    seen_at: datetime | None  # None: not yet


@dataclass(frozen=True, slots=True)
class Leaving:
    """What the link at the foot of a mail ends."""

    person_id: int
    subjects: frozenset[Subject]
    is_ended: bool


def notices_of(session: Session, person_id: int) -> list[ShownNotice]:
    """The latest first."""
    rows = session.scalars(
        select(Notice).where(Notice.person_id == person_id).order_by(Notice.made_at.desc(), Notice.id).limit(MOST_SHOWN)
    )
    return [ShownNotice(row.id, MailKind(row.kind), row.values, row.made_at, row.seen_at) for row in rows]


def see(session: Session, person_id: int, notice_id: uuid.UUID, *, now: datetime) -> str:
    """Note that it was opened; the path that it leads to. Raises NotFoundError for anybody else's."""
    notice = session.get(Notice, notice_id)
    if notice is None or notice.person_id != person_id:
        raise NotFoundError
    notice.seen_at = notice.seen_at or now
    return str(notice.values["path"])


def see_all(session: Session, person_id: int, *, until: datetime, now: datetime) -> None:
    """All that was told until then."""
    unseen = update(Notice).where(Notice.person_id == person_id, Notice.seen_at.is_(None), Notice.made_at <= until)
    session.execute(unseen.values(seen_at=now))


def choices_of(session: Session, person_id: int) -> dict[Subject, How]:
    """How somebody is told by mail of each subject; what they never chose is the default."""
    return choices_of_all(session, [person_id])[person_id]


def choices_of_all(session: Session, person_ids: Collection[int]) -> dict[int, dict[Subject, How]]:
    found = {person_id: dict(DEFAULTS) for person_id in person_ids}
    rows = session.execute(
        select(NoticeChoice.person_id, NoticeChoice.subject, NoticeChoice.how).where(NoticeChoice.person_id.in_(found))
    )
    for row in rows:
        found[row.person_id][row.subject] = row.how
    return found


def choose(session: Session, person_id: int, choices: Mapping[Subject, How]) -> None:
    """Again is no error; subjects that are not named stay as they are."""
    insert: Any = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}[session.get_bind().dialect.name]
    rows = insert(NoticeChoice).on_conflict_do_update(
        index_elements=[NoticeChoice.person_id, NoticeChoice.subject], set_={"how": insert(NoticeChoice).excluded.how}
    )
    for subject, how in sorted(choices.items()):  # two who choose at once wait for each other in one order
        session.execute(rows.values(person_id=person_id, subject=subject, how=how))


def people_due(session: Session, *, now: datetime) -> list[int]:
    """To whom a mail with what was put off is due."""
    return list(session.scalars(select(Notice.person_id).where(Notice.mail_at <= now).distinct()))


def write_collected(session: Session, person_id: int, *, now: datetime) -> None:
    """One mail with all that was put off until now; nothing that was seen on the site, is old, or is not wanted.

    Another worker waits for the rows and then finds none.
    """
    due = (Notice.person_id == person_id, Notice.mail_at <= now)
    rows = session.scalars(select(Notice).where(*due).order_by(Notice.made_at, Notice.id).with_for_update()).all()
    choices = choices_of(session, person_id)
    told = [row for row in rows if _is_wanted(row, choices, now=now)]
    for row in rows:
        row.mail_at = None
    if not told:
        return
    language = told[-1].language
    leaves = sorted({SUBJECTS[MailKind(row.kind)].value for row in told})
    if len(told) == 1:
        put(session, person_id, MailKind(told[0].kind), language, told[0].values, leaves, now=now)
        return
    listed = [{"kind": row.kind, "values": dict(row.values)} for row in told]
    values = {"notices": listed, "path": f"/{language}/my/notices"}
    put(session, person_id, MailKind.DIGEST, language, values, leaves, now=now)


def put(
    session: Session,
    person_id: int,
    kind: MailKind,
    language: str,
    values: Mapping[str, Any],
    leaves: Collection[str] = (),
    *,
    now: datetime,
) -> None:
    """Put a mail in the outbox; `leaves`: the subjects that the link at its foot ends."""
    session.add(
        Mail(
            message_id=uuid.uuid4().hex,
            person_id=person_id,
            kind=kind,
            language=language,
            values=dict(values),
            made_at=now,
            next_try_at=now,
            leave_token=secrets.token_urlsafe(24) if leaves else None,
            leaves=list(leaves),
        )
    )


def get_leaving(session: Session, token: str) -> Leaving:
    """Raises NotFoundError."""
    row = session.execute(select(Mail.person_id, Mail.leaves).where(Mail.leave_token == token)).one_or_none()
    if row is None:
        raise NotFoundError
    subjects = frozenset(Subject(code) for code in row.leaves)
    choices = choices_of(session, row.person_id)
    return Leaving(row.person_id, subjects, all(choices[subject] is How.NEVER for subject in subjects))


def leave(session: Session, token: str) -> None:
    """No more mails of the subjects of this one, by whoever holds it; again is no error. Raises NotFoundError."""
    leaving = get_leaving(session, token)
    choose(session, leaving.person_id, dict.fromkeys(sorted(leaving.subjects), How.NEVER))


def drop_about(session: Session, about_ids: Collection[uuid.UUID]) -> None:
    """Tell no more of what was taken back."""
    session.execute(delete(Notice).where(Notice.about_id.in_(list(about_ids))))


def drop_old(session: Session, *, now: datetime) -> None:
    """Run daily."""
    session.execute(delete(Notice).where(Notice.made_at < now - KEPT))


def _is_wanted(row: Notice, choices: Mapping[Subject, How], *, now: datetime) -> bool:
    is_chosen = choices[SUBJECTS[MailKind(row.kind)]] is not How.NEVER
    return is_chosen and row.seen_at is None and row.made_at >= now - TOO_OLD
