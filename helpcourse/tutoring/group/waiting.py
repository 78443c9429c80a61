"""Threads that await a word of who leads: a learner has had the last one."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Identity
from helpcourse.learning.models import Enrolment
from helpcourse.tutoring.group.models import GroupPost, GroupThread
from helpcourse.tutoring.models import Cohort, CohortMember
from helpcourse.tutoring.queries import Sight, full_name, seen


@dataclass(frozen=True, slots=True)
class WaitingThread:
    """With its last message."""

    id: uuid.UUID
    title: str  # empty once its author is erased
    is_announcement: bool
    cohort_id: uuid.UUID
    cohort: str
    number: int
    by: str  # empty: erased
    written_at: datetime


def waiting_threads(session: Session, sight: Sight) -> list[WaitingThread]:
    """Of running cohorts that are seen, the longest waiting first; not of closed threads, nor of what was settled."""
    rows = session.execute(
        _waiting(sight)
        .with_only_columns(
            GroupThread.id,
            GroupThread.title,
            GroupThread.is_announcement,
            GroupThread.cohort_id,
            Cohort.name,
            GroupPost.number,
            GroupPost.written_at,
            Identity.surname,
            Identity.given_name,
            Identity.patronymic,
            maintain_column_froms=True,
        )
        .outerjoin(Identity, Identity.person_id == GroupPost.by_id)
        .order_by(GroupPost.written_at)
    )
    return [
        WaitingThread(
            row.id,
            row.title,
            row.is_announcement,
            row.cohort_id,
            row.name,
            row.number,
            full_name(row),
            row.written_at,
        )
        for row in rows
    ]


def count_waiting_threads(session: Session, sight: Sight) -> int:
    return session.execute(select(func.count()).select_from(_waiting(sight).subquery())).scalar_one()


def _waiting(sight: Sight) -> Select[*tuple[Any, ...]]:
    open_ones = (
        select(GroupThread.id)
        .join(Cohort, Cohort.id == GroupThread.cohort_id)
        .where(seen(sight), Cohort.closed_at.is_(None), GroupThread.closed_at.is_(None))
    )
    last = (
        select(GroupPost.thread_id, func.max(GroupPost.number).label("number"))
        .where(GroupPost.thread_id.in_(open_ones), GroupPost.withdrawn_at.is_(None), GroupPost.hidden_at.is_(None))
        .group_by(GroupPost.thread_id)
        .subquery()
    )
    by_learner = exists().where(
        CohortMember.cohort_id == GroupThread.cohort_id,
        CohortMember.enrolment_id == Enrolment.id,
        Enrolment.person_id == GroupPost.by_id,
    )
    return (
        select(GroupThread.id)
        .join(last, last.c.thread_id == GroupThread.id)
        .join(GroupPost, and_(GroupPost.thread_id == last.c.thread_id, GroupPost.number == last.c.number))
        .join(Cohort, Cohort.id == GroupThread.cohort_id)
        .where(by_learner, or_(GroupThread.settled_at.is_(None), GroupThread.settled_at < GroupPost.written_at))
    )
