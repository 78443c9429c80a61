"""Entries of schedules as tests need them."""

import uuid
from datetime import datetime

from helpcourse.tutoring.schedule.actions import EventDetails
from helpcourse.tutoring.schedule.rules import Entry, EntryKind, HeldExtension, WallTime, module_item
from tests.builders import NOW

ASTANA = "Asia/Almaty"
FIRST, SECOND = module_item("absolute-ban"), module_item("first-hours")


def wall(text: str, zone: str = ASTANA) -> WallTime:
    """wall("2026-11-30 18:00")"""
    return WallTime(datetime.fromisoformat(text), zone)


def entry(kind: EntryKind, at: str, item: str = "", **more: object) -> Entry:
    given = {"id": uuid.uuid4(), "cohort_id": uuid.UUID(int=1), "changed_at": NOW, **more}
    return Entry(kind=kind, item=item, time=wall(at), **given)  # type: ignore[arg-type]  # as the test has them


def webinar(at: str = "2026-11-20 18:00", **more: object) -> EventDetails:
    given = {"kind": EntryKind.WEBINAR, "title": "Адвокат және азаптау", "minutes": 90, **more}
    return EventDetails(time=wall(at), **given)  # type: ignore[arg-type]  # as the test has them


def extended(item: str, time: WallTime) -> HeldExtension:
    return HeldExtension(item, time, given_at=NOW)
