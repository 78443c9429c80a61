"""Telling a group what was said: announcements and materials to all, answers to who wrote, mentions to the named."""

import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from helpcourse.languages import beginning
from helpcourse.messages.actions import Message, queue_all
from helpcourse.messages.models import MailKind
from helpcourse.messages.rules import TOO_OLD
from helpcourse.tutoring.group.models import GroupMaterial, GroupMention, GroupPost, GroupThread, ThreadMute
from helpcourse.tutoring.group.people import Somebody, people_of
from helpcourse.tutoring.group.rules import LONGEST_EXCERPT
from helpcourse.tutoring.models import Cohort

QUIET = timedelta(minutes=2)  # in which an author may still mend or withdraw what they wrote


def untold_posts(session: Session, *, now: datetime) -> list[uuid.UUID]:
    """Messages of which somebody is to be told: new ones, and those that name somebody since they were edited."""
    new = select(GroupPost.id).where(GroupPost.told_at.is_(None), GroupPost.written_at <= now - QUIET)
    named = (
        select(GroupPost.id)
        .join(GroupMention, GroupMention.post_id == GroupPost.id)
        .where(GroupMention.told_at.is_(None), GroupPost.told_at.is_not(None))
    )
    return list(session.scalars(union(new, named)))


def tell(session: Session, post_id: uuid.UUID, *, now: datetime) -> None:
    """Tell each of the group once; nobody of what was withdrawn, hidden, or is old by now.

    Another worker waits for the message's row and then finds nothing to tell.
    """
    there = select(GroupPost).where(GroupPost.id == post_id).with_for_update()
    post = session.scalars(there.execution_options(populate_existing=True)).one()
    is_new, named = post.told_at is None, _take_mentions(session, post_id, now=now)
    post.told_at = post.told_at or now
    thread = session.get_one(GroupThread, post.thread_id)
    cohort = session.get_one(Cohort, thread.cohort_id)
    is_gone = post.withdrawn_at or post.hidden_at or cohort.closed_at
    if is_gone or (post.edited_at or post.written_at) < now - TOO_OLD:
        return
    people = [one for one in people_of(session, cohort.id) if one.person_id != post.by_id]
    mentioned = [one for one in people if one.person_id in named]
    _write(session, MailKind.GROUP_MENTION, mentioned, thread, post, cohort, now=now)
    if is_new:
        others = [one for one in people if one.person_id not in named]
        kind, readers = _audience(session, thread, post, others)
        _write(session, kind, readers, thread, post, cohort, now=now)


def _take_mentions(session: Session, post_id: uuid.UUID, *, now: datetime) -> set[int]:
    untold = select(GroupMention).where(GroupMention.post_id == post_id, GroupMention.told_at.is_(None))
    rows = session.scalars(untold.with_for_update()).all()
    for row in rows:
        row.told_at = now
    return {row.person_id for row in rows}


def _audience(
    session: Session, thread: GroupThread, post: GroupPost, others: Iterable[Somebody]
) -> tuple[MailKind, list[Somebody]]:
    """Who is told of a new message besides those whom it names."""
    if post.number == 1:
        return (MailKind.GROUP_ANNOUNCEMENT if thread.is_announcement else MailKind.GROUP_THREAD), list(others)
    wrote = select(GroupPost.by_id).where(GroupPost.thread_id == thread.id, GroupPost.number < post.number)
    muted = select(ThreadMute.person_id).where(ThreadMute.thread_id == thread.id)
    listening = set(session.scalars(wrote)) - set(session.scalars(muted))
    return MailKind.GROUP_ANSWER, [one for one in others if one.person_id in listening]


def _write(
    session: Session,
    kind: MailKind,
    readers: Iterable[Somebody],
    thread: GroupThread,
    post: GroupPost,
    cohort: Cohort,
    *,
    now: datetime,
) -> None:
    values = {"cohort": cohort.name, "title": thread.title}
    if kind is MailKind.GROUP_ANNOUNCEMENT:
        values["text"] = beginning(post.text, LONGEST_EXCERPT)
    queue_all(session, kind, _letters(readers, values, cohort.id, post.id), about_id=post.id, now=now)


def _letters(
    readers: Iterable[Somebody], values: dict[str, str], cohort_id: uuid.UUID, post_id: uuid.UUID
) -> Iterator[Message]:
    for one in readers:
        path = f"/{one.language}/groups/{cohort_id}/posts/{post_id}"
        yield Message(one.person_id, one.language, {**values, "path": path})


def untold_materials(session: Session, *, now: datetime) -> list[uuid.UUID]:
    """Materials of which the group is to be told."""
    new = (GroupMaterial.told_at.is_(None), GroupMaterial.made_at <= now - QUIET)
    return list(session.scalars(select(GroupMaterial.id).where(*new).order_by(GroupMaterial.made_at)))


def tell_material(session: Session, material_id: uuid.UUID, *, now: datetime) -> None:
    """Tell each of the group once; nobody of what was removed, or is old by now.

    Another worker waits for the material's row and then finds it told.
    """
    there = select(GroupMaterial).where(GroupMaterial.id == material_id).with_for_update()
    material = session.scalars(there.execution_options(populate_existing=True)).one()
    if material.told_at:
        return
    material.told_at = now
    cohort = session.get_one(Cohort, material.cohort_id)
    if material.removed_at or cohort.closed_at or material.made_at < now - TOO_OLD:
        return
    readers = [one for one in people_of(session, cohort.id) if one.person_id != material.made_by_id]
    letters = [
        Message(
            one.person_id,
            one.language,
            {
                "cohort": cohort.name,
                "title": material.title,
                "path": f"/{one.language}/groups/{cohort.id}/materials#material-{material.id}",
            },
        )
        for one in readers
    ]
    queue_all(session, MailKind.GROUP_MATERIAL, letters, about_id=material.id, now=now)
