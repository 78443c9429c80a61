"""Ordering: steps to be put in their order."""

import pytest

from helpcourse.assessment.grading import Grade, Verdict, grade, is_answer, right_answer, verdicts
from tests.assessment.samples import ALL_STEPS, STEPS, places

# The places that were given to the steps 1, 2, 3 and 4; three neighbours can stand together.
CASES = [
    ("- - - -", 0),
    ("1 2 3 4", 3),
    ("4 3 2 1", 0),  # reversed
    ("4 1 2 3", 2),  # the first one put last
    ("2 3 4 1", 2),  # the last one put first
    ("1 2 4 3", 1),
    ("2 1 3 4", 1),
    ("1 3 2 4", 0),  # the middle changed: no two neighbours are left
    ("3 4 1 2", 2),  # halves
    ("1 2 3 -", 2),  # one not placed
    ("- 2 3 4", 2),
    ("1 - 3 -", 0),
    ("1 - - -", 0),  # one step has no neighbours
    ("1 1 1 1", 0),  # typed without care
    ("1 2 1 2", 2),
    ("1 2 2 3", 2),
    ("2 3 4 5", 0),  # there is no fifth place
    ("0 1 2 3", 0),
    ("1 2 3 4 4", 0),  # nor a fifth step
    ("01 02 03 04", 0),
    ("١ ٢ ٣ ٤", 0),  # digits, but not ours
]


@pytest.mark.parametrize(("given", "points"), CASES)
def test_neighbours_that_stand_together_earn_their_share(given, points):
    assert grade(STEPS, places(given)) == Grade(points, 3.0)


@pytest.mark.parametrize(("given", "points"), CASES)
def test_it_is_all_or_nothing_unless_the_author_says_otherwise(given, points):
    assert grade(ALL_STEPS, places(given)) == Grade(3.0 if points == 3 else 0.0, 3.0)


@pytest.mark.parametrize(
    ("answer", "fits"),
    [
        ({}, True),
        (places("1 1 2 2"), True),  # kept as it was given
        ({"3": "1"}, True),
        ({"3": " "}, True),
        ({"3": "5"}, False),
        ({"5": "1"}, False),
        ({"3": "1st"}, False),
        ({"3": "-1"}, False),
    ],
)
def test_an_answer_gives_places_to_the_questions_own_steps(answer, fits):
    assert is_answer(STEPS, answer) is fits


@pytest.mark.parametrize(
    ("given", "right"),
    [
        ("1 2 3 4", "1234"),
        ("4 1 2 3", "34"),
        ("1 2 4 3", "12"),
        ("- 1 2 3", "34"),
        ("2 3 4 -", "23"),
    ],
)
def test_a_step_is_right_after_its_forerunner(given, right):
    told = verdicts(STEPS, places(given))
    assert "".join(step for step, said in told.items() if said is Verdict.RIGHT) == right


def test_a_step_without_a_place_is_missed():
    assert verdicts(STEPS, places("1 3 - -"))["3"] is Verdict.MISSED
    assert verdicts(STEPS, places("1 3 - -"))["2"] is Verdict.WRONG


def test_the_authors_order_is_the_right_one():
    assert right_answer(STEPS, "kk") == places("1 2 3 4")
