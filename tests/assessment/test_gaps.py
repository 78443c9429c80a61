"""Gaps in a text: chosen and typed."""

import pytest

from helpcourse.assessment.grading import Grade, Verdict, grade, is_answer, right_answer, verdicts
from helpcourse.assessment.questions import Credit, Gap, Question, QuestionKind, Typed
from tests.assessment.samples import ALL_GAPS, GAPS, JUDGE, places

CHOSEN = Question("gaps", QuestionKind.GAPS, (), frozenset(), 3.0, Credit.PROPORTIONAL, gaps=(Gap(4), Gap(2), Gap(3)))
TYPED = Question("gaps", QuestionKind.GAPS, (), frozenset(), 3.0, Credit.PROPORTIONAL, gaps=(
    Gap(typed=JUDGE), Gap(typed=Typed({"en": ("thirty", "30")})), Gap(typed=Typed({"kk": ("Құқық",)}, True))
))  # fmt: skip


@pytest.mark.parametrize(
    ("chosen", "points"),
    [
        ("- - -", 0),
        ("1 1 1", 3),  # the author's first is right
        ("1 - -", 1),
        ("- 1 1", 2),
        ("2 2 2", 0),
        ("4 1 3", 1),
        ("1 2 1", 2),
        ("1 1 4", 0),  # the third has three choices
        ("5 1 1", 0),
        ("0 1 1", 0),
        ("1 1 ten", 0),  # words where one is chosen
        ("1 1 1 1", 0),  # no fourth gap
        ("01 1 1", 0),
    ],
)
def test_each_gap_that_is_chosen_right_earns_its_share(chosen, points):
    assert grade(CHOSEN, places(chosen)) == Grade(points, 3.0)


@pytest.mark.parametrize(
    ("answer", "points"),
    [
        ({}, 0),
        ({"1": "judge", "2": "thirty", "3": "Құқық"}, 3),
        ({"1": "THE  JUDGE", "2": "«30»", "3": "Құқық"}, 3),
        ({"1": "Судья", "2": "thirty", "3": "Құқық"}, 3),  # in another language
        ({"1": "judge", "2": "thirty", "3": "құқық"}, 2),  # letters count there
        ({"1": "judge", "2": "thirty", "3": "Кукык"}, 2),
        ({"1": "judge", "2": " ", "3": "Құқық"}, 2),
        ({"1": "judge", "2": "1", "3": "1"}, 1),  # no choices here
        ({"2": "judge", "1": "thirty"}, 0),  # each word belongs to its gap
        ({"1": "a" * 1_001, "2": "thirty"}, 0),
        ({"1": "judge", "4": "thirty"}, 0),
        ({"text": "judge"}, 0),
        ({"1": "-", "2": "-", "3": "-"}, 0),
    ],
)
def test_each_gap_that_is_typed_right_earns_its_share(answer, points):
    assert grade(TYPED, answer) == Grade(points, 3.0)


@pytest.mark.parametrize(
    ("answer", "points"),
    [
        ({"1": "1", "2": "judge", "3": "1"}, 3),
        ({"1": "1", "2": "the Judge", "3": "2"}, 2),
        ({"1": "judge", "2": "judge", "3": "1"}, 0),
    ],
)
def test_a_text_can_have_both(answer, points):
    assert grade(GAPS, answer) == Grade(points, 3.0)
    assert grade(ALL_GAPS, answer) == Grade(3.0 if points == 3 else 0.0, 3.0)


@pytest.mark.parametrize(
    ("answer", "fits"),
    [
        ({}, True),
        ({"2": "any words"}, True),
        ({"2": "\ud800"}, False),
        ({"1": "3"}, True),
        ({"1": ""}, True),  # nothing chosen in this list
        ({"1": "4"}, False),
        ({"4": "1"}, False),
    ],
)
def test_an_answer_fills_the_questions_own_gaps(answer, fits):
    assert is_answer(GAPS, answer) is fits


def test_something_is_told_of_every_gap():
    assert verdicts(GAPS, {"1": "1", "2": "jury"}) == {"1": Verdict.RIGHT, "2": Verdict.WRONG, "3": Verdict.MISSED}


@pytest.mark.parametrize(("language", "shown"), [("en", "judge"), ("kk", "судья"), ("ru", "judge")])
def test_every_gap_is_shown_filled(language, shown):
    assert right_answer(GAPS, language) == {"1": "1", "2": shown, "3": "1"}
