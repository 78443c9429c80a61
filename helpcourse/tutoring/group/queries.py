"""Reads of a group: who belongs to it, its threads, one thread with its messages."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, exists, func, select
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Identity
from helpcourse.errors import NotFoundError
from helpcourse.learning.models import Enrolment
from helpcourse.tutoring.group.models import GroupMention, GroupPost, GroupPostVersion, GroupThread
from helpcourse.tutoring.group.people import called
from helpcourse.tutoring.group.rules import Seat, Standing, listed_first
from helpcourse.tutoring.models import Cohort, CohortMember
from helpcourse.tutoring.queries import Sight, full_name, seen


@dataclass(frozen=True, slots=True)
class Group:
    """A cohort as somebody who belongs to it enters its page."""

    id: uuid.UUID
    name: str
    course_id: str
    edition_id: int
    closed_at: datetime | None  # None: running
    seat: Seat
    learns: bool


@dataclass(frozen=True, slots=True)
class ListedThread:
    """A thread as lists show it."""

    id: uuid.UUID
    title: str  # empty once its author is erased
    is_announcement: bool
    made_at: datetime
    by: str  # who began it; empty: erased
    pinned_at: datetime | None  # None: it is not
    closed_at: datetime | None  # None: it takes messages
    answers: int  # messages after the first
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Post:
    """A message as its thread shows it."""

    id: uuid.UUID
    number: int
    by_id: int
    by: str  # empty: erased
    called: str  # as a mention writes it; empty: erased
    text: str
    written_at: datetime
    answers: int | None  # the number of the message that it answers; None: the thread
    revision: int
    edited_at: datetime | None  # None: never
    withdrawn_at: datetime | None
    hidden_at: datetime | None
    hidden_reason: str
    mentions: Sequence[str]  # names

    @property
    def standing(self) -> Standing:
        return Standing(self.by_id, self.withdrawn_at is not None, self.hidden_at is not None)


@dataclass(frozen=True, slots=True)
class Version:
    """How a message read, from when on."""

    revision: int
    text: str
    written_at: datetime


def get_group(session: Session, sight: Sight, person_id: int, cohort_id: uuid.UUID) -> Group:
    """For who learns in it now, and for who sees the cohort. Raises NotFoundError for everybody else."""
    learns = exists().where(
        CohortMember.cohort_id == Cohort.id,
        CohortMember.left_at.is_(None),
        CohortMember.enrolment_id == Enrolment.id,
        Enrolment.person_id == person_id,
    )
    leads = select(Cohort.id).where(Cohort.id == cohort_id, seen(sight)).exists()
    row = session.execute(
        select(
            Cohort.id,
            Cohort.name,
            Cohort.course_id,
            Cohort.edition_id,
            Cohort.closed_at,
            leads.label("leads"),
            learns.label("learns"),
        ).where(Cohort.id == cohort_id)
    ).one_or_none()
    if row is None or not (row.leads or row.learns):
        raise NotFoundError
    seat = Seat(person_id, leads=bool(row.leads), is_closed=row.closed_at is not None)
    return Group(row.id, row.name, row.course_id, row.edition_id, row.closed_at, seat, bool(row.learns))


def _threads(cohort_id: uuid.UUID, *, is_announcement: bool) -> Select[*tuple[Any, ...]]:
    return (
        select(
            GroupThread,
            Identity.surname,
            Identity.given_name,
            Identity.patronymic,
            func.count(GroupPost.id).label("posts"),
            func.max(GroupPost.written_at).label("last_at"),
        )
        .join(GroupPost, and_(GroupPost.thread_id == GroupThread.id, GroupPost.withdrawn_at.is_(None)))
        .outerjoin(Identity, Identity.person_id == GroupThread.made_by_id)
        .where(GroupThread.cohort_id == cohort_id, GroupThread.is_announcement == is_announcement)
        .group_by(GroupThread.id, Identity.surname, Identity.given_name, Identity.patronymic)
    )


def threads_of(session: Session, cohort_id: uuid.UUID, *, is_announcement: bool) -> list[ListedThread]:
    """Pinned ones first, then by the last message; announcements by when they were made.

    Without those of which every message was withdrawn.
    """
    rows = [_listed(row) for row in session.execute(_threads(cohort_id, is_announcement=is_announcement))]
    return sorted(
        rows,
        key=lambda one: listed_first(one.pinned_at, one.made_at if is_announcement else one.last_at),
        reverse=True,
    )


def _listed(row: Any) -> ListedThread:
    thread: GroupThread = row.GroupThread
    return ListedThread(
        id=thread.id,
        title=thread.title,
        is_announcement=thread.is_announcement,
        made_at=thread.made_at,
        by=full_name(row),
        pinned_at=thread.pinned_at,
        closed_at=thread.closed_at,
        answers=row.posts - 1,
        last_at=row.last_at,
    )


def get_thread(session: Session, cohort_id: uuid.UUID, thread_id: uuid.UUID) -> GroupThread:
    """Raises NotFoundError, for another group's too."""
    thread = session.get(GroupThread, thread_id)
    if thread is None or thread.cohort_id != cohort_id:
        raise NotFoundError
    return thread


