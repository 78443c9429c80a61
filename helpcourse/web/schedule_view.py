"""A schedule as its pages list it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from helpcourse.content.compiled import CompiledCourse
from helpcourse.tutoring.schedule.personal import MyEntry
from helpcourse.tutoring.schedule.rules import Entry, EntryKind
from helpcourse.web import schedule_wording
from helpcourse.web.extensions import now


@dataclass(frozen=True, slots=True)
class Line:
    """An entry in words."""

    entry: Entry
    kind: str
    title: str
    when: str  # as it was set
    here: str  # by the site's clock; empty: the same
    at: datetime
    is_extended: bool = False  # a deadline, for whoever looks

    @property
    def is_over(self) -> bool:
        """Whether it lies behind: an event when it has ended."""
        return (self.entry.ends_at if self.entry.is_event else self.at) < now()


@dataclass(frozen=True, slots=True)
class Agenda:
    """A schedule, what is to come first."""

    coming: list[Line]
    past: list[Line]  # the last one first


def line_of(entry: Entry, course: CompiledCourse) -> Line:
    return Line(
        entry,
        str(schedule_wording.KINDS[entry.kind]),
        schedule_wording.title_of_entry(course, entry),
        schedule_wording.wall(entry.time),
        schedule_wording.here(entry.time, entry.at),
        entry.at,
    )


def line_of_mine(mine: MyEntry, course: CompiledCourse) -> Line:
    """With the person's own deadline."""
    line = line_of(mine.entry, course)
    if mine.due is None:
        return line
    when, here = schedule_wording.wall(mine.due.time), schedule_wording.here(mine.due.time, mine.due.at)
    return replace(line, when=when, here=here, at=mine.due.at, is_extended=mine.due.is_extended)


def agenda(lines: Iterable[Line]) -> Agenda:
    in_order = sorted(lines, key=lambda line: (line.at, line.entry.kind is not EntryKind.OPENING))
    return Agenda([line for line in in_order if not line.is_over], [line for line in in_order if line.is_over][::-1])
