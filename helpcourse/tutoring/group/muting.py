"""Whether somebody is told of answers in a thread, and their wish not to be."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Person
from helpcourse.tutoring.group.models import GroupPost, ThreadMute


@dataclass(frozen=True, slots=True)
class Hearing:
    has_written: bool  # who has not is told of no answers
    is_muted: bool


def hearing(session: Session, thread_id: uuid.UUID, person_id: int) -> Hearing:
    wrote = select(GroupPost.id).where(GroupPost.thread_id == thread_id, GroupPost.by_id == person_id).exists()
    muted = select(ThreadMute.thread_id).where(*_of(thread_id, person_id)).exists()
    return Hearing(*session.execute(select(wrote, muted)).one())


def mute(session: Session, thread_id: uuid.UUID, person_id: int, *, now: datetime) -> None:
    """Again is no error."""
    # A double click waits:
    session.execute(select(Person.id).where(Person.id == person_id).with_for_update(key_share=True))
    if session.get(ThreadMute, (thread_id, person_id)) is None:
        session.add(ThreadMute(thread_id=thread_id, person_id=person_id, muted_at=now))
        session.flush()


def unmute(session: Session, thread_id: uuid.UUID, person_id: int) -> None:
    """Again is no error."""
    session.execute(delete(ThreadMute).where(*_of(thread_id, person_id)))


def _of(thread_id: uuid.UUID, person_id: int) -> tuple[ColumnElement[bool], ...]:
    return ThreadMute.thread_id == thread_id, ThreadMute.person_id == person_id
