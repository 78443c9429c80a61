"""Reads of schedules: a cohort's, a person's, and the deadline that holds for somebody."""

import uuid
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Identity
from helpcourse.errors import NotFoundError
from helpcourse.tutoring.models import Cohort, CohortMember
from helpcourse.tutoring.schedule.models import Extension, ScheduleEntry
from helpcourse.tutoring.schedule.rules import (
    Deadline,
    Entry,
    EntryKind,
    HeldExtension,
    WallTime,
    deadline,
)


@dataclass(frozen=True, slots=True)
class GivenExtension:
    """An extension as pages tell it."""

    id: uuid.UUID
    item: str
    time: WallTime
    reason: str
    given_at: datetime
    given_by: str  # the name; empty: erased
    taken_back_at: datetime | None  # None: it holds


@dataclass(frozen=True, slots=True)
class Order:
    """The institution's order on a cohort's training."""

    number: str  # empty: none
    day: date | None


@dataclass(frozen=True, slots=True)
class Changed:
    """Who has changed something last, and when."""

    by: str  # the name; empty: erased
    at: datetime


@dataclass(frozen=True, slots=True)
class OwnSchedule:
    """What a member's cohort has set, and what was eased for them."""

    entries: tuple[Entry, ...]
    extensions: tuple[HeldExtension, ...]


def entries_of(session: Session, cohort_id: uuid.UUID) -> list[Entry]:
    """All of a cohort, cancelled ones too, in the order of time."""
    return entries_of_cohorts(session, [cohort_id])


def entries_of_cohorts(session: Session, cohort_ids: Collection[uuid.UUID]) -> list[Entry]:
    rows = session.execute(_ENTRIES.where(ScheduleEntry.cohort_id.in_(list(cohort_ids))))
    return _in_order(rows)


def get_entry(session: Session, cohort_id: uuid.UUID, entry_id: uuid.UUID) -> Entry:
    """Raises NotFoundError, for another cohort's too."""
    row = session.execute(
        _ENTRIES.where(ScheduleEntry.id == entry_id, ScheduleEntry.cohort_id == cohort_id)
    ).one_or_none()
    if row is None:
        raise NotFoundError
    return entry_of(row)


def get_event(session: Session, cohort_id: uuid.UUID, entry_id: uuid.UUID) -> Entry:
    """The same; raises NotFoundError for an opening or a deadline too."""
    entry = get_entry(session, cohort_id, entry_id)
    if not entry.is_event:
        raise NotFoundError
    return entry


def deadline_of(session: Session, cohort_id: uuid.UUID, enrolment_id: uuid.UUID, item: str) -> Deadline | None:
    """Until when a member has time for a module or a case study, their extensions counted; None: no deadline is set."""
    row = session.execute(
        _ENTRIES.where(
            ScheduleEntry.cohort_id == cohort_id,
            ScheduleEntry.kind == EntryKind.DEADLINE,
            ScheduleEntry.item == item,
        )
    ).one_or_none()
    if row is None:
        return None
    return deadline(entry_of(row), held_extensions(session, cohort_id, [enrolment_id])[enrolment_id])


def held_extensions(
    session: Session, cohort_id: uuid.UUID, enrolment_ids: Collection[uuid.UUID] | None = None
) -> dict[uuid.UUID, list[HeldExtension]]:
    """Those that hold, by enrolment; of the whole cohort without ids."""
    rows = session.execute(
        select(Extension.enrolment_id, Extension.item, Extension.wall_at, Extension.zone, Extension.given_at).where(
            Extension.cohort_id == cohort_id,
            Extension.taken_back_at.is_(None),
            *([Extension.enrolment_id.in_(list(enrolment_ids))] if enrolment_ids is not None else []),
        )
    )
    found: dict[uuid.UUID, list[HeldExtension]] = defaultdict(list)
    for row in rows:
        found[row.enrolment_id].append(HeldExtension(row.item, WallTime(row.wall_at, row.zone), row.given_at))
    return found


