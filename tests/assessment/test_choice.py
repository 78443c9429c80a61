"""Single and multiple choice, and true or false."""

import pytest

from helpcourse.assessment.grading import Grade, Verdict, grade, is_answer, right_answer, verdicts
from helpcourse.assessment.questions import Credit, Question, QuestionKind
from tests.assessment.samples import EXACT, SHARED, SINGLE, TRUE_OR_FALSE, ticks


@pytest.mark.parametrize(
    ("answer", "points"),
    [
        ({}, 0),
        ({"1": "x"}, 0),
        ({"2": "x"}, 3),
        ({"1": "x", "2": "x"}, 0),  # both is none
        ({"2": ""}, 0),  # an empty field
        ({"1": "", "2": "x"}, 3),  # beside an empty field
        ({"2": "1"}, 0),  # no tick of ours
        ({"2": "X"}, 0),
        ({"2": "true"}, 0),
        ({"true": "x"}, 0),
        ({"3": "x"}, 0),
        ({"0": "x"}, 0),
        ({"02": "x"}, 0),
        ({"2": "x", "3": "x"}, 0),  # what does not fit spoils the rest
    ],
)
def test_true_or_false_is_one_of_two(answer, points):
    assert grade(TRUE_OR_FALSE, answer) == Grade(points, 3.0)


@pytest.mark.parametrize(
    ("ticked", "points"),
    [
        ("", 0),
        ("1", 0),
        ("2", 3),
        ("3", 0),
        ("12", 0),  # one tick only
        ("23", 0),
        ("13", 0),
        ("123", 0),
        ("4", 0),  # no such option
        ("24", 0),
        ("x", 0),
        ("0", 0),
        ("²", 0),
    ],
)
def test_a_single_choice_is_right_or_wrong(ticked, points):
    assert grade(SINGLE, ticks(ticked)) == Grade(points, 3.0)


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
    assert grade(EXACT, ticks(ticked)) == Grade(points, 3.0)


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
    assert grade(SHARED, ticks(ticked)) == Grade(points, 3.0)


def test_a_share_of_points_is_rounded_to_something_readable():
    question = Question("q", QuestionKind.MULTIPLE, ("1", "2", "3"), frozenset("123"), 1.0, Credit.PROPORTIONAL)
    assert grade(question, ticks("12")).points == 0.6667


@pytest.mark.parametrize(
    ("points", "options", "earned"),
    [
        (0.1, "123", 0.0333),
        (0.3, "1234567", 0.0429),
        (2.5, "123", 0.8333),
        (0.3, "1234567890abcdef", 0.0188),  # 0.01875: a float is a hair off, and may fall to either side
        (0.7, "1234567890abcdef", 0.0438),  # 0.04375
        (100.0, "123", 33.3333),
    ],
)
def test_a_share_is_counted_in_decimals(points, options, earned):
    question = Question("q", QuestionKind.MULTIPLE, tuple(options), frozenset(options), points, Credit.PROPORTIONAL)
    assert grade(question, ticks("1")).points == earned


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
    assert is_answer(question, ticks(ticked)) is fits


def test_it_is_told_of_each_option_what_is_to_be_told():
    told = {"1": Verdict.RIGHT, "2": Verdict.WRONG, "3": Verdict.MISSED, "5": Verdict.MISSED}
    assert verdicts(EXACT, ticks("12")) == told  # nothing of 4, which was rightly left alone


def test_the_right_options_are_the_right_answer():
    assert right_answer(SHARED, "kk") == ticks("135")
