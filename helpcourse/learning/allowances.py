"""More time or more attempts for one learner: given with a reason, and taken back."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Identity
from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.content.compiled import CompiledCourse
from helpcourse.errors import ConflictError, NotFoundError
from helpcourse.learning.models import Allowance, Attempt, AttemptState, Enrolment
from helpcourse.learning.readers import learner_of
from helpcourse.learning.rules import GRACE, Extra
from helpcourse.messages.actions import queue
from helpcourse.messages.models import MailKind

MOST_MINUTES = 600
MOST_ATTEMPTS = 20


@dataclass(frozen=True, slots=True)
class GivenAllowance:
    """An allowance as pages tell it."""

    id: uuid.UUID
    module_id: str  # whose quiz; empty: the final test
    minutes: int
    attempts: int
    reason: str
    given_at: datetime
    given_by: str  # the name; empty: erased
    taken_back_at: datetime | None  # None: it holds


def allowances_of(session: Session, enrolment_id: uuid.UUID) -> list[GivenAllowance]:
    """All that were given, those that were taken back too; the first first."""
    rows = session.execute(
        select(Allowance, Identity)
        .outerjoin(Identity, Identity.person_id == Allowance.given_by_id)
        .where(Allowance.enrolment_id == enrolment_id)
        .order_by(Allowance.given_at, Allowance.id)
    )
    return [_given(allowance, giver.full_name if giver else "") for allowance, giver in rows]


def _given(allowance: Allowance, giver: str) -> GivenAllowance:
    return GivenAllowance(
        allowance.id,
        allowance.module_id,
        allowance.minutes,
        allowance.attempts,
        allowance.reason,
        allowance.given_at,
        giver,
        allowance.taken_back_at,
    )


def extra_of(session: Session, enrolment_id: uuid.UUID, module_id: str) -> Extra:
    """What holds now for a test, all allowances together."""
    row = session.execute(
        select(func.coalesce(func.sum(Allowance.minutes), 0), func.coalesce(func.sum(Allowance.attempts), 0)).where(
            Allowance.enrolment_id == enrolment_id,
            Allowance.module_id == module_id,
            Allowance.taken_back_at.is_(None),
        )
    ).one()
    return Extra(*map(int, row))


def give(
    session: Session,
    allowance_id: uuid.UUID,
    enrolment_id: uuid.UUID,
    edition: ServedEdition,
    module_id: str,
    extra: Extra,
    reason: str,
    *,
    by_id: int,
    now: datetime,
) -> None:
    """Give more of a test under an id that the form brought with it: sent twice, it is given once.

    A running attempt gets the time too; one whose time is over stays over. The learner is told by mail.
    """
    _lock(session, enrolment_id)
    if known := session.get(Allowance, allowance_id):
        if (known.enrolment_id, known.given_by_id) != (enrolment_id, by_id):
            raise ConflictError("form_used")
        return
    if module_id not in edition.course.tests:
        raise ConflictError("no_test")
    session.add(
        Allowance(
            id=allowance_id,
            enrolment_id=enrolment_id,
            module_id=module_id,
            minutes=extra.minutes,
            attempts=extra.attempts,
            reason=reason,
            given_at=now,
            given_by_id=by_id,
        )
    )
    _prolong(session, enrolment_id, module_id, extra, now)
    told = {"minutes": extra.minutes, "attempts": extra.attempts, "reason": reason}
    _tell(session, enrolment_id, edition.course, module_id, MailKind.ALLOWANCE_GIVEN, told, now)


def take_back(
    session: Session,
    enrolment_id: uuid.UUID,
    allowance_id: uuid.UUID,
    edition: ServedEdition,
    *,
    by_id: int,
    now: datetime,
) -> None:
    """End an allowance; again is no error. An attempt that runs keeps its time. The learner is told by mail."""
    _lock(session, enrolment_id)
    allowance = session.get(Allowance, allowance_id)
    if allowance is None or allowance.enrolment_id != enrolment_id:
        raise NotFoundError
    if allowance.taken_back_at:
        return
    allowance.taken_back_at, allowance.taken_back_by_id = now, by_id
    _tell(session, enrolment_id, edition.course, allowance.module_id, MailKind.ALLOWANCE_TAKEN_BACK, {}, now)


def titles_of_test(course: CompiledCourse, module_id: str) -> dict[str, Any]:
    """What a mail calls a test: its course, and of a quiz its module; by language."""
    modules = {module.id: dict(module.titles) for module in course.modules}
    of_module = {"module_title": modules[module_id]} if module_id in modules else {}
    return {"course_title": dict(course.titles), **of_module}


def _lock(session: Session, enrolment_id: uuid.UUID) -> None:
    """Whoever begins an attempt, or gives more of the same, waits."""
    session.execute(select(Enrolment.id).where(Enrolment.id == enrolment_id).with_for_update(key_share=True))


def _prolong(session: Session, enrolment_id: uuid.UUID, module_id: str, extra: Extra, now: datetime) -> None:
    running = session.execute(
        select(Attempt.id, Attempt.due_at)
        .where(
            Attempt.enrolment_id == enrolment_id,
            Attempt.module_id == module_id,
            Attempt.state == AttemptState.OPEN,
            Attempt.due_at >= now - GRACE,
        )
        .with_for_update(key_share=True)
    ).one_or_none()
    if running:
        later = running.due_at + timedelta(minutes=extra.minutes)
        session.execute(update(Attempt).where(Attempt.id == running.id).values(due_at=later))


def _tell(
    session: Session,
    enrolment_id: uuid.UUID,
    course: CompiledCourse,
    module_id: str,
    kind: MailKind,
    told: Mapping[str, Any],
    now: datetime,
) -> None:
    learner = learner_of(session, enrolment_id)
    path = f"/{learner.language}/courses/{course.id}/test" + (f"/{module_id}" if module_id else "")
    values = {**titles_of_test(course, module_id), **told, "path": path}
    queue(session, learner.id, kind, learner.language, values, now=now)