def extensions_of(session: Session, cohort_id: uuid.UUID, enrolment_id: uuid.UUID) -> list[GivenExtension]:
    """All that were given, those that were taken back too; the first first."""
    rows = session.execute(
        select(Extension, Identity)
        .outerjoin(Identity, Identity.person_id == Extension.given_by_id)
        .where(Extension.cohort_id == cohort_id, Extension.enrolment_id == enrolment_id)
        .order_by(Extension.given_at, Extension.id)
    )
    return [_given(extension, giver.full_name if giver else "") for extension, giver in rows]


def last_change(session: Session, cohort_id: uuid.UUID, entry_id: uuid.UUID | None = None) -> Changed | None:
    """Of one entry; of the openings and deadlines together without an id."""
    which = ScheduleEntry.id == entry_id if entry_id else ScheduleEntry.item != ""
    row = session.execute(
        select(Identity, ScheduleEntry.changed_at)
        .select_from(ScheduleEntry)
        .outerjoin(Identity, Identity.person_id == ScheduleEntry.changed_by_id)
        .where(ScheduleEntry.cohort_id == cohort_id, which)
        .order_by(ScheduleEntry.changed_at.desc())
        .limit(1)
    ).one_or_none()
    return Changed(row[0].full_name if row[0] else "", row[1]) if row else None


def order_of(session: Session, cohort_id: uuid.UUID) -> Order:
    return Order(*session.execute(select(Cohort.order_number, Cohort.order_on).where(Cohort.id == cohort_id)).one())


def own_schedule(session: Session, enrolment_id: uuid.UUID) -> OwnSchedule:
    """Of the running cohorts in which somebody learns by this enrolment; empty for who learns alone."""
    mine = (
        select(CohortMember.cohort_id)
        .join(Cohort, Cohort.id == CohortMember.cohort_id)
        .where(CohortMember.enrolment_id == enrolment_id, CohortMember.left_at.is_(None), Cohort.closed_at.is_(None))
    )
    entries = _in_order(session.execute(_ENTRIES.where(ScheduleEntry.cohort_id.in_(mine))))
    if not any(entry.kind is EntryKind.DEADLINE for entry in entries):
        return OwnSchedule(tuple(entries), ())
    held = [
        one
        for cohort_id in {entry.cohort_id for entry in entries}
        for one in held_extensions(session, cohort_id, [enrolment_id])[enrolment_id]
    ]
    return OwnSchedule(tuple(entries), tuple(held))


_ENTRIES: Select[*tuple[Any, ...]] = select(
    ScheduleEntry.id,
    ScheduleEntry.cohort_id,
    ScheduleEntry.kind,
    ScheduleEntry.item,
    ScheduleEntry.wall_at,
    ScheduleEntry.zone,
    ScheduleEntry.title,
    ScheduleEntry.minutes,
    ScheduleEntry.place,
    ScheduleEntry.link,
    ScheduleEntry.notes,
    ScheduleEntry.takes_registration,
    ScheduleEntry.revision,
    ScheduleEntry.changed_at,
    ScheduleEntry.cancelled_at,
)


def entry_of(row: Any) -> Entry:
    """Of a row with an entry's columns."""
    return Entry(
        id=row.id,
        cohort_id=row.cohort_id,
        kind=row.kind,
        item=row.item,
        time=WallTime(row.wall_at, row.zone),
        title=row.title,
        minutes=row.minutes,
        place=row.place,
        link=row.link,
        notes=row.notes,
        takes_registration=row.takes_registration,
        revision=row.revision,
        changed_at=row.changed_at,
        cancelled_at=row.cancelled_at,
    )


def _in_order(rows: Any) -> list[Entry]:
    return sorted(map(entry_of, rows), key=lambda entry: (entry.at, entry.kind != EntryKind.OPENING, entry.item))


def _given(row: Extension, giver: str) -> GivenExtension:
    time = WallTime(row.wall_at, row.zone)
    return GivenExtension(row.id, row.item, time, row.reason, row.given_at, giver, row.taken_back_at)
