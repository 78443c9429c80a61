"""Who says that they come to an event, and who was there."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Identity
from helpcourse.db import rows_touched
from helpcourse.errors import ConflictError, NotFoundError
from helpcourse.learning.models import Enrolment
from helpcourse.tutoring.actions.cohorts import get_locked
from helpcourse.tutoring.models import CohortMember
from helpcourse.tutoring.queries import full_name
from helpcourse.tutoring.schedule.models import Attendance, Registration, ScheduleEntry
from helpcourse.tutoring.schedule.queries import get_event


@dataclass(frozen=True, slots=True)
class Row:
    """A member on the list of an event."""

    enrolment_id: uuid.UUID
    name: str  # empty: erased
    has_left: bool
    is_coming: bool | None  # as they say; None: they have not said
    was_there: bool | None  # None: never ticked


def list_of(session: Session, cohort_id: uuid.UUID, entry_id: uuid.UUID) -> list[Row]:
    """The members, and those who left but were there, by name."""
    rows = session.execute(
        select(
            CohortMember.enrolment_id,
            CohortMember.left_at,
            Identity.surname,
            Identity.given_name,
            Identity.patronymic,
            Registration.is_coming,
            Attendance.was_there,
        )
        .join(Enrolment, Enrolment.id == CohortMember.enrolment_id)
        .outerjoin(Identity, Identity.person_id == Enrolment.person_id)
        .outerjoin(
            Registration,
            (Registration.enrolment_id == CohortMember.enrolment_id) & (Registration.entry_id == entry_id),
        )
        .outerjoin(
            Attendance, (Attendance.enrolment_id == CohortMember.enrolment_id) & (Attendance.entry_id == entry_id)
        )
        .where(CohortMember.cohort_id == cohort_id)
        .order_by(Identity.name_key, CohortMember.enrolment_id)
    )
    listed = [
        Row(row.enrolment_id, full_name(row), row.left_at is not None, row.is_coming, row.was_there) for row in rows
    ]
    return [row for row in listed if not row.has_left or row.was_there]


def attended(session: Session, entry_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, set[uuid.UUID]]:
    """Who was there, by event."""
    found: dict[uuid.UUID, set[uuid.UUID]] = {id_: set() for id_ in entry_ids}
    rows = session.execute(
        select(Attendance.entry_id, Attendance.enrolment_id).where(
            Attendance.entry_id.in_(list(entry_ids)), Attendance.was_there.is_(True)
        )
    )
    for row in rows:
        found[row.entry_id].add(row.enrolment_id)
    return found


def coming(session: Session, entry_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, dict[uuid.UUID, bool]]:
    """What members have said, by event and enrolment."""
    found: dict[uuid.UUID, dict[uuid.UUID, bool]] = {id_: {} for id_ in entry_ids}
    rows = session.execute(
        select(Registration.entry_id, Registration.enrolment_id, Registration.is_coming)
        .join(ScheduleEntry, ScheduleEntry.id == Registration.entry_id)
        .join(
            CohortMember,
            (CohortMember.enrolment_id == Registration.enrolment_id)
            & (CohortMember.cohort_id == ScheduleEntry.cohort_id),
        )
        .where(Registration.entry_id.in_(list(entry_ids)), CohortMember.left_at.is_(None))
    )
    for row in rows:
        found[row.entry_id][row.enrolment_id] = row.is_coming
    return found


def say(
    session: Session,
    entry_id: uuid.UUID,
    person_id: int,
    *,
    is_coming: bool,
    now: datetime,
) -> None:
    """A member says whether they come; the last word counts. Raises NotFoundError for who is none.

    Raises ConflictError once it has ended, or was cancelled, or does not ask any more.
    """
    enrolment_id, cohort_id = _membership(session, entry_id, person_id)
    get_locked(session, cohort_id)
    entry = get_event(session, cohort_id, entry_id)
    if entry.cancelled_at or not entry.takes_registration or entry.ends_at <= now:
        raise ConflictError("no_registration")
    mine = (Registration.entry_id == entry_id) & (Registration.enrolment_id == enrolment_id)
    known = session.execute(update(Registration).where(mine).values(is_coming=is_coming, said_at=now))
    if rows_touched(known) == 0:
        session.execute(
            insert(Registration).values(entry_id=entry_id, enrolment_id=enrolment_id, is_coming=is_coming, said_at=now)
        )


def _membership(session: Session, entry_id: uuid.UUID, person_id: int) -> tuple[uuid.UUID, uuid.UUID]:
    row = session.execute(
        select(CohortMember.enrolment_id, CohortMember.cohort_id)
        .join(ScheduleEntry, ScheduleEntry.cohort_id == CohortMember.cohort_id)
        .join(Enrolment, Enrolment.id == CohortMember.enrolment_id)
        .where(ScheduleEntry.id == entry_id, Enrolment.person_id == person_id, CohortMember.left_at.is_(None))
    ).one_or_none()
    if row is None:
        raise NotFoundError
    return row.enrolment_id, row.cohort_id


def mark(
    session: Session,
    cohort_id: uuid.UUID,
    entry_id: uuid.UUID,
    ticks: Mapping[uuid.UUID, bool],
    *,
    by_id: int,
    now: datetime,
) -> None:
    """Keep who was there and who was not, of those whose tick was changed: another tutor's ticks stay.

    Raises ConflictError before the event has begun.
    """
    get_locked(session, cohort_id)
    entry = get_event(session, cohort_id, entry_id)
    if entry.cancelled_at or entry.at > now:
        raise ConflictError("not_begun")
    members = set(session.scalars(select(CohortMember.enrolment_id).where(CohortMember.cohort_id == cohort_id)))
    changed = {id_: was_there for id_, was_there in ticks.items() if id_ in members}
    which = (Attendance.entry_id == entry_id) & Attendance.enrolment_id.in_(list(changed))
    session.execute(delete(Attendance).where(which))
    rows = [
        {
            "entry_id": entry_id,
            "enrolment_id": id_,
            "was_there": was_there,
            "marked_at": now,
            "marked_by_id": by_id,
        }
        for id_, was_there in changed.items()
    ]
    if rows:
        session.execute(insert(Attendance), rows)


def set_order(session: Session, cohort_id: uuid.UUID, number: str, day: date | None) -> None:
    """The institution's order on the training, as sheets name it."""
    cohort = get_locked(session, cohort_id)
    cohort.order_number, cohort.order_on = number, day
