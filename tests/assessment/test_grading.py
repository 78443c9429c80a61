"""A question and an answer make points."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcourse.assessment.grading import Grade, grade, is_answer, is_passed, total
from helpcourse.assessment.questions import TICKED, Credit, Question, QuestionKind

SINGLE = Question("war", QuestionKind.SINGLE, ("1", "2", "3"), frozenset("2"), points=2.0)
EXACT = Question("rights", QuestionKind.MULTIPLE, ("1", "2", "3", "4", "5"), frozenset("135"), points=3.0)
SHARED = Question("rights", QuestionKind.MULTIPLE, EXACT.options, EXACT.right, 3.0, Credit.PROPORTIONAL)


@pytest.mark.parametrize(
    ("ticked", "points"),
    [
        ("", 0),
        ("1", 0),
        ("2", 2),
        ("3", 0),
        ("12", 0),  # one tick only
        ("23", 0),
        ("13", 0),
        ("123", 0),
        ("4", 0),  # no such option
        ("24", 0),
        ("x", 0),
        ("0", 0),
    ],
)
def test_a_single_choice_is_right_or_wrong(ticked, points):
    assert grade(SINGLE, dict.fromkeys(ticked, TICKED)) == Grade(points, 2.0)


@pytest.mark.parametrize(
    ("ticked", "points"),
    [
        ("", 0),
        ("1", 0),  # a part is wrong
        ("13", 0),
        ("15", 0),
        ("35", 0),
        ("135", 3),
        ("531", 3),
        ("1352", 0),  # so is one tick too many
        ("1354", 0),
        ("12345", 0),
        ("24", 0),
        ("1359", 0),  # and one that is no option
    ],
)
def test_an_exact_multiple_choice_is_all_or_nothing(ticked, points):
    assert grade(EXACT, dict.fromkeys(ticked, TICKED)) == Grade(points, 3.0)


@pytest.mark.parametrize(
    ("ticked", "points"),
    [
        ("", 0),
        ("1", 1),
        ("13", 2),
        ("135", 3),
        ("2", 0),  # never below 0
        ("24", 0),
        ("12", 0),
        ("132", 1),
        ("1352", 2),
        ("1324", 0),
        ("12345", 1),  # all ticked: three right, two wrong
        ("1359", 0),
    ],
)
def test_wrong_ticks_subtract_where_credit_is_shared(ticked, points):
    assert grade(SHARED, dict.fromkeys(ticked, TICKED)) == Grade(points, 3.0)


def test_a_share_of_points_is_rounded_to_something_readable():
    question = Question("q", QuestionKind.MULTIPLE, ("1", "2", "3"), frozenset("123"), 1.0, Credit.PROPORTIONAL)
    assert grade(question, dict.fromkeys("12", TICKED)).points == 0.6667


ticks = st.dictionaries(st.sampled_from(EXACT.options), st.just(TICKED))


@given(ticks)
def test_full_points_are_only_for_the_right_answer(ticked):
    assert grade(SHARED, ticked).is_right == (ticked.keys() == EXACT.right) == grade(EXACT, ticked).is_right


@given(ticks, st.sampled_from(sorted(EXACT.right)))
def test_one_right_tick_more_never_costs_points(ticked, option):
    assert grade(SHARED, ticked | {option: TICKED}).points >= grade(SHARED, ticked).points


@pytest.mark.parametrize(
    ("question", "ticked", "fits"),
    [
        (SINGLE, "", True),
        (SINGLE, "1", True),
        (SINGLE, "12", False),
        (SINGLE, "9", False),
        (EXACT, "12345", True),
        (EXACT, "6", False),
    ],
)
def test_an_answer_is_made_of_the_questions_own_options(question, ticked, fits):
    assert is_answer(question, dict.fromkeys(ticked, TICKED)) is fits


def test_the_score_of_a_test_is_the_sum_of_its_grades():
    assert total([Grade(1.0, 2.0), Grade(0.6667, 1.0), Grade(0.0, 1.0)]) == Grade(1.6667, 4.0)


@pytest.mark.parametrize(
    ("points", "out_of", "pass_mark", "passed"),
    [
        (15, 20, 0.75, True),
        (14.9, 20, 0.75, False),
        (0.7, 1, 0.7, True),
        (2.1, 3, 0.7, True),  # 2.1 / 3 is a hair under 0.7 for a computer
        (0, 0, 0.75, False),  # a test without points
        (20, 20, 1.0, True),
    ],
)
def test_a_test_is_passed_at_the_pass_mark(points, out_of, pass_mark, passed):
    assert is_passed(Grade(points, out_of), pass_mark) is passed


def test_an_empty_test_has_no_share():
    assert Grade(0.0, 0.0).share == 0.0
