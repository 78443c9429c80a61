"""Answer sheets: what was asked in an attempt, what was given and earned, in the form that statistics count."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from helpcourse.assessment.answers import Answer

Alike = tuple[int, str, float, float, bool]  # what a Group holds: to make one for each row takes time
Saves = Sequence[tuple[datetime, str]]  # when an answer was saved, to which question


class Group(NamedTuple):
    """Attempts that statistics never tell apart."""

    edition: int
    language: str  # in which the attempt was made; empty: nothing was answered
    points: float
    out_of: float
    is_passed: bool


class Entry(NamedTuple):
    """How often one answer to one question was given in a group of attempts."""

    group: Group
    question_id: str
    points: float
    given: Answer  # part -> value; empty: not answered
    times: int


class Tally:
    """The sheets of many attempts: how many are alike, and how often each answer stood on them.

    A million and a half of lines are the work of `split` and `Counter`, which take a third of a second. Sheets wait
    for others, since a call a sheet would take as long again, but not for all of them, which would fill the memory.
    """

    _AT_ONCE = 500
    _TIMED = 20_000  # attempts of which times are counted: a median of theirs is as good, and they are costly to count

    def __init__(self) -> None:
        self._counted: dict[Alike, Counter[str]] = defaultdict(Counter)
        self._waiting: dict[Alike, list[str]] = defaultdict(list)
        self._attempts: Counter[Alike] = Counter()
        self._seconds: list[str] = []

    def add(self, group: Alike, entries: str, seconds: str) -> None:
        waiting = self._waiting[group]
        waiting.append(entries)
        if len(waiting) == self._AT_ONCE:
            self._count(group)
        if len(self._seconds) < self._TIMED:
            self._seconds.append(seconds)

    @property
    def attempts(self) -> dict[Group, int]:
        self._count_all()
        return {Group(*group): count for group, count in self._attempts.items()}

    def entries(self) -> Iterator[Entry]:
        """All answers to all questions."""
        self._count_all()
        known: dict[str, tuple[str, float, Answer]] = {}
        for alike, lines in self._counted.items():
            group = Group(*alike)
            for line, times in _lines(lines):
                if line not in known:
                    known[line] = _read(line)
                yield Entry(group, *known[line], times)

    def seconds(self) -> dict[str, Counter[float]]:
        """Question id -> seconds that it took -> how often; where that is known."""
        found: dict[str, Counter[float]] = defaultdict(Counter)
        for line, times in _lines(Counter("\n".join(self._seconds).split("\n"))):
            question_id, _, spent = line.rpartition(" ")
            found[question_id][int(spent)] += times
        return found

    def _count_all(self) -> None:
        for group in self._waiting:
            self._count(group)

    def _count(self, group: Alike) -> None:
        waiting = self._waiting[group]
        self._attempts[group] += len(waiting)
        self._counted[group].update("\n".join(waiting).split("\n"))
        waiting.clear()


def _lines(counted: Counter[str]) -> Iterator[tuple[str, int]]:
    """Without the empty one, of attempts of which nothing is known."""
    return ((line, times) for line, times in counted.items() if line)


def written(asked: Iterable[tuple[str, float, Answer]]) -> str:
    """The sheet of one attempt: (question id, points, answer) in the order asked."""
    return "\n".join(_line(question_id, points, given) for question_id, points, given in asked)


def with_points(text: str, points: Mapping[str, float]) -> str:
    """The sheet of an attempt that was graded again: question id -> points; the others keep theirs."""
    asked = (_read(line) for line in text.split("\n") if line)
    return written((id_, points.get(id_, before), given) for id_, before, given in asked)


def _line(question_id: str, points: float, given: Answer) -> str:
    kept = {part: given[part] for part in sorted(given)}
    return json.dumps([question_id, points, kept], ensure_ascii=False, separators=(",", ":"))


def _read(line: str) -> tuple[str, float, Answer]:
    question_id, points, given = json.loads(line)
    return question_id, points, given


def seconds_by_question(began_at: datetime, saves: Saves) -> dict[str, int]:
    """How long each question took: the time up to each of its saves since the save before, whosever that was.

    Not known, and left out, where several answers came at one moment: a page without script sends them together.
    """
    at: dict[datetime, set[str]] = defaultdict(set)
    for saved_at, question_id in saves:
        at[saved_at].add(question_id)
    spent: Counter[str] = Counter()
    unknown: set[str] = set()
    before = began_at
    for moment in sorted(at):
        together = at[moment]
        if len(together) == 1:
            spent[next(iter(together))] += max(0, round((moment - before).total_seconds()))
        else:
            unknown |= together
        before = moment
    return {question_id: seconds for question_id, seconds in spent.items() if question_id not in unknown}


def written_times(seconds: Mapping[str, int]) -> str:
    """Beside the sheet, since no two are alike: a line a question."""
    return "\n".join(f"{question_id} {spent}" for question_id, spent in seconds.items())
