"""Writes of who leads a group: hide a message and show it again, close a thread, pin it, settle it."""

import uuid
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.errors import NotFoundError
from helpcourse.messages.notices import drop_about
from helpcourse.tutoring.group.models import GroupPost, GroupThread


def hide(session: Session, cohort_id: uuid.UUID, post_id: uuid.UUID, reason: str, *, by_id: int, now: datetime) -> None:
    """Take a message out of the group's sight; its author and who leads still read it. Again is no error."""
    post = _post(session, cohort_id, post_id)
    if post.hidden_at is None:
        post.hidden_at, post.hidden_by_id, post.hidden_reason = now, by_id, reason
        drop_about(session, [post.id])


def show(session: Session, cohort_id: uuid.UUID, post_id: uuid.UUID) -> None:
    """Again is no error."""
    post = _post(session, cohort_id, post_id)
    post.hidden_at, post.hidden_by_id, post.hidden_reason = None, None, ""


def close(session: Session, cohort_id: uuid.UUID, thread_id: uuid.UUID, *, by_id: int, now: datetime) -> None:
    """Only who leads still writes in it."""
    thread = _thread(session, cohort_id, thread_id)
    if thread.closed_at is None:
        thread.closed_at, thread.closed_by_id = now, by_id


def reopen(session: Session, cohort_id: uuid.UUID, thread_id: uuid.UUID) -> None:
    thread = _thread(session, cohort_id, thread_id)
    thread.closed_at, thread.closed_by_id = None, None


def pin(session: Session, cohort_id: uuid.UUID, thread_id: uuid.UUID, *, now: datetime) -> None:
    """It stands above the others."""
    thread = _thread(session, cohort_id, thread_id)
    thread.pinned_at = thread.pinned_at or now


def unpin(session: Session, cohort_id: uuid.UUID, thread_id: uuid.UUID) -> None:
    _thread(session, cohort_id, thread_id).pinned_at = None


def settle(session: Session, cohort_id: uuid.UUID, thread_id: uuid.UUID, seen: int) -> None:
    """What was said up to this message awaits no word of who leads; what has come since still does."""
    thread = _thread(session, cohort_id, thread_id)
    message = select(GroupPost.written_at).where(GroupPost.thread_id == thread_id, GroupPost.number == seen)
    thread.settled_at = session.scalar(message) or thread.settled_at


def _thread(session: Session, cohort_id: uuid.UUID, thread_id: uuid.UUID) -> GroupThread:
    there = select(GroupThread).where(GroupThread.id == thread_id, GroupThread.cohort_id == cohort_id)
    thread = session.scalar(there.with_for_update().execution_options(populate_existing=True))
    if thread is None:
        raise NotFoundError
    return thread


def _post(session: Session, cohort_id: uuid.UUID, post_id: uuid.UUID) -> GroupPost:
    of_group = select(GroupThread.id).where(GroupThread.cohort_id == cohort_id)
    there = select(GroupPost).where(GroupPost.id == post_id, GroupPost.thread_id.in_(of_group))
    post = session.scalar(there.with_for_update().execution_options(populate_existing=True))
    if post is None:
        raise NotFoundError
    return post