def _posts() -> Select[*tuple[Any, ...]]:
    return select(GroupPost, Identity.surname, Identity.given_name, Identity.patronymic).outerjoin(
        Identity, Identity.person_id == GroupPost.by_id
    )


def count_posts(session: Session, thread_id: uuid.UUID) -> int:
    return session.scalar(select(func.max(GroupPost.number)).where(GroupPost.thread_id == thread_id)) or 0


def posts_of(session: Session, thread_id: uuid.UUID, *, after: int = 0, at_most: int = 1000) -> list[Post]:
    """The messages behind this number, in order."""
    there = (GroupPost.thread_id == thread_id, GroupPost.number > after)
    rows = session.execute(_posts().where(*there).order_by(GroupPost.number).limit(at_most)).all()
    return _with_names(session, rows)


def first_posts(session: Session, thread_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Post]:
    """What threads began with, by thread."""
    first = (GroupPost.thread_id.in_(list(thread_ids)), GroupPost.number == 1)
    rows = session.execute(_posts().where(*first)).all()
    posts = _with_names(session, rows)
    return {row.GroupPost.thread_id: post for row, post in zip(rows, posts, strict=True)}


def get_post(session: Session, cohort_id: uuid.UUID, post_id: uuid.UUID) -> tuple[GroupThread, Post]:
    """With its thread. Raises NotFoundError, for another group's too."""
    row = session.execute(_posts().where(GroupPost.id == post_id)).one_or_none()
    if row is None:
        raise NotFoundError
    return get_thread(session, cohort_id, row.GroupPost.thread_id), _with_names(session, [row])[0]


def versions_of(session: Session, post: Post) -> list[Version]:
    """All wordings of a message, the present one first."""
    earlier = session.scalars(
        select(GroupPostVersion).where(GroupPostVersion.post_id == post.id).order_by(GroupPostVersion.revision.desc())
    )
    present = Version(post.revision, post.text, post.edited_at or post.written_at)
    return [present, *(Version(one.revision, one.text, one.written_at) for one in earlier)]


def _with_names(session: Session, rows: Sequence[Any]) -> list[Post]:
    ids = [row.GroupPost.id for row in rows]
    mentions = _mentions_of(session, ids)
    numbers = _numbers_of(session, {row.GroupPost.answers_id for row in rows} - {None})
    return [_post(row, mentions[row.GroupPost.id], numbers.get(row.GroupPost.answers_id)) for row in rows]


def _post(row: Any, mentions: Sequence[str], answers: int | None) -> Post:
    post: GroupPost = row.GroupPost
    return Post(
        id=post.id,
        number=post.number,
        by_id=post.by_id,
        by=full_name(row),
        called=called(row),
        text=post.text,
        written_at=post.written_at,
        answers=answers,
        revision=post.revision,
        edited_at=post.edited_at,
        withdrawn_at=post.withdrawn_at,
        hidden_at=post.hidden_at,
        hidden_reason=post.hidden_reason,
        mentions=mentions,
    )


def _mentions_of(session: Session, ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, list[str]]:
    found: dict[uuid.UUID, list[str]] = defaultdict(list)
    rows = session.execute(
        select(GroupMention.post_id, Identity.surname, Identity.given_name, Identity.patronymic)
        .join(Identity, Identity.person_id == GroupMention.person_id)
        .where(GroupMention.post_id.in_(list(ids)))
        .order_by(Identity.name_key)
    )
    for row in rows:
        found[row.post_id].append(full_name(row))
    return found


def _numbers_of(session: Session, ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, int]:
    if not ids:
        return {}
    return dict(session.execute(select(GroupPost.id, GroupPost.number).where(GroupPost.id.in_(list(ids)))).all())
