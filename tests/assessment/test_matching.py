"""Matching: each term to what belongs to it."""

import pytest

from helpcourse.assessment.grading import Grade, Verdict, grade, is_answer, right_answer, verdicts
from tests.assessment.samples import ALL_PAIRS, PAIRS, places

# What was chosen for the terms 1, 2 and 3.
CASES = [
    ("- - -", 0),
    ("1 2 3", 3),
    ("1 - -", 1),
    ("- 2 3", 2),
    ("1 3 2", 1),  # two of them changed places
    ("2 3 1", 0),  # all of them did
    ("2 1 3", 1),
    ("1 1 1", 1),  # one match for all
    ("3 3 3", 1),
    ("1 2 2", 2),
    ("- - 1", 0),
    ("1 2 4", 0),  # there is no fourth
    ("1 2 0", 0),
    ("1 2 x", 0),
    ("1 2 3 3", 0),  # nor a fourth term
]


@pytest.mark.parametrize(("chosen", "points"), CASES)
def test_each_right_pair_earns_its_share(chosen, points):
    assert grade(PAIRS, places(chosen)) == Grade(points, 3.0)


@pytest.mark.parametrize(("chosen", "points"), CASES)
def test_it_is_all_or_nothing_where_the_author_says_so(chosen, points):
    assert grade(ALL_PAIRS, places(chosen)) == Grade(3.0 if points == 3 else 0.0, 3.0)


@pytest.mark.parametrize(
    ("answer", "fits"),
    [
        ({}, True),
        ({"1": "1", "2": "1"}, True),  # kept as it was given
        ({"1": ""}, True),  # nothing chosen in this list
        ({"1": "4"}, False),
        ({"4": "1"}, False),
        ({"text": "1"}, False),
        ({"1": "x"}, False),
    ],
)
def test_an_answer_is_made_of_the_questions_own_pairs(answer, fits):
    assert is_answer(PAIRS, answer) is fits


def test_something_is_told_of_every_term():
    assert verdicts(PAIRS, places("1 3 -")) == {"1": Verdict.RIGHT, "2": Verdict.WRONG, "3": Verdict.MISSED}


def test_what_does_not_fit_is_wrong():
    assert verdicts(PAIRS, {"1": "9"}) == {"1": Verdict.WRONG, "2": Verdict.MISSED, "3": Verdict.MISSED}


def test_each_term_belongs_to_its_own_match():
    assert right_answer(PAIRS, "kk") == places("1 2 3")
