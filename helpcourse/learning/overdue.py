"""Attempts whose time is over and that nobody has closed yet, told as what they are: closed, with what was saved."""

import uuid
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from helpcourse.catalogue.shelf import Shelf
from helpcourse.learning.attempts import graded
from helpcourse.learning.models import Attempt, AttemptState
from helpcourse.learning.queries import AttemptResult, OneAttempt, attempts_by_test, result_of, saved_answers
from helpcourse.learning.rules import GRACE, is_out_of_time


def overdue_attempts(session: Session, *, now: datetime) -> list[tuple[uuid.UUID, int]]:
    """Open attempts whose time is over, each with its edition, the longest overdue first."""
    rows = session.execute(
        select(Attempt.id, Attempt.edition_id)
        .where(Attempt.state == AttemptState.OPEN, Attempt.due_at < now - GRACE)
        .order_by(Attempt.due_at)
    )
    return [(row.id, row.edition_id) for row in rows]


def attempts_as_they_stand(
    session: Session, shelf: Shelf, enrolment_id: uuid.UUID, *, now: datetime
) -> dict[str, list[AttemptResult]]:
    """attempts_by_test(), each as it will be when it is closed, if its time is over."""
    return {
        module_id: [_as_it_stands(session, shelf, attempt, now) for attempt in tried]
        for module_id, tried in attempts_by_test(session, enrolment_id).items()
    }


def as_it_stands(attempt: OneAttempt, *, now: datetime) -> OneAttempt:
    """The attempt itself in the same way."""
    if not _is_overdue(attempt, now):
        return attempt
    return replace(attempt, state=AttemptState.EXPIRED, closed_at=attempt.due_at)


def with_overdue(session: Session, enrolments: Select[uuid.UUID], *, now: datetime) -> set[uuid.UUID]:
    """Those of the enrolments selected that have such an attempt; mostly none, where the background work runs."""
    overdue = select(Attempt.enrolment_id).where(
        Attempt.state == AttemptState.OPEN, Attempt.due_at < now - GRACE, Attempt.enrolment_id.in_(enrolments)
    )
    return set(session.scalars(overdue))


def _is_overdue(attempt: AttemptResult | OneAttempt, now: datetime) -> bool:
    return attempt.state is AttemptState.OPEN and is_out_of_time(attempt.due_at, now=now)


def _as_it_stands(session: Session, shelf: Shelf, attempt: AttemptResult, now: datetime) -> AttemptResult:
    if not _is_overdue(attempt, now) or attempt.due_at is None:
        return attempt
    row, edition = session.get_one(Attempt, attempt.id), shelf.edition(session, attempt.edition_id)
    closed = result_of(row, graded(session, row, edition, saved_answers(session, attempt.id), now=attempt.due_at))
    return replace(closed, state=AttemptState.EXPIRED, closed_at=attempt.due_at)
