"""When a question is asked again: memory as FSRS-6 models it, replayed from the answers themselves.

Nothing about memory is kept: better parameters would hold for the past as well.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from fsrs import Card, Rating, Scheduler

from helpcourse.learning.rules import Try

INTERVALS = (7, 14, 30)  # days between mails that a learner may choose

_APART = timedelta(hours=12)  # an answer given sooner after feedback tells nothing about memory
_ONE_DAY = timedelta(days=1)
_HALF = 0.5
# Steps of minutes are for cramming; nobody is asked less than once a year what they once knew well.
_FSRS = Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=365, enable_fuzzing=False)

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Memory:
    """What is left of a question."""

    due_at: datetime  # when recall falls below nine in ten
    recall: float  # the chance of knowing it now, 0 to 1


@dataclass(frozen=True, slots=True)
class Outlook(Generic[Key]):
    """What waits, and when more will."""

    waiting: list[Key]
    next_due: datetime | None  # of what does not wait yet; None: there is none


def remembered(tries: Sequence[Try], *, now: datetime) -> Memory | None:
    """What the answers so far, in the order of time, say; None: never answered."""
    card = Card(card_id=0)
    for one in tries:
        if card.last_review is None or one.at - card.last_review >= _APART:
            card, _log = _FSRS.review_card(card, _rating(one.share), one.at)
    if card.last_review is None:
        return None
    return Memory(card.due, _FSRS.get_card_retrievability(card, now))


def outlook(questions: Mapping[Key, Sequence[Try]], *, now: datetime) -> Outlook[Key]:
    """What may be asked now: the most forgotten first, then what was never answered, in the course's order."""
    memories = {key: remembered(tries, now=now) for key, tries in questions.items()}
    forgotten = [(memory.recall, key) for key, memory in memories.items() if memory and memory.due_at <= now]
    forgotten.sort(key=lambda pair: pair[0])
    unknown = [key for key, memory in memories.items() if memory is None]
    later = (memory.due_at for memory in memories.values() if memory and memory.due_at > now)
    return Outlook([key for _recall, key in forgotten] + unknown, min(later, default=None))


def next_mail(every_days: int | None, *, now: datetime) -> datetime | None:
    """When the learner is written to again; None: not at all."""
    return now + timedelta(days=every_days) if every_days else None


def look_again(next_due: datetime | None, *, now: datetime) -> datetime:
    """When to see whether there is something to write about, as nothing waits now."""
    return max(next_due or now, now + _ONE_DAY)


def _rating(share: float) -> Rating:
    if share >= 1:
        return Rating.Good
    return Rating.Hard if share >= _HALF else Rating.Again
