"""Statistics of a test and of its questions, as Moodle defines them.

Definitions: docs.moodle.org/dev/Quiz_statistics_calculations. Values come counted (value -> how often); what is not
defined is None, as in Moodle: a deviation of one attempt, a correlation with what does not vary.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import fsum, sqrt

Counted = Mapping[float, int]


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """How one question did."""

    attempts: int  # in which it was asked
    facility: float | None  # mean share of its points, 0 to 1
    deviation: float | None  # standard deviation, as a share of its points
    discrimination: float | None  # correlation with the rest of the test, -1 to 1
    efficiency: float | None  # the same against the most that these points allow, up to 1


@dataclass(frozen=True, slots=True)
class TestFigures:
    """How a whole test did; the first four are shares of its points."""

    __test__ = False  # not a test of pytest's

    attempts: int
    mean: float | None
    median: float | None
    deviation: float | None
    standard_error: float | None  # of one person's score
    skewness: float | None
    kurtosis: float | None
    consistency: float | None  # Cronbach's alpha: Moodle's coefficient of internal consistency, up to 1
    error_ratio: float | None  # how much of the deviation is chance


class Third(StrEnum):
    """Of the attempts, by their score in the whole test."""

    WEAK = "weak"
    MIDDLE = "middle"
    STRONG = "strong"


def item_figures(pairs: Mapping[tuple[float, float], int]) -> ItemFigures:
    """Of one question: (share of its points, points in the rest of the test) -> how many attempts.

    Moodle correlates a question of a fixed place with the rest of the test, one drawn by chance with the whole; here
    all are drawn, and each is held against the rest: with itself among the points any question would seem to sort.
    """
    count = sum(pairs.values())
    own, rest = _marginal(pairs, 0), _marginal(pairs, 1)
    if not count:
        return ItemFigures(0, None, None, None, None)
    together = _covariance_sum(pairs)
    spread = sqrt(_power_sum(own, 2) * _power_sum(rest, 2))
    most = _covariance_sum(_sorted_pairs(own, rest))
    return ItemFigures(
        count,
        mean(own),
        sample_deviation(own),
        together / spread if spread else None,
        together / most if spread and most else None,
    )


def test_figures(shares: Counted, consistency: float | None) -> TestFigures:
    """Of a whole test: share of its points -> how many attempts."""
    count = sum(shares.values())
    if not count:
        return TestFigures(0, *[None] * 8)
    deviation = sample_deviation(shares)
    ratio = sqrt(max(0.0, 1 - consistency)) if consistency is not None else None
    return TestFigures(
        attempts=count,
        mean=mean(shares),
        median=median(shares),
        deviation=deviation,
        standard_error=ratio * deviation if ratio is not None and deviation is not None else None,
        skewness=_skewness(shares),
        kurtosis=_kurtosis(shares),
        consistency=consistency,
        error_ratio=ratio,
    )


test_figures.__test__ = False  # type: ignore[attr-defined]  # not a test of pytest's


def consistency(totals: Counted, items: Mapping[str, Counted]) -> float | None:
    """Cronbach's alpha: points in the whole test, and points of each question, each counted by attempts.

    Where questions are drawn, no question stands in every attempt: then each place has the variance of all the
    answers that may stand there, as a place of Moodle's has that draws one at random.
    """
    attempts = sum(totals.values())
    asked = sum(sum(points.values()) for points in items.values())
    variance = sample_variance(totals)
    if attempts < 3 or not variance:
        return None
    places = asked / attempts
    if places <= 1:
        return None
    if all(sum(points.values()) == attempts for points in items.values()):
        within = fsum(sample_variance(points) or 0.0 for points in items.values())
    else:
        within = _power_sum(_merged(items), 2) / (attempts - 1)
    return places / (places - 1) * (1 - within / variance)


def thirds(totals: Counted) -> dict[float, Third]:
    """Which third each score belongs to; the same score is never torn apart, so thirds may differ in size."""
    count = sum(totals.values())
    found: dict[float, Third] = {}
    below = 0
    for value in sorted(totals):
        middle = (below + totals[value] / 2) / count
        found[value] = Third.WEAK if middle < 1 / 3 else Third.STRONG if middle > 2 / 3 else Third.MIDDLE
        below += totals[value]
    return found


def mean(values: Counted) -> float:
    return fsum(value * count for value, count in values.items()) / sum(values.values())


def median(values: Counted) -> float | None:
    """The middle value; between two of them, their mean. None of nothing."""
    count = sum(values.values())
    if not count:
        return None
    return (_nth(values, (count - 1) // 2) + _nth(values, count // 2)) / 2


def sample_variance(values: Counted) -> float | None:
    """None of fewer than two."""
    count = sum(values.values())
    return _power_sum(values, 2) / (count - 1) if count > 1 else None


def sample_deviation(values: Counted) -> float | None:
    variance = sample_variance(values)
    return sqrt(variance) if variance is not None else None


def _skewness(values: Counted) -> float | None:
    n = sum(values.values())
    k2 = sample_variance(values)
    if n < 3 or not k2:
        return None
    k3: float = n * _power_sum(values, 3) / ((n - 1) * (n - 2))
    return k3 / float(k2**1.5)


def _kurtosis(values: Counted) -> float | None:
    """0 of a normal distribution."""
    n = sum(values.values())
    k2 = sample_variance(values)
    if n < 4 or not k2:
        return None
    m2, m4 = _power_sum(values, 2) / n, _power_sum(values, 4) / n
    k4 = n * n * ((n + 1) * m4 - 3 * (n - 1) * m2 * m2) / ((n - 1) * (n - 2) * (n - 3))
    return k4 / (k2 * k2)


def _power_sum(values: Counted, power: int) -> float:
    """Of the distances from the mean; exactly 0 where all are the same, whatever the mean is rounded to."""
    if sum(1 for count in values.values() if count) < 2:
        return 0.0
    middle = mean(values)
    return fsum(count * (value - middle) ** power for value, count in values.items())


def _covariance_sum(pairs: Mapping[tuple[float, float], int]) -> float:
    own, rest = mean(_marginal(pairs, 0)), mean(_marginal(pairs, 1))
    return fsum(count * (one - own) * (other - rest) for (one, other), count in pairs.items())


def _marginal(pairs: Mapping[tuple[float, float], int], place: int) -> dict[float, int]:
    found: dict[float, int] = {}
    for pair, count in pairs.items():
        found[pair[place]] = found.get(pair[place], 0) + count
    return found


def _sorted_pairs(own: Counted, rest: Counted) -> dict[tuple[float, float], int]:
    """The lowest points with the lowest of the rest, and so on: no other pairing has a larger covariance."""
    left, right = sorted(own.items()), sorted(rest.items())
    found: dict[tuple[float, float], int] = {}
    while left and right:
        (one, ones), (other, others) = left[0], right[0]
        both = min(ones, others)
        found[one, other] = both
        left[:1] = [(one, ones - both)] if ones > both else []
        right[:1] = [(other, others - both)] if others > both else []
    return found


def _merged(items: Mapping[str, Counted]) -> dict[float, int]:
    found: dict[float, int] = {}
    for points in items.values():
        for value, count in points.items():
            found[value] = found.get(value, 0) + count
    return found


def _nth(values: Counted, place: int) -> float:
    """Of the sorted values, from 0."""
    for value in sorted(values):
        place -= values[value]
        if place < 0:
            return value
    raise IndexError(place)
