"""Decisions about questionnaires: when one is open, how answers are mixed, what of them is shown.

Whoever answers is promised that nobody can tell what they have answered. So answers are never kept as one sheet a
person: they are counted into a bag of the whole cohort, and texts lie in it in the order of their letters. And since
whoever looks at the results after each answer could take the difference, results are shown in steps of several answers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from helpcourse.tutoring.evaluation.asked import Answers, Kind, Question

STEP = 5  # answers: fewer are not shown, nor fewer at a time
_BEFORE_DAYS = 14  # after the first day of the cohort
_AFTER_LEAD = 7  # before its last day
_AFTER_DAYS = 14  # after it


class Phase(StrEnum):
    BEFORE = "before"
    AFTER = "after"


class Standing(StrEnum):
    """How a questionnaire stands on a day."""

    TO_COME = "to_come"
    OPEN = "open"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which a questionnaire is answered, the last one too; in Astana time."""

    opens_on: date | None  # None: from the day of joining
    last_on: date

    def standing(self, today: date, *, has_finished: bool = False) -> Standing:
        """Whoever has finished the course need not wait for the day on which it opens."""
        if today > self.last_on:
            return Standing.OVER
        is_early = self.opens_on is not None and today < self.opens_on and not has_finished
        return Standing.TO_COME if is_early else Standing.OPEN


@dataclass(frozen=True, slots=True)
class Bag:
    """The answers of several people, mixed."""

    answers: int = 0  # of how many people
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # by question and option
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by question, in the order of their letters


@dataclass(frozen=True, slots=True)
class Box:
    """All that was given; what is shown next; what is shown until the questionnaire is over."""

    given: Bag = Bag()
    held: Bag = Bag()
    shown: Bag = Bag()


def window(phase: Phase, starts_on: date, ends_on: date) -> Window:
    """When a questionnaire is open, if nobody has said otherwise."""
    if phase is Phase.BEFORE:
        return Window(None, min(starts_on + timedelta(days=_BEFORE_DAYS), ends_on))
    return Window(max(starts_on, ends_on - timedelta(days=_AFTER_LEAD)), ends_on + timedelta(days=_AFTER_DAYS))


def opened_on(window: Window, *, joined_on: date, finished_on: date | None = None) -> date:
    """Since when an open questionnaire waits for somebody; `finished_on`: the end of their course, if that opens it."""
    opens = window.opens_on or joined_on
    return max(min(opens, finished_on or opens), joined_on)


def with_one_more(box: Box, questions: Sequence[Question], answers: Answers) -> Box:
    """What is shown lags a step behind, so that the last step before the end has as many answers as any other."""
    given = _added(box.given, questions, answers)
    if given.answers % STEP:
        return Box(given, box.held, box.shown)
    return Box(given, given, box.held)


def visible(box: Box, *, is_over: bool) -> Bag:
    """The answers that may be shown; none of a group that is too small."""
    if is_over:
        return box.given if box.given.answers >= STEP else Bag()
    return box.shown


def _added(bag: Bag, questions: Sequence[Question], answers: Answers) -> Bag:
    counts, words = {}, {}
    for question in questions:
        given = answers.get(question.id, ())
        if question.kind is Kind.WORDS:
            words[question.id] = tuple(sorted([*bag.words.get(question.id, ()), *given]))
        else:
            before = bag.counts.get(question.id, {})
            counts[question.id] = {id_: before.get(id_, 0) + (id_ in given) for id_ in question.choices}
    return Bag(bag.answers + 1, counts, words)


def mean(counts: Mapping[str, int]) -> float | None:
    """Of a scale; None: nobody has answered."""
    total = sum(counts.values())
    return sum(int(value) * count for value, count in counts.items()) / total if total else None


def kept_bag(bag: Bag) -> dict[str, Any]:
    """For a row."""
    return {
        "answers": bag.answers,
        "counts": {id_: dict(counts) for id_, counts in bag.counts.items()},
        "words": {id_: list(texts) for id_, texts in bag.words.items()},
    }


def read_bag(kept: Mapping[str, Any]) -> Bag:
    return Bag(kept["answers"], kept["counts"], {id_: tuple(texts) for id_, texts in kept["words"].items()})
