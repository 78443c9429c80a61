"""Writes of refreshers: ask for one, end it, note that a mail goes out."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from helpcourse.db import rows_touched
from helpcourse.errors import ConflictError, NotFoundError
from helpcourse.learning.checks import Place
from helpcourse.learning.models import Enrolment
from helpcourse.learning.refresher.models import Refresher
from helpcourse.learning.refresher.queries import DueDigest
from helpcourse.learning.refresher.rules import INTERVALS, look_again, next_mail, outlook
from helpcourse.learning.rules import Try
from helpcourse.messages.actions import queue
from helpcourse.messages.models import MailKind


def ask(session: Session, enrolment_id: uuid.UUID, every_days: int | None, *, token: str, now: datetime) -> None:
    """Begin a refresher, or change how often it writes; asking for the same again changes nothing.

    Raises ConflictError if the course is not finished or the interval is none of INTERVALS.
    """
    finished_at = session.scalar(
        select(Enrolment.finished_at).where(Enrolment.id == enrolment_id).with_for_update(key_share=True)
    )
    if finished_at is None:
        raise ConflictError("course_not_finished")
    if every_days is not None and every_days not in INTERVALS:
        raise ConflictError("no_such_interval")
    known = session.get(Refresher, enrolment_id)
    if known is None:
        session.add(
            Refresher(
                enrolment_id=enrolment_id,
                asked_at=now,
                end_token=token,
                every_days=every_days,
                next_mail_at=next_mail(every_days, now=now),
            )
        )
    elif known.ended_at is not None or known.every_days != every_days:
        known.asked_at = now if known.ended_at else known.asked_at
        known.ended_at = None
        known.every_days = every_days
        known.next_mail_at = next_mail(every_days, now=now)


def end(session: Session, enrolment_id: uuid.UUID, *, now: datetime) -> None:
    """No more questions and no more mails; again is no error. The answers stay."""
    running = update(Refresher).where(Refresher.enrolment_id == enrolment_id, Refresher.ended_at.is_(None))
    session.execute(running.values(ended_at=now, next_mail_at=None))


def end_all(session: Session, person_id: int, *, now: datetime) -> None:
    """Of an erased person."""
    theirs = select(Enrolment.id).where(Enrolment.person_id == person_id)
    running = update(Refresher).where(Refresher.enrolment_id.in_(theirs), Refresher.ended_at.is_(None))
    session.execute(running.values(ended_at=now, next_mail_at=None))


def end_by_token(session: Session, token: str, *, now: datetime) -> None:
    """As `end`, by whoever holds the mail. Raises NotFoundError."""
    enrolment_id = session.scalar(select(Refresher.enrolment_id).where(Refresher.end_token == token))
    if enrolment_id is None:
        raise NotFoundError
    end(session, enrolment_id, now=now)


def write_digest(
    session: Session,
    digest: DueDigest,
    questions: Mapping[Place, Sequence[Try]],
    titles: Mapping[str, str],
    *,
    now: datetime,
) -> None:
    """Mail how many questions wait, if any do, and note when to look again; nothing if another worker has."""
    ahead = outlook(questions, now=now)
    count = len(ahead.waiting)
    then = next_mail(digest.every_days, now=now) if count else look_again(ahead.next_due, now=now)
    ours = session.execute(
        update(Refresher)
        .where(Refresher.enrolment_id == digest.enrolment_id, Refresher.next_mail_at <= now)
        .values(next_mail_at=then)
    )
    if count and rows_touched(ours):
        values = {
            "course_title": dict(titles),
            "count": count,
            "path": f"/{digest.language}/my/refresher/{digest.course_id}",
            "leave": f"/{digest.language}/refresher/{digest.end_token}",
        }
        queue(session, digest.person_id, MailKind.REFRESHER, digest.language, values, now=now)
