"""What members are told of their schedule's changes by mail: all of them in one, each once."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Identity, Person
from helpcourse.catalogue.shelf import Shelf
from helpcourse.content.compiled import CompiledCourse
from helpcourse.learning.models import Enrolment
from helpcourse.messages.actions import Message, queue_all
from helpcourse.messages.models import MailKind
from helpcourse.tutoring.models import Cohort, CohortMember
from helpcourse.tutoring.schedule.models import ScheduleEntry
from helpcourse.tutoring.schedule.queries import entry_of
from helpcourse.tutoring.schedule.rules import Deadline, Entry, EntryKind, WallTime
from helpcourse.tutoring.schedule.subjects import find_subject

QUIET = timedelta(minutes=10)  # after the last change of a cohort's schedule, so that several are told as one
LONGEST_WAIT = timedelta(hours=1)  # after the first of them, however long somebody goes on

PATH = "/{language}/my/schedule"

Told = dict[str, Any]  # what a mail carries of an entry; ready for JSON


@dataclass(frozen=True, slots=True)
class Reader:
    """A member to whom a mail goes."""

    enrolment_id: uuid.UUID
    person_id: int
    language: str


def untold_cohorts(session: Session, *, now: datetime) -> list[uuid.UUID]:
    """The cohorts in whose schedule something has changed, and nothing more for a while."""
    rows = session.execute(
        select(
            ScheduleEntry.cohort_id,
            func.min(ScheduleEntry.changed_at).label("first"),
            func.max(ScheduleEntry.changed_at).label("last"),
        )
        .where(ScheduleEntry.told_at.is_(None))
        .group_by(ScheduleEntry.cohort_id)
    )
    return [row.cohort_id for row in rows if row.last <= now - QUIET or row.first <= now - LONGEST_WAIT]


def tell_changes(session: Session, shelf: Shelf, cohort_id: uuid.UUID, *, now: datetime) -> int:
    """Write to the members what has changed since they were told last; to how many.

    Nothing of what is past, nor of what was changed and changed back. Another worker waits for the cohort's row and
    then finds nothing to tell.
    """
    cohort = session.scalars(select(Cohort).where(Cohort.id == cohort_id).with_for_update()).one()
    waiting = (ScheduleEntry.cohort_id == cohort_id) & ScheduleEntry.told_at.is_(None)
    rows = session.scalars(select(ScheduleEntry).where(waiting).execution_options(populate_existing=True)).all()
    course = shelf.edition(session, cohort.edition_id).course
    changes = [change for row in rows if (change := _change(row, course, now))]
    for row in rows:
        row.told, row.told_at = _told(entry_of(row), course), now
    if not changes or cohort.closed_at:
        return 0
    readers = readers_of(session, cohort_id)
    values = {"cohort": cohort.name, "course_title": dict(course.titles)}
    told = {**values, "changes": _in_order(changes)}
    queue_all(session, MailKind.SCHEDULE_CHANGED, [_letter(reader, told) for reader in readers], now=now)
    return len(readers)


def _change(row: ScheduleEntry, course: CompiledCourse, now: datetime) -> Told | None:
    """None: nothing to tell."""
    entry, before = entry_of(row), row.told
    told = _told(entry, course)
    if before == told or (before is None and entry.cancelled_at):
        return None
    was_at = _moment(before, entry.kind) if before else None
    if max(entry.at, was_at or entry.at) <= now:
        return None
    return {**told, "was": {"wall_at": before["wall_at"], "zone": before["zone"]} if before else None}


def _told(entry: Entry, course: CompiledCourse) -> Told:
    return {
        "kind": entry.kind.value,
        "title": entry.title,
        "subject": _subject(course, entry.item),
        "wall_at": entry.time.at.isoformat(),
        "zone": entry.time.zone,
        "minutes": entry.minutes,
        "place": entry.place,
        "link": entry.link,
        "is_cancelled": entry.cancelled_at is not None,
    }


def _subject(course: CompiledCourse, item: str) -> Told | None:
    """None: it has left the course."""
    subject = find_subject(course, item)
    if subject is None:
        return None
    return {"titles": dict(subject.titles), "number": subject.number, "is_case": subject.is_case}


def told_deadline(course: CompiledCourse, due: Deadline) -> Told:
    """A deadline as mails carry it."""
    return {
        "subject": _subject(course, due.item),
        "wall_at": due.time.at.isoformat(),
        "zone": due.time.zone,
    }


def _moment(told: Mapping[str, Any], kind: EntryKind) -> datetime:
    time = WallTime(datetime.fromisoformat(told["wall_at"]), told["zone"])
    return time.moment(later=kind is EntryKind.DEADLINE)


def _in_order(changes: Iterable[Told]) -> list[Told]:
    return sorted(changes, key=lambda told: _moment(told, EntryKind(told["kind"])))


def readers_of(session: Session, cohort_id: uuid.UUID) -> list[Reader]:
    """The members who have not left, and whose account is there."""
    rows = session.execute(
        select(CohortMember.enrolment_id, Person.id, Person.language)
        .join(Enrolment, Enrolment.id == CohortMember.enrolment_id)
        .join(Person, Person.id == Enrolment.person_id)
        .join(Identity, Identity.person_id == Person.id)
        .where(CohortMember.cohort_id == cohort_id, CohortMember.left_at.is_(None))
        .order_by(Person.id)
    )
    return [Reader(*row) for row in rows]


def write(session: Session, reader: Reader, kind: MailKind, values: Mapping[str, Any], *, now: datetime) -> None:
    """A mail in the reader's language, which leads to their schedule."""
    queue_all(session, kind, [_letter(reader, values)], now=now)


def _letter(reader: Reader, values: Mapping[str, Any]) -> Message:
    return Message(reader.person_id, reader.language, {**values, "path": PATH.format(language=reader.language)})
