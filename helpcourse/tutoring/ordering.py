"""Tables that are sorted by one of their columns."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from helpcourse.languages import sort_key
from helpcourse.tutoring.levels.rules import Level

T = TypeVar("T")
Keys = Mapping[str, Callable[[Any], Any]]

_RANK = {level: place for place, level in enumerate(Level)}

COHORTS: Keys = {  # of CohortRow
    "name": lambda row: sort_key(row.name),
    "days": lambda row: (row.starts_on, row.ends_on),
    "finished": lambda row: row.finished / row.learners if row.learners else -1.0,
    "confirmed": lambda row: row.confirmed,
}
STANDINGS: Keys = {  # of levels.queries.Standing
    "name": lambda one: one.learner.name_key,
    "reached": lambda one: _rank(one.reached),
    "proposed": lambda one: _rank(one.learner.confirmed_for),
    "lessons": lambda one: one.figures.lessons.done,
    "events": lambda one: one.figures.events.done,
    "cases": lambda one: one.figures.cases.done,
    "test": lambda one: -1.0 if one.figures.test is None else one.figures.test,
    "minutes": lambda one: one.figures.minutes,
}

WORKS: Keys = {  # of cases.queue.QueuedWork
    "days": lambda row: -row.handed_in_at.timestamp(),
    "learner": lambda row: sort_key(row.learner),
    "cohort": lambda row: sort_key(row.cohort),
    "language": lambda row: row.language,
    "handed_in": lambda row: row.handed_in_at,
}
REVIEWED: Keys = {**WORKS, "reviewed": lambda row: row.released_at}  # of those that were given back
LETTERS: Keys = {  # of letters.queries.SentLetter
    "sent": lambda one: one.sent_at,
    "by": lambda one: sort_key(one.by),
    "cohort": lambda one: sort_key(", ".join(one.cohorts)),
    "readers": lambda one: one.readers,
}


def in_order(things: Sequence[T], keys: Keys, order: str) -> list[T]:
    """By a key, "-" before it for descending; by an unknown one as they came. Equals stay as they came."""
    key = keys.get(order.removeprefix("-"))
    return sorted(things, key=key, reverse=order.startswith("-")) if key else list(things)


def _rank(level: Level | None) -> int:
    return -1 if level is None else _RANK[level]
