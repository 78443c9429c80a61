"""Decisions about levels: what each asks, what a learner lacks, which is reached."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """What a cohort gives a paper for; the later, the more."""

    ATTENDANCE = "attendance"
    ACHIEVEMENT = "achievement"
    CERTIFICATE = "certificate"


class Need(StrEnum):
    """What a level may ask for."""

    COURSE = "course"  # finished, by the rule of the course itself
    LESSONS = "lessons"
    EVENTS = "events"
    CASES = "cases"
    TEST = "test"
    MINUTES = "minutes"


@dataclass(frozen=True, slots=True)
class Rule:
    """What one level asks; 0: does not matter."""

    course: bool = False  # whether the course must be finished, by its own rule
    lessons: int = 0  # percent of them, finished
    events: int = 0  # percent of those held, attended
    cases: int = 0  # percent of the case studies, accepted
    test: int = 0  # percent of the points of the final test
    minutes: int = 0  # of learning

    @property
    def is_empty(self) -> bool:
        return self == Rule()


Rules = Mapping[Level, Rule]  # a level that is not there is not given

USUAL: Rules = {Level.CERTIFICATE: Rule(course=True)}  # of a cohort for which nobody has set any


@dataclass(frozen=True, slots=True)
class Part:
    """Of so many."""

    done: int = 0
    of: int = 0

    @property
    def percent(self) -> float:
        """Nothing of nothing is nothing: where no event was held, nobody has attended."""
        return 100 * self.done / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How far a learner is."""

    course: bool = False
    lessons: Part = Part()
    events: Part = Part()
    cases: Part = Part()
    test: float | None = None  # percent of the points, by the attempt that counts; None: no result yet
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Lack:
    """What a level asks and is not there: in percent or in minutes; of the course, 1 is finished."""

    need: Need
    has: float
    asked: int


def lacks(rule: Rule, figures: Figures) -> tuple[Lack, ...]:
    """What is missing for a level; empty: it is reached."""
    has: Mapping[Need, float] = {
        Need.COURSE: float(figures.course),
        Need.LESSONS: figures.lessons.percent,
        Need.EVENTS: figures.events.percent,
        Need.CASES: figures.cases.percent,
        Need.TEST: figures.test or 0.0,
        Need.MINUTES: float(figures.minutes),
    }
    asked = {need: int(getattr(rule, need.value)) for need in Need}
    return tuple(Lack(need, has[need], asked[need]) for need in Need if round(has[need], 4) < asked[need])


def missing(rules: Rules, figures: Figures) -> dict[Level, tuple[Lack, ...]]:
    """Of each level that the cohort gives, from the lowest to the highest."""
    return {level: lacks(rules[level], figures) for level in Level if level in rules}


def reached(missing: Mapping[Level, tuple[Lack, ...]]) -> Level | None:
    """The highest level of which nothing is missing; None: none."""
    return next((level for level in reversed(Level) if level in missing and not missing[level]), None)
