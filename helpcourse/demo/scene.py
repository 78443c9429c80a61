"""What all parts of the demo work with: the database, who is who, and the time."""

import random
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from helpcourse.catalogue.shelf import ServedEdition, Shelf
from helpcourse.demo.data import DemoPerson
from helpcourse.learning.actions import enrol
from helpcourse.tutoring.schedule.rules import WallTime

COURSE = "prohibition-of-torture"
ZONE = "Asia/Almaty"
_MORNING, _NIGHT = 8, 22  # hours
ADMIN, TUTOR, SECOND_TUTOR = "yerlan@example.kz", "dana@example.kz", "malika@example.kz"


@dataclass(frozen=True, slots=True)
class Scene:
    """A site that is being filled."""

    session: Session
    shelf: Shelf
    edition: ServedEdition  # of the course that cohorts take
    people: Mapping[str, DemoPerson]  # by e-mail
    ids: Mapping[str, int]  # of people, by e-mail
    now: datetime

    @property
    def admin_id(self) -> int:
        return self.ids[ADMIN]

    @property
    def tutor_id(self) -> int:
        return self.ids[TUTOR]

    def of_group(self, group: str) -> list[DemoPerson]:
        return [one for one in self.people.values() if one.group == group]

    def ago(self, days: float) -> datetime:
        """So many days ago; what would be at night was late in the evening."""
        return _awake(self.now - timedelta(days=days))

    def enrolment(self, email: str, course_id: str = COURSE, *, now: datetime | None = None) -> uuid.UUID:
        """Theirs in a course; they are enrolled if they were not."""
        return enrol(self.session, self.ids[email], course_id, now=now or self.now)


def _awake(at: datetime) -> datetime:
    """The same or earlier, and never in another order."""
    local = at.astimezone(ZoneInfo(ZONE))
    if local.hour >= _MORNING and local.hour < _NIGHT:
        return at
    evening = local if local.hour >= _NIGHT else local - timedelta(days=1)
    return evening.replace(hour=_NIGHT - 1, minute=50, second=0).astimezone(UTC)


def same_chance(seed: int) -> random.Random:
    """Chance that gives the same demo each time."""
    return random.Random(seed)  # noqa: S311 - no secret depends on it


def wall_time(day: datetime, hour: int, minute: int = 0) -> WallTime:
    """On that day where the site is."""
    return WallTime(datetime.combine(day.astimezone(ZoneInfo(ZONE)).date(), time(hour, minute)), ZONE)


def at_hour(day: datetime, hour: int, minute: int = 0) -> datetime:
    """The same as a moment."""
    return wall_time(day, hour, minute).moment()
