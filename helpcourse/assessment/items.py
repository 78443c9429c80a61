"""How each question of a test did: its figures, by groups of people, and by what was answered."""

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from helpcourse.assessment.answers import Verdict
from helpcourse.assessment.grading import right_answer, verdicts
from helpcourse.assessment.questions import Question, QuestionKind
from helpcourse.assessment.sheets import Entry, Tally
from helpcourse.assessment.statistics import (
    Counted,
    ItemFigures,
    TestFigures,
    Third,
    consistency,
    item_figures,
    mean,
    median,
    sample_variance,
    test_figures,
    thirds,
)

Worth = Mapping[int, Mapping[str, float]]  # edition -> question id -> its points
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the attempts in which a question was asked: those of a language, of an edition, of a third."""

    attempts: int
    facility: float  # mean share of the points, 0 to 1
    variance: float | None  # of that share; None of fewer than two


@dataclass(frozen=True, slots=True)
class Choice:
    """What was given for one part of a question, and how often."""

    part: str
    value: str
    by_third: Mapping[Third, int]

    @property
    def count(self) -> int:
        return sum(self.by_third.values())


def is_right(question: Question, part: str, value: str) -> bool:
    """Of what was given for one part, by itself; a step of an order is right at its own place."""
    if question.kind is QuestionKind.ORDERING:
        return right_answer(question, "").get(part) == value
    return verdicts(question, {part: value}).get(part) is Verdict.RIGHT


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer to a question in a group of attempts."""

    entry: Entry
    share: float  # of the points of the question in the edition on which it was asked
    third: Third  # of the attempts that these belong to


@dataclass(frozen=True, slots=True)
class Item:
    """One question, with all that was answered to it."""

    question_id: str
    answers: Sequence["Answered"]
    figures: ItemFigures
    median_s: float | None  # that it took; None: not known

    def by_language(self) -> dict[str, Part]:
        """Without the attempts in which nothing at all was answered."""
        parts = self._parts(lambda one: one.entry.group.language)
        return {language: part for language, part in parts.items() if language}

    def by_edition(self) -> dict[int, Part]:
        return self._parts(lambda one: one.entry.group.edition)

    def by_third(self) -> dict[Third, Part]:
        return self._parts(lambda one: one.third)

    def by_language_and_third(self) -> dict[tuple[str, Third], Part]:
        return self._parts(lambda one: (one.entry.group.language, one.third))

    def in_editions(self, editions: Container[int]) -> "Item":
        """The same with the answers of these editions only: ids of options mean something within a wording."""
        return replace(self, answers=[one for one in self.answers if one.entry.group.edition in editions])

    def choices(self) -> list[Choice]:
        """All that was given, the most frequent first."""
        counts: dict[tuple[str, str], Counter[Third]] = defaultdict(Counter)
        for one in self.answers:
            for part_and_value in one.entry.given.items():
                counts[part_and_value][one.third] += one.entry.times
        found = [Choice(part, value, by_third) for (part, value), by_third in counts.items()]
        return sorted(found, key=lambda choice: (-choice.count, choice.part, choice.value))

    @property
    def asked(self) -> int:
        return sum(one.entry.times for one in self.answers)

    @property
    def unanswered(self) -> int:
        return sum(one.entry.times for one in self.answers if not one.entry.given)

    def _parts(self, key: Callable[[Answered], K]) -> dict[K, Part]:
        shares: dict[K, Counter[float]] = defaultdict(Counter)
        for one in self.answers:
            shares[key(one)][one.share] += one.entry.times
        return {of: Part(sum(counts.values()), mean(counts), sample_variance(counts)) for of, counts in shares.items()}


def unasked(question_id: str) -> Item:
    """A question that nobody was asked."""
    return Item(question_id, (), item_figures({}), None)


@dataclass(frozen=True, slots=True)
class Analysis:
    """A test and its questions, by id."""

    test: TestFigures
    passed: int  # attempts
    shares: Counted  # of the points -> how many attempts
    items: Mapping[str, Item]


def analysis(tally: Tally, worth: Worth) -> Analysis:
    """Of these attempts. Only questions that somebody was asked are among the items."""
    totals, shares = _totals(tally)
    third_of, seconds = thirds(totals), tally.seconds()
    answers: dict[str, list[Answered]] = defaultdict(list)
    points: dict[str, Counter[float]] = defaultdict(Counter)
    for entry in tally.entries():
        share = _share(entry.points, worth.get(entry.group.edition, {}).get(entry.question_id, 0.0))
        answers[entry.question_id].append(Answered(entry, share, third_of[entry.group.points]))
        points[entry.question_id][entry.points] += entry.times
    return Analysis(
        test=test_figures(shares, consistency(totals, points)),
        passed=sum(times for group, times in tally.attempts.items() if group.is_passed),
        shares=shares,
        items={id_: Item(id_, found, _figures(found), median(seconds[id_])) for id_, found in answers.items()},
    )


def _totals(tally: Tally) -> tuple[Counter[float], Counter[float]]:
    """Points, and shares of the points."""
    totals: Counter[float] = Counter()
    shares: Counter[float] = Counter()
    for group, times in tally.attempts.items():
        totals[group.points] += times
        shares[_share(group.points, group.out_of)] += times
    return totals, shares


def _figures(answers: Sequence[Answered]) -> ItemFigures:
    pairs: Counter[tuple[float, float]] = Counter()
    for one in answers:
        pairs[one.share, round(one.entry.group.points - one.entry.points, 4)] += one.entry.times
    return item_figures(pairs)


def _share(points: float, out_of: float) -> float:
    return points / out_of if out_of else 0.0
