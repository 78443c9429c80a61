"""Decisions about case studies: when a work may move, what reviews come to, which work a tutor takes first."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

TOLD_AFTER = timedelta(minutes=30)  # what comes meanwhile goes into the same mail
MOST_FILES = 5
LONGEST_WORDS = 20_000  # characters, of a work, of feedback


class WorkState(StrEnum):
    """Where a work is; `learning.models.Reflection` keeps its words while it is written."""

    WRITTEN = "written"  # nothing is handed in yet, or it was taken back
    HANDED_IN = "handed_in"
    RETURNED = "returned"  # to be revised and handed in again
    ACCEPTED = "accepted"


class Decision(StrEnum):
    """What a review comes to."""

    ACCEPT = "accept"
    RETURN = "return"  # for revision


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of a work that is not empty."""

    number: int  # from 1
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """What a comment speaks of; from 0 to 0: the whole paragraph."""

    paragraph: int
    begins: int = 0
    ends: int = 0

    @property
    def is_whole(self) -> bool:
        return self.ends == 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a paragraph that the same comments speak of."""

    text: str
    comments: tuple[int, ...] = ()  # their numbers, from 1


def paragraphs(words: str) -> list[Paragraph]:
    """A work as it is commented on: whoever writes in a plain field ends a paragraph by a new line."""
    lines = (line.strip() for line in words.split("\n"))
    return [Paragraph(number, line) for number, line in enumerate(filter(None, lines), 1)]


def is_passage(found: Passage, words: Sequence[Paragraph]) -> bool:
    """Whether the work has it."""
    if not 1 <= found.paragraph <= len(words):
        return False
    length = len(words[found.paragraph - 1].text)
    return found.is_whole and not found.begins or 0 <= found.begins < found.ends <= length


def quoted(found: Passage, words: Sequence[Paragraph]) -> str:
    """The words that a comment speaks of; empty for a whole paragraph, and if the words are gone."""
    if found.is_whole or not is_passage(found, words):
        return ""
    return words[found.paragraph - 1].text[found.begins : found.ends]


def stretches(one: Paragraph, passages: Sequence[Passage]) -> list[Stretch]:
    """A paragraph cut where passages begin and end; comments on the whole of it mark nothing."""
    mine = [(number, each) for number, each in enumerate(passages, 1) if each.paragraph == one.number and each.ends]
    length = len(one.text)
    edges = sorted({0, length, *(min(edge, length) for _, each in mine for edge in (each.begins, each.ends))})
    return [
        Stretch(
            one.text[begins:ends],
            tuple(number for number, each in mine if each.begins <= begins and ends <= each.ends),
        )
        for begins, ends in zip(edges, edges[1:], strict=False)
    ]


def may_hand_in(state: WorkState) -> bool:
    return state in (WorkState.WRITTEN, WorkState.RETURNED)


def may_take_back(state: WorkState, *, is_begun: bool, due_at: datetime | None, now: datetime) -> bool:
    """Until somebody has begun to review, and not after the deadline: it could not come back in time."""
    return state is WorkState.HANDED_IN and not is_begun and not is_late(due_at, now=now)


def is_late(due_at: datetime | None, *, was_in_time: bool = False, now: datetime) -> bool:
    """Whether work that is handed in now is late; a revision of what was in time never is."""
    return due_at is not None and now > due_at and not was_in_time


def are_points(points: Sequence[float | None], most: Sequence[float]) -> bool:
    """Whether these are points of this rubric, given or not yet."""
    return len(points) == len(most) and all(
        given is None or 0 <= given <= limit for given, limit in zip(points, most, strict=True)
    )


def is_ready(decision: Decision | None, points: Sequence[float | None], *, has_words: bool) -> bool:
    """Whether a review can be given: accepted with all points, returned with words that say why."""
    if decision is Decision.ACCEPT:
        return bool(points) and None not in points
    return decision is Decision.RETURN and has_words


def outcome(decisions: Collection[Decision]) -> Decision:
    """Of all reviews of a work together: it is accepted if all accept it."""
    return Decision.ACCEPT if all(each is Decision.ACCEPT for each in decisions) else Decision.RETURN


def result(reviews: Sequence[Sequence[float | None]]) -> float | None:
    """The points of a work: the mean of its reviewers' totals; None if one of them gave not all."""
    if not reviews or any(None in points or not points for points in reviews):
        return None
    totals = [sum(point for point in points if point is not None) for points in reviews]
    return round(sum(totals) / len(totals), 2)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A work that waits, as the order of the queue needs it."""

    handed_in_at: datetime
    language: str
    read_by: frozenset[str]  # languages in which any tutor of its cohort reviews


def is_for(one: Waiting, mine: Collection[str]) -> bool:
    """Whether this tutor should take it before others do: they have its language, or nobody has."""
    return one.language in mine or one.language not in one.read_by


def may_review(is_given_by: Mapping[int, bool], needed: int, person_id: int) -> bool:
    """Whether this tutor has begun a review of theirs, or may begin; the others' by person: given or only begun."""
    if person_id in is_given_by:
        return not is_given_by[person_id]
    return len(is_given_by) < needed


def queue_key(one: Waiting, mine: Collection[str]) -> tuple[bool, datetime]:
    """The longest waiting first; behind them what another tutor reads better."""
    return (not is_for(one, mine), one.handed_in_at)


def is_to_be_told(handed_in: Iterable[datetime], *, now: datetime) -> bool:
    """Whether tutors are told now of what was handed in since the last mail."""
    return any(now - at >= TOLD_AFTER for at in handed_in)
