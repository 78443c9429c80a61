"""Decisions about schedules: when a wall time is, what is open, which deadline holds, what has changed."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

LONGEST_EVENT = timedelta(hours=24)
REMIND_BEFORE = timedelta(days=3)  # a deadline


class EntryKind(StrEnum):
    """What stands in a schedule."""

    LAUNCH = "launch"  # the first meeting of a cohort
    WEBINAR = "webinar"
    OPENING = "opening"  # from when on a module may be read
    DEADLINE = "deadline"  # of a module or a case study


EVENTS = frozenset({EntryKind.LAUNCH, EntryKind.WEBINAR})  # where people meet


@dataclass(frozen=True, slots=True)
class WallTime:
    """A moment as people set it: what the clock shows, and where it hangs."""

    at: datetime  # naive
    zone: str  # IANA: "Asia/Almaty"

    def moment(self, *, later: bool = False) -> datetime:
        """In UTC. Where the clock was put back, one wall time is two moments: the first, or the `later` one."""
        return self.at.replace(tzinfo=ZoneInfo(self.zone), fold=int(later)).astimezone(UTC)

    @property
    def exists(self) -> bool:
        """Whether the clock ever shows it: where it is put forward, an hour is left out."""
        return self.moment().astimezone(ZoneInfo(self.zone)).replace(tzinfo=None, fold=0) == self.at


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of a cohort's schedule: an event, an opening or a deadline."""

    id: uuid.UUID
    cohort_id: uuid.UUID
    kind: EntryKind
    item: str  # what opens or is due: module_item(…) or case_item(…); empty: of an event
    time: WallTime
    title: str = ""  # of an event
    minutes: int = 0  # length of an event
    place: str = ""
    link: str = ""
    notes: str = ""
    takes_registration: bool = False
    revision: int = 1  # rises with every change
    changed_at: datetime
    cancelled_at: datetime | None = None  # None: it holds

    @property
    def is_event(self) -> bool:
        return self.kind in EVENTS

    @property
    def at(self) -> datetime:
        """In UTC; a deadline of a doubtful hour is the later one, in favour of who has to keep it."""
        return self.time.moment(later=self.kind is EntryKind.DEADLINE)

    @property
    def ends_at(self) -> datetime:
        return self.at + timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class HeldExtension:
    """More time for one person, as the rules see it."""

    item: str
    time: WallTime
    given_at: datetime


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until when one person has time for something."""

    item: str
    time: WallTime  # as it was set
    set_at: datetime
    is_extended: bool  # for this person

    @property
    def at(self) -> datetime:
        """In UTC."""
        return self.time.moment(later=True)


def module_item(module_id: str) -> str:
    return f"module:{module_id}"


def case_item(lesson_id: str, block_id: str) -> str:
    return f"case:{lesson_id}/{block_id}"


def deadline(entry: Entry | None, extensions: Sequence[HeldExtension]) -> Deadline | None:
    """The deadline that holds for somebody: the latest of the cohort's and their extensions; None: there is none.

    A cohort's deadline that was cancelled takes its extensions with it; moved past them, it is the one that holds.
    """
    if entry is None or entry.cancelled_at:
        return None
    own = Deadline(entry.item, entry.time, entry.changed_at, is_extended=False)
    given = [
        Deadline(one.item, one.time, one.given_at, is_extended=True) for one in extensions if one.item == entry.item
    ]
    return max([own, *given], key=lambda one: one.at)


def deadlines(entries: Iterable[Entry], extensions: Sequence[HeldExtension]) -> list[Deadline]:
    """All that hold for somebody, the first first."""
    due = (entry for entry in entries if entry.kind is EntryKind.DEADLINE)
    held = (deadline(entry, extensions) for entry in due)
    return sorted((one for one in held if one), key=lambda one: (one.at, one.item))


def is_to_be_reminded(due: Deadline, *, now: datetime) -> bool:
    """Whether it comes near: within three days, and known for longer than that."""
    begins_at = due.at - REMIND_BEFORE
    return begins_at <= now < due.at and due.set_at <= begins_at


def closed_modules(entries: Iterable[Entry], *, now: datetime) -> dict[str, WallTime]:
    """The modules that are not open yet, by id, with the time at which each opens."""
    openings = [entry for entry in entries if entry.kind is EntryKind.OPENING and not entry.cancelled_at]
    return {entry.item.removeprefix("module:"): entry.time for entry in openings if entry.at > now}


def moment_of(key: "DateKey", time: WallTime) -> datetime:
    """In UTC, as the entry would have it."""
    return time.moment(later=key[0] is EntryKind.DEADLINE)


DateKey = tuple[EntryKind, str]  # an opening or a deadline, and of what


def dates(entries: Iterable[Entry]) -> dict[DateKey, Entry]:
    """The openings and deadlines that hold."""
    return {(entry.kind, entry.item): entry for entry in entries if not entry.is_event and not entry.cancelled_at}


def revision_of_dates(entries: Iterable[Entry]) -> int:
    """Rises whenever any opening or deadline changes, those that were cancelled too."""
    return sum(entry.revision for entry in entries if not entry.is_event)


def changed_dates(entries: Iterable[Entry], wanted: Mapping[DateKey, WallTime]) -> dict[DateKey, WallTime]:
    """What of the wanted dates is not so yet; the same moment told in another zone is so."""
    known = dates(entries)
    return {key: time for key, time in wanted.items() if key not in known or known[key].at != moment_of(key, time)}


def dropped_dates(
    entries: Iterable[Entry], offered: Iterable[DateKey], wanted: Mapping[DateKey, WallTime]
) -> list[Entry]:
    """The dates that a form offered and that are wanted no more, in the order of time."""
    known = dates(entries)
    gone = [known[key] for key in offered if key in known and key not in wanted]
    return sorted(gone, key=lambda entry: entry.at)
