"""Statistics against tables that were worked out by hand, after Moodle's definitions."""

from collections import Counter
from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpcourse.assessment.statistics import Third, item_figures, median, thirds
from tests.assessment.counting import analysed


def near(value):
    return pytest.approx(value, rel=0, abs=1e-9)


# Five attempts at three questions; the second has two points. In the whole test: 4, 2, 3, 1, 0 of 4.
TABLE = [
    {"a": 1, "b": 2, "c": 1},
    {"a": 1, "b": 0, "c": 1},
    {"a": 1, "b": 2, "c": 0},
    {"a": 0, "b": 1, "c": 0},
    {"a": 0, "b": 0, "c": 0},
]


@pytest.mark.parametrize(
    ("question", "facility", "deviation", "discrimination", "efficiency"),
    [
        (
            "a",
            0.6,
            sqrt(0.3),
            1.8 / sqrt(1.2 * 5.2),
            1.0,
        ),  # nobody who failed it did better in the rest: no more can be had
        ("b", 0.5, 0.5, 0.25, 0.25),
        ("c", 0.4, sqrt(0.3), 0.8 / sqrt(1.2 * 7.2), 0.8 / 2.8),
    ],
)
def test_a_question_has_the_figures_of_the_table(question, facility, deviation, discrimination, efficiency):
    figures = analysed(TABLE, b=2.0).items[question].figures
    assert figures.attempts == 5
    assert figures.facility == near(facility)
    assert figures.deviation == near(deviation)
    assert figures.discrimination == near(discrimination)
    assert figures.efficiency == near(efficiency)


def test_a_test_has_the_figures_of_the_table():
    """Variances 0.3, 1 and 0.3 within, 2.5 of the whole: alpha is 3/2 (1 - 1.6/2.5)."""
    test = analysed(TABLE, b=2.0).test
    assert (test.attempts, test.mean, test.median) == (5, near(0.5), near(0.5))
    assert test.deviation == near(sqrt(2.5) / 4)
    assert test.skewness == near(0)
    assert test.kurtosis == near(-1.2)
    assert test.consistency == near(0.54)
    assert test.error_ratio == near(sqrt(0.46))
    assert test.standard_error == near(sqrt(0.46) * sqrt(2.5) / 4)


# Two of three questions are drawn for each attempt. In the whole test: 1, 2, 1 of 2.
DRAWN = [{"a": 1, "b": 0}, {"a": 1, "c": 1}, {"b": 1, "c": 0}]


@pytest.mark.parametrize(
    ("question", "facility", "deviation", "discrimination", "efficiency"),
    [
        ("a", 1.0, 0.0, None, None),  # right whenever it was asked
        ("b", 0.5, sqrt(0.5), -1.0, -1.0),  # right only with a rest of 0
        ("c", 0.5, sqrt(0.5), None, None),  # the rest was 1 both times
    ],
)
def test_a_drawn_question_is_measured_where_it_was_asked(question, facility, deviation, discrimination, efficiency):
    figures = analysed(DRAWN).items[question].figures
    assert figures.attempts == 2
    assert figures.facility == near(facility)
    assert figures.deviation == near(deviation)
    assert figures.discrimination == (discrimination if discrimination is None else near(discrimination))
    assert figures.efficiency == (efficiency if efficiency is None else near(efficiency))


def test_each_place_of_a_drawn_test_has_the_variance_of_what_may_stand_there():
    """Six answers, 4/3 in squares from their mean, in three attempts; the whole has 1/3: alpha is 2 (1 - 2/3 * 3)."""
    assert analysed(DRAWN).test.consistency == near(-2)


def test_a_drawn_test_that_some_know_wholly_and_some_not_at_all_is_wholly_consistent():
    test = analysed([{"a": 1, "b": 1}, {"b": 1, "c": 1}, {"a": 0, "c": 0}, {"b": 0, "c": 0}]).test
    assert (test.consistency, test.error_ratio, test.standard_error) == (near(1), near(0), near(0))


def test_of_one_attempt_only_means_are_known():
    found = analysed([{"a": 1, "b": 0}])
    assert (found.test.mean, found.test.median) == (near(0.5), near(0.5))
    assert [found.test.deviation, found.test.skewness, found.test.kurtosis, found.test.consistency] == [None] * 4
    figures = found.items["a"].figures
    assert (figures.attempts, figures.facility) == (1, 1.0)
    assert [figures.deviation, figures.discrimination, figures.efficiency] == [None] * 3


@pytest.mark.parametrize("points", [0.0, 1.0, 0.3333])  # a third of a point is none that a float can say
def test_what_does_not_vary_correlates_with_nothing(points):
    found = analysed([{"a": points, "b": 0.1}] * 7)
    assert (found.items["a"].figures.deviation, found.test.deviation) == (0.0, 0.0)
    assert [found.items["a"].figures.discrimination, found.items["a"].figures.efficiency] == [None] * 2
    assert [found.test.skewness, found.test.kurtosis, found.test.consistency, found.test.standard_error] == [None] * 4


@pytest.mark.parametrize(
    ("attempts", "skewness", "kurtosis"),
    [
        (2, None, None),
        (3, near(sqrt(3)), None),  # 0, 0, 1: k2 and k3 are 1/3
        (4, near(2), near(4)),  # 0, 0, 0, 1
    ],
)
def test_higher_moments_need_three_and_four_attempts(attempts, skewness, kurtosis):
    test = analysed([*[{"a": 0.0}] * (attempts - 1), {"a": 1.0}]).test
    assert test.skewness == skewness
    assert test.kurtosis == kurtosis


def test_without_attempts_there_are_no_figures():
    found = analysed([])
    assert found.test.attempts == 0
    assert (found.test.mean, found.test.median, dict(found.items)) == (None, None, {})


@pytest.mark.parametrize(("values", "middle"), [([1], 1), ([1, 2], 1.5), ([3, 1, 2], 2), ([1, 1, 1, 9], 1), ([], None)])
def test_the_median_lies_in_the_middle(values, middle):
    assert median(Counter(values)) == middle


def test_equal_results_are_never_torn_apart():
    assert thirds({1: 3, 2: 3, 3: 3}) == {1: Third.WEAK, 2: Third.MIDDLE, 3: Third.STRONG}
    assert thirds({5: 100}) == {5: Third.MIDDLE}
    assert thirds({}) == {}


def test_the_passed_are_counted():
    assert analysed([{"a": 1, "b": 1}, {"a": 1, "b": 0}]).passed == 1


@given(st.lists(st.tuples(st.sampled_from([0.0, 0.3333, 0.5, 1.0]), st.integers(0, 14)), min_size=1, max_size=40))
@settings(max_examples=60, deadline=None)
def test_figures_stay_within_their_bounds(pairs):
    figures = item_figures(Counter((own, float(rest)) for own, rest in pairs))
    assert 0 <= figures.facility <= 1
    assert figures.discrimination is None or -1 - 1e-9 <= figures.discrimination <= 1 + 1e-9
    assert figures.efficiency is None or figures.efficiency <= 1 + 1e-9
