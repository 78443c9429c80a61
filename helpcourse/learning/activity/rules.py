"""A learner's weeks, day by day, and how far the goal of this one is reached."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

WEEKS = 26  # that a calendar shows
MOST_LESSONS = 20  # that one may set oneself for a week

# A day looks fuller from so many minutes, or from so many finished lessons.
_STEPS = ((1, 1), (15, 1), (30, 2), (60, 3))


@dataclass(frozen=True, slots=True)
class Day:
    on: date
    lessons: int = 0  # finished
    seconds: int = 0

    @property
    def is_active(self) -> bool:
        return bool(self.lessons or self.seconds)

    @property
    def level(self) -> int:
        """How full it looks, 0 to 4: by time or by lessons, whichever says more."""
        if not self.is_active:
            return 0
        by_step = (number for number, step in enumerate(_STEPS, 1) if self._reaches(*step))
        return max(by_step, default=1)

    def _reaches(self, minutes: int, lessons: int) -> bool:
        return self.seconds >= minutes * 60 or self.lessons >= lessons


@dataclass(frozen=True, slots=True)
class Week:
    """From a Monday on; of the running week up to today."""

    days: tuple[Day, ...]

    @property
    def lessons(self) -> int:
        return sum(day.lessons for day in self.days)

    @property
    def minutes(self) -> int:
        return sum(day.seconds for day in self.days) // 60

    @property
    def active_days(self) -> int:
        return sum(day.is_active for day in self.days)


def weeks(finished_on: Iterable[date], seconds: Mapping[date, int], *, today: date, count: int = WEEKS) -> list[Week]:
    """The last weeks, this one at the end; `finished_on` has a day for each lesson that was finished."""
    lessons = Counter(finished_on)
    first = first_day(today, count)
    all_days = [first + timedelta(days=number) for number in range((today - first).days + 1)]
    days = [Day(day, lessons[day], seconds.get(day, 0)) for day in all_days]
    return [Week(tuple(days[start : start + 7])) for start in range(0, len(days), 7)]


def first_day(today: date, count: int = WEEKS) -> date:
    """The Monday on which so many weeks begin, this one among them."""
    return today - timedelta(days=today.weekday() + 7 * (count - 1))
