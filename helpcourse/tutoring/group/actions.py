"""Writes of who belongs to a group: begin a thread, answer, edit, withdraw."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from helpcourse.errors import ConflictError, NotAllowedError, NotFoundError
from helpcourse.learning.models import Enrolment
from helpcourse.messages.notices import drop_about
from helpcourse.tutoring.group.models import GroupMention, GroupPost, GroupPostVersion, GroupThread
from helpcourse.tutoring.group.people import names_in
from helpcourse.tutoring.group.rules import (
    LONGEST_TEXT,
    Seat,
    Standing,
    may_answer,
    may_edit,
    may_withdraw,
    mentioned,
)
from helpcourse.tutoring.models import Cohort, CohortMember


@dataclass(frozen=True, slots=True)
class NewThread:
    """What a thread begins with."""

    title: str
    text: str
    is_announcement: bool = False


def begin(session: Session, cohort_id: uuid.UUID, seat: Seat, id_: uuid.UUID, new: NewThread, *, now: datetime) -> None:
    """Begin a thread under an id that the form brought; sent twice, it is begun once.

    Raises NotAllowedError for an announcement of who does not lead, ConflictError in a closed cohort.
    """
    if new.is_announcement and not seat.leads:
        raise NotAllowedError
    if not seat.may_write:
        raise ConflictError("cohort_closed")
    session.execute(select(Cohort.id).where(Cohort.id == cohort_id).with_for_update(key_share=True))
    if known := session.get(GroupThread, id_):
        if (known.cohort_id, known.made_by_id) != (cohort_id, seat.person_id):
            raise ConflictError("form_used")
        return
    session.add(
        GroupThread(
            id=id_,
            cohort_id=cohort_id,
            title=new.title,
            is_announcement=new.is_announcement,
            made_at=now,
            made_by_id=seat.person_id,
        )
    )
    session.flush()
    session.add(
        GroupPost(id=id_, thread_id=id_, number=1, by_id=seat.person_id, text=_bounded(new.text), written_at=now)
    )
    session.flush()
    _note_activity(session, cohort_id, seat.person_id, now)
    _note_mentions(session, cohort_id, id_, seat.person_id, new.text)


def answer(
    session: Session,
    thread: GroupThread,
    seat: Seat,
    id_: uuid.UUID,
    text: str,
    *,
    answers_id: uuid.UUID | None,
    now: datetime,
) -> int:
    """Add a message; its number. Sent twice, it is said once. Raises ConflictError if the thread takes none."""
    locked = _locked(session, thread.id)
    if known := session.get(GroupPost, id_):
        if (known.thread_id, known.by_id) != (thread.id, seat.person_id):
            raise ConflictError("form_used")
        return known.number
    if not may_answer(seat, is_thread_closed=locked.closed_at is not None):
        raise ConflictError("thread_closed" if seat.may_write else "cohort_closed")
    if answers_id is not None:
        _locked_post(session, thread.id, answers_id)
    last = session.scalar(select(func.max(GroupPost.number)).where(GroupPost.thread_id == thread.id)) or 0
    session.add(
        GroupPost(
            id=id_,
            thread_id=thread.id,
            number=last + 1,
            by_id=seat.person_id,
            text=_bounded(text),
            written_at=now,
            answers_id=answers_id,
        )
    )
    session.flush()
    _note_activity(session, thread.cohort_id, seat.person_id, now)
    _note_mentions(session, thread.cohort_id, id_, seat.person_id, text)
    return last + 1


def _note_activity(session: Session, cohort_id: uuid.UUID, person_id: int, now: datetime) -> None:
    """A learner who speaks is not away; but to speak is not yet to begin the course."""
    members = select(CohortMember.enrolment_id).where(CohortMember.cohort_id == cohort_id)
    session.execute(
        update(Enrolment)
        .where(Enrolment.person_id == person_id, Enrolment.id.in_(members), Enrolment.last_active_at < now)
        .values(last_active_at=now)
    )


def edit(
    session: Session, thread: GroupThread, seat: Seat, post_id: uuid.UUID, text: str, *, seen: int, now: datetime
) -> None:
    """Put other words into one's own message; the earlier ones stay in its history.

    `seen`: the revision that the page had shown. Raises ConflictError if another one holds by now.
    """
    locked = _locked(session, thread.id)
    post = _locked_post(session, thread.id, post_id)
    if not may_edit(seat, standing_of(post), is_thread_closed=locked.closed_at is not None):
        raise NotAllowedError
    if post.text == text:
        return
    if post.revision != seen:
        raise ConflictError("post_changed")
    earlier_at = post.edited_at or post.written_at
    session.add(GroupPostVersion(post_id=post.id, revision=post.revision, text=post.text, written_at=earlier_at))
    post.text, post.revision, post.edited_at = _bounded(text), post.revision + 1, now
    session.flush()
    _note_mentions(session, thread.cohort_id, post.id, seat.person_id, text)


def withdraw(session: Session, thread: GroupThread, seat: Seat, post_id: uuid.UUID, *, now: datetime) -> None:
    """Take one's own message back: its words and their history go, its place stays. Again is no error."""
    _locked(session, thread.id)
    post = _locked_post(session, thread.id, post_id)
    if post.by_id == seat.person_id and post.withdrawn_at:
        return
    if not may_withdraw(seat, standing_of(post)):
        raise NotAllowedError
    session.execute(update(GroupPostVersion).where(GroupPostVersion.post_id == post.id).values(text=""))
    drop_about(session, [post.id])
    post.text, post.withdrawn_at = "", now


def standing_of(post: GroupPost) -> Standing:
    return Standing(post.by_id, post.withdrawn_at is not None, post.hidden_at is not None)


def _note_mentions(session: Session, cohort_id: uuid.UUID, post_id: uuid.UUID, by_id: int, text: str) -> None:
    """Whoever was mentioned before stays so: they were told."""
    if "@" not in text:
        return
    found = mentioned(text, names_in(session, cohort_id)) - {by_id}
    known = set(session.scalars(select(GroupMention.person_id).where(GroupMention.post_id == post_id)))
    session.add_all(GroupMention(post_id=post_id, person_id=person_id) for person_id in sorted(found - known))


def _locked(session: Session, thread_id: uuid.UUID) -> GroupThread:
    """Numbers are given one at a time."""
    there = select(GroupThread).where(GroupThread.id == thread_id).with_for_update()
    return session.scalars(there.execution_options(populate_existing=True)).one()


def _locked_post(session: Session, thread_id: uuid.UUID, post_id: uuid.UUID) -> GroupPost:
    there = select(GroupPost).where(GroupPost.id == post_id, GroupPost.thread_id == thread_id).with_for_update()
    post = session.scalar(there.execution_options(populate_existing=True))
    if post is None:
        raise NotFoundError
    return post


def _bounded(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise ConflictError("post_too_long")
    return text
