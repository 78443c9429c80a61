"""What is told of a question, and of how many attempts it takes to tell it."""

import pytest

from helpcourse.assessment.flags import Flag, FlagKind, flags
from helpcourse.assessment.items import analysis, unasked
from helpcourse.assessment.questions import Question, QuestionKind
from helpcourse.assessment.sheets import Tally
from tests.assessment.counting import EDITION, add

BAN = Question("ban", QuestionKind.SINGLE, ("1", "2", "3"), frozenset({"1"}))
WORTH = {EDITION: {"ban": 1.0, "rest": 3.0}}


def answers(right, wrong, *, rest):
    """So many right and wrong answers; `rest`: what these people reach in the rest of the test."""
    return [{"ban": (1.0, "1"), "rest": rest}] * right + [
        {"ban": (0.0, "2" if number % 2 else "3"), "rest": rest} for number in range(wrong)
    ]


def told(*groups, question=BAN):
    tally = Tally()
    for language, attempts in groups:
        add(tally, attempts, 4.0, language=language)
    return flags(analysis(tally, WORTH).items["ban"], question, {EDITION})


@pytest.mark.parametrize(
    ("weak", "strong", "kinds"),
    [
        ((5, 15), (15, 5), []),
        ((15, 5), (5, 15), [FlagKind.REVERSED]),
        ((12, 8), (8, 12), [FlagKind.REVERSED]),
        ((11, 9), (10, 10), [FlagKind.WEAK]),  # that little may be chance
        ((10, 10), (10, 10), [FlagKind.WEAK]),
        ((9, 11), (11, 9), []),  # 10 %, but it may as well be 26 %
        ((2, 18), (5, 15), [FlagKind.TOO_HARD]),
        ((19, 1), (20, 0), [FlagKind.TOO_EASY]),
        ((20, 0), (20, 0), [FlagKind.TOO_EASY]),
        ((5, 9), (10, 5), [FlagKind.FEW]),  # 29 attempts
    ],
)
def test_what_is_odd_is_told(weak, strong, kinds):
    found = told(("kk", answers(*weak, rest=0.5) + answers(*strong, rest=2.5)))
    assert [flag.kind for flag in found] == kinds


@pytest.mark.parametrize(("right", "lured", "is_told"), [(4, 16, True), (9, 11, False), (16, 4, False)])
def test_an_option_that_lures_the_strong_is_named(right, lured, is_told):
    strong = [{"ban": (1.0, "1"), "rest": 2.5}] * right + [{"ban": (0.0, "3"), "rest": 2.5}] * lured
    found = told(("kk", answers(10, 10, rest=0.5) + strong))
    assert (Flag(FlagKind.LURE, ("3",)) in found) == is_told


def test_a_translation_that_is_harder_for_equals_is_told_with_its_figures():
    kazakh = answers(3, 12, rest=0.5) + answers(10, 5, rest=2.5)
    russian = answers(10, 5, rest=0.5) + answers(15, 0, rest=2.5)
    found = told(("kk", kazakh), ("ru", russian))
    assert [flag for flag in found if flag.kind is FlagKind.LANGUAGES] == [
        Flag(FlagKind.LANGUAGES, harder="kk", harder_share=13 / 30, easier="ru", easier_share=25 / 30)
    ]


def test_a_language_in_which_weaker_people_answer_is_no_fault_of_the_translation():
    kazakh = answers(5, 25, rest=0.5)
    russian = answers(1, 5, rest=0.5) + answers(25, 5, rest=2.5)
    assert FlagKind.LANGUAGES not in [flag.kind for flag in told(("kk", kazakh), ("ru", russian))]


def test_a_few_people_say_nothing_of_a_translation():
    russian = answers(15, 15, rest=0.5) + answers(15, 15, rest=2.5)
    assert FlagKind.LANGUAGES not in [flag.kind for flag in told(("kk", answers(0, 19, rest=0.5)), ("ru", russian))]


def test_options_that_nobody_chose_are_named():
    attempts = [{"ban": (1.0, "1"), "rest": 2.5}] * 20 + [{"ban": (0.0, "3"), "rest": 0.5}] * 10
    assert told(("kk", attempts)) == [Flag(FlagKind.UNCHOSEN, ("2",))]


def test_what_was_chosen_from_other_options_is_not_held_against_these():
    tally = Tally()
    add(tally, answers(10, 10, rest=0.5) + answers(4, 16, rest=2.5), 4.0)
    found = flags(analysis(tally, WORTH).items["ban"], BAN, {EDITION + 1})
    assert {flag.kind for flag in found} & {FlagKind.LURE, FlagKind.UNCHOSEN} == set()


def test_of_a_question_that_nobody_was_asked_nothing_is_told():
    assert flags(unasked("ban"), BAN, {EDITION}) == []
