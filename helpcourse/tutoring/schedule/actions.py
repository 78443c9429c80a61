"""Writes of schedules: events, openings and deadlines."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.errors import ConflictError, NotFoundError
from helpcourse.tutoring.actions.cohorts import get_running
from helpcourse.tutoring.schedule.models import ScheduleEntry
from helpcourse.tutoring.schedule.queries import Changed, entries_of, entry_of, last_change
from helpcourse.tutoring.schedule.rules import (
    DateKey,
    Entry,
    EntryKind,
    WallTime,
    changed_dates,
    dropped_dates,
    revision_of_dates,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDetails:
    """What may be changed of an event at any time."""

    kind: EntryKind  # LAUNCH or WEBINAR
    title: str
    time: WallTime
    minutes: int
    place: str = ""
    link: str = ""
    notes: str = ""
    takes_registration: bool = False


def add_event(
    session: Session, entry_id: uuid.UUID, cohort_id: uuid.UUID, details: EventDetails, *, by_id: int, now: datetime
) -> None:
    """Add an event under an id that the form brought with it: sent twice, it is one event."""
    get_running(session, cohort_id)
    if known := session.get(ScheduleEntry, entry_id):
        if (known.cohort_id, known.made_by_id) != (cohort_id, by_id):
            raise ConflictError("form_used")
        return
    entry = ScheduleEntry(
        id=entry_id,
        cohort_id=cohort_id,
        kind=details.kind,
        item="",
        wall_at=details.time.at,
        zone=details.time.zone,
        made_at=now,
        made_by_id=by_id,
        changed_at=now,
        changed_by_id=by_id,
    )
    _fill(entry, details)
    session.add(entry)


def change_event(
    session: Session,
    cohort_id: uuid.UUID,
    entry_id: uuid.UUID,
    details: EventDetails,
    *,
    seen: int,
    by_id: int,
    now: datetime,
) -> Changed | None:
    """Change an event whose revision `seen` the page had shown. If somebody else was faster: who, and nothing is done.

    What stands there already is no change, so a form may be sent twice.
    """
    get_running(session, cohort_id)
    entry = _get(session, cohort_id, entry_id)
    if entry.item or entry.cancelled_at:
        raise NotFoundError
    if _details(entry) == details:
        return None
    if entry.revision != seen:
        return last_change(session, cohort_id, entry_id)
    _fill(entry, details)
    _note_change(entry, by_id, now)
    return None


def cancel(session: Session, cohort_id: uuid.UUID, entry_id: uuid.UUID, *, by_id: int, now: datetime) -> None:
    """Take an event, an opening or a deadline off the schedule; calendars show it as cancelled. Again is no error."""
    get_running(session, cohort_id)
    entry = _get(session, cohort_id, entry_id)
    if not entry.cancelled_at:
        _cancel(entry, by_id, now)


def set_dates(
    session: Session,
    cohort_id: uuid.UUID,
    wanted: Mapping[DateKey, WallTime],
    offered: Collection[DateKey],
    *,
    seen: int,
    by_id: int,
    now: datetime,
) -> Changed | None:
    """Set openings and deadlines: of those `offered` by a form, what is not wanted is cancelled.

    `seen`: rules.revision_of_dates() of what the form had shown. If somebody else was faster: who, and nothing is done.
    """
    get_running(session, cohort_id)
    entries = entries_of(session, cohort_id)
    changed, dropped = changed_dates(entries, wanted), dropped_dates(entries, offered, wanted)
    if not changed and not dropped:
        return None
    if revision_of_dates(entries) != seen:
        return last_change(session, cohort_id)
    for key, time in changed.items():
        _set_date(session, cohort_id, key, time, by_id, now)
    for entry in dropped:
        _cancel(session.get_one(ScheduleEntry, entry.id), by_id, now)
    return None


def _set_date(session: Session, cohort_id: uuid.UUID, key: DateKey, time: WallTime, by_id: int, now: datetime) -> None:
    """One that was cancelled comes back as the same, so that calendars know it again."""
    kind, item = key
    entry = session.scalar(
        select(ScheduleEntry).where(
            ScheduleEntry.cohort_id == cohort_id, ScheduleEntry.kind == kind, ScheduleEntry.item == item
        )
    )
    if entry is None:
        session.add(
            ScheduleEntry(
                cohort_id=cohort_id,
                kind=kind,
                item=item,
                wall_at=time.at,
                zone=time.zone,
                made_at=now,
                made_by_id=by_id,
                changed_at=now,
                changed_by_id=by_id,
            )
        )
        return
    entry.wall_at, entry.zone = time.at, time.zone
    entry.cancelled_at = entry.cancelled_by_id = None
    _note_change(entry, by_id, now)


def _cancel(entry: ScheduleEntry, by_id: int, now: datetime) -> None:
    entry.cancelled_at, entry.cancelled_by_id = now, by_id
    _note_change(entry, by_id, now)


def _note_change(entry: ScheduleEntry, by_id: int, now: datetime) -> None:
    entry.revision += 1
    entry.changed_at, entry.changed_by_id = now, by_id
    entry.told_at = None


def _get(session: Session, cohort_id: uuid.UUID, entry_id: uuid.UUID) -> ScheduleEntry:
    entry = session.get(ScheduleEntry, entry_id, populate_existing=True)
    if entry is None or entry.cohort_id != cohort_id:
        raise NotFoundError
    return entry


def _fill(entry: ScheduleEntry, details: EventDetails) -> None:
    entry.kind, entry.title = details.kind, details.title
    entry.wall_at, entry.zone, entry.minutes = details.time.at, details.time.zone, details.minutes
    entry.place, entry.link, entry.notes = details.place, details.link, details.notes
    entry.takes_registration = details.takes_registration


def _details(row: ScheduleEntry) -> EventDetails:
    entry: Entry = entry_of(row)
    return EventDetails(
        kind=entry.kind,
        title=entry.title,
        time=entry.time,
        minutes=entry.minutes,
        place=entry.place,
        link=entry.link,
        notes=entry.notes,
        takes_registration=entry.takes_registration,
    )
