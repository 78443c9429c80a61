"""An essay: kept for a tutor, and not graded by a machine."""

import pytest

from helpcourse.assessment.grading import Grade, grade, is_answer, is_decided, is_passed, right_answer, total, verdicts
from tests.assessment.samples import ESSAY, SINGLE, ticks


@pytest.mark.parametrize(
    ("answer", "awaits_review"),
    [
        ({}, False),
        ({"text": ""}, False),
        ({"text": " \n\t"}, False),
        ({"text": "\u200b\ufeff"}, False),  # nothing that can be seen
        ({"text": "."}, True),
        ({"text": "The ban is absolute."}, True),
        ({"text": "Тыйым салу абсолютті.\n\nЖоқ."}, True),
        ({"text": "😀"}, True),
        ({"text": "a" * 20_000}, True),
        ({"text": "a" * 20_001}, False),
        ({"text": "a\x00b"}, False),
        ({"text": "\udfff"}, False),
        ({"1": "x"}, False),
        ({"text": "Words", "1": "x"}, False),
    ],
)
def test_what_was_written_awaits_a_tutor(answer, awaits_review):
    assert grade(ESSAY, answer) == Grade(0.0, 5.0, awaits=5.0 if awaits_review else 0.0)


@pytest.mark.parametrize(("length", "fits"), [(20_000, True), (20_001, False)])
def test_an_essay_may_be_long(length, fits):
    assert is_answer(ESSAY, {"text": "a" * length}) is fits


@pytest.mark.parametrize(
    ("points", "awaits", "passed", "decided"),
    [
        (6.0, 4.0, True, True),  # whatever the tutor gives
        (3.0, 4.0, False, False),
        (2.0, 4.0, False, False),  # all of them would just do
        (1.0, 4.0, False, True),  # not even all of them would do
        (5.0, 0.0, False, True),
    ],
)
def test_a_test_is_decided_when_no_tutor_can_change_it(points, awaits, passed, decided):
    score = Grade(points, 10.0, awaits)
    assert (is_passed(score, 0.6), is_decided(score, 0.6)) == (passed, decided)


def test_nothing_is_told_of_it():
    assert verdicts(ESSAY, {"text": "The ban is absolute."}) == {}
    assert right_answer(ESSAY, "kk") == {}


def test_a_test_awaits_review_with_its_essay():
    chosen, written = grade(SINGLE, ticks("2")), grade(ESSAY, {"text": "The ban is absolute."})
    assert total([chosen, written]) == Grade(3.0, 8.0, awaits=5.0)
    assert not total([chosen, grade(ESSAY, {})]).awaits_review
