"""Decisions about batches: how long one can be undone, how far it is, what its preview shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

UNDO_WITHIN = timedelta(minutes=10)
PREVIEWS = 3


class BatchState(StrEnum):
    WORKING = "working"  # papers are issued and drawn
    READY = "ready"  # all are there; nobody knows of them yet
    TOLD = "told"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Counts:
    """Of the learners of a batch."""

    wanted: int
    issued: int  # have a number
    drawn: int  # of those: have their files
    skipped: int
    told: int

    @property
    def is_made(self) -> bool:
        return self.drawn + self.skipped == self.wanted


def may_undo(tell_at: datetime, undone_at: datetime | None, *, now: datetime) -> bool:
    return undone_at is None and now < tell_at


def state(counts: Counts, undone_at: datetime | None) -> BatchState:
    if undone_at:
        return BatchState.UNDONE
    if not counts.is_made:
        return BatchState.WORKING
    return BatchState.TOLD if counts.told == counts.issued else BatchState.READY


def shown_first(kinds: Sequence[str], names: Sequence[str]) -> list[int]:
    """The places of the three to look at before all are issued: of each kind the longest name, then the longest of all.

    Long names are what goes wrong on a sheet. `kinds` and `names` are of the same people.
    """
    longest = sorted(range(len(names)), key=lambda place: (-len(names[place]), place))
    of_kinds = {kinds[place]: place for place in reversed(longest)}
    first = [place for place in longest if place in of_kinds.values()]
    return sorted([*first, *(place for place in longest if place not in first)][:PREVIEWS])
