"""When a questionnaire is open, and what of its answers is shown."""

from datetime import date, timedelta

import pytest

from helpcourse.tutoring.evaluation.asked import (
    Fault,
    Kind,
    Option,
    Question,
    fault,
    kept_questions,
    next_id,
    read_questions,
)
from helpcourse.tutoring.evaluation.rules import (
    Bag,
    Box,
    Phase,
    Standing,
    Window,
    kept_bag,
    mean,
    read_bag,
    visible,
    window,
    with_one_more,
)
from helpcourse.tutoring.evaluation.standard import COMPARED, STANDARD

STARTS, ENDS = date(2026, 10, 1), date(2026, 12, 15)
OPTIONS = (Option("1", {"en": "Yes"}), Option("2", {"en": "No"}))
SCALE = Question("1", Kind.SCALE, {"en": "Clear"})
CHOICE = Question("2", Kind.CHOICE, {"en": "Again?"}, OPTIONS)
SEVERAL = Question("3", Kind.SEVERAL, {"en": "Which?"}, OPTIONS)
WORDS = Question("4", Kind.WORDS, {"en": "Else?"})
QUESTIONS = (SCALE, CHOICE, SEVERAL, WORDS)


def filled(count):
    box = Box()
    for number in range(count):
        box = with_one_more(box, QUESTIONS, {"1": ("5",), "4": (f"text {number}",)})
    return box


@pytest.mark.parametrize(
    ("question", "given", "found"),
    [
        (SCALE, ["5"], None),
        (SCALE, ["6"], Fault.NO_OPTION),
        (SCALE, ["1", "2"], Fault.NO_OPTION),
        (CHOICE, [], None),  # every question may be left out
        (CHOICE, ["1", "2"], Fault.NO_OPTION),
        (SEVERAL, ["1", "2"], None),
        (SEVERAL, ["1", "1"], Fault.NO_OPTION),  # nobody counts twice
        (WORDS, ["x" * 2000], None),
        (WORDS, ["x" * 2001], Fault.TOO_LONG),
    ],
)
def test_an_answer_is_one_of_what_is_offered(question, given, found):
    assert fault(question, given) is found


@pytest.mark.parametrize(
    ("phase", "day", "has_finished", "found"),
    [
        (Phase.BEFORE, date(2026, 9, 1), False, Standing.OPEN),  # from joining on
        (Phase.BEFORE, date(2026, 10, 15), False, Standing.OPEN),
        (Phase.BEFORE, date(2026, 10, 16), False, Standing.OVER),
        (Phase.AFTER, date(2026, 12, 7), False, Standing.TO_COME),
        (Phase.AFTER, date(2026, 12, 7), True, Standing.OPEN),  # whoever has finished need not wait
        (Phase.AFTER, date(2026, 12, 8), False, Standing.OPEN),
        (Phase.AFTER, date(2026, 12, 29), False, Standing.OPEN),
        (Phase.AFTER, date(2026, 12, 30), True, Standing.OVER),
    ],
)
def test_a_questionnaire_is_open_around_the_beginning_or_the_end(phase, day, has_finished, found):
    assert window(phase, STARTS, ENDS).standing(day, has_finished=has_finished) is found


def test_a_short_cohort_is_not_asked_for_expectations_after_its_end():
    assert window(Phase.BEFORE, STARTS, STARTS + timedelta(days=3)) == Window(None, STARTS + timedelta(days=3))


@pytest.mark.parametrize(
    ("given", "shown", "shown_at_the_end"),
    [
        (0, 0, 0),
        (4, 0, 0),  # a small group is not shown, the end of the questionnaire makes no difference
        (5, 0, 5),
        (9, 0, 9),
        (10, 5, 10),
        (14, 5, 14),
        (15, 10, 15),
    ],
)
def test_results_are_shown_in_steps_of_five_or_more(given, shown, shown_at_the_end):
    box = filled(given)
    assert (visible(box, is_over=False).answers, visible(box, is_over=True).answers) == (shown, shown_at_the_end)


def test_answers_are_counted_and_texts_lie_in_the_order_of_their_letters():
    box = with_one_more(Box(), QUESTIONS, {"1": ("5",), "3": ("1", "2"), "4": ("Later",)})
    box = with_one_more(box, QUESTIONS, {"1": ("5",), "4": ("Better",)})
    assert box.given.counts["1"] == {"1": 0, "2": 0, "3": 0, "4": 0, "5": 2}
    assert box.given.counts["3"] == {"1": 1, "2": 1}
    assert box.given.words == {"4": ("Better", "Later")}


def test_the_order_of_answers_leaves_no_trace():
    first, second = {"1": ("5",), "2": ("2",), "4": ("B",)}, {"1": ("1",), "4": ("A",)}
    one_way = with_one_more(with_one_more(Box(), QUESTIONS, first), QUESTIONS, second)
    other_way = with_one_more(with_one_more(Box(), QUESTIONS, second), QUESTIONS, first)
    assert str(kept_bag(one_way.given)) == str(kept_bag(other_way.given))


@pytest.mark.parametrize(("counts", "found"), [({"1": 0, "5": 0}, None), ({"1": 1, "5": 1}, 3.0), ({"4": 3}, 4.0)])
def test_the_mean_of_a_scale_counts_its_steps(counts, found):
    assert mean(counts) == found


def test_bags_and_questions_come_back_from_rows_as_they_were():
    bag = filled(3).given
    assert read_bag(kept_bag(bag)) == bag
    assert read_bag(kept_bag(Bag())) == Bag()
    assert read_questions(kept_questions(QUESTIONS)) == QUESTIONS


def test_a_new_question_has_an_id_of_its_own():
    assert next_id(STANDARD[Phase.AFTER]) == "1"
    assert next_id([*STANDARD[Phase.AFTER], SCALE, CHOICE]) == "3"


def test_the_standard_questionnaires_speak_three_languages():
    questions = [*STANDARD[Phase.BEFORE], *STANDARD[Phase.AFTER]]
    wordings = [*(one.wording for one in questions), *(option.wording for one in questions for option in one.options)]
    assert {tuple(wording) for wording in wordings} == {("kk", "ru", "en")}


def test_what_is_compared_is_asked_before_and_after():
    asked = [{question.id for question in questions} for questions in STANDARD.values()]
    assert [set(COMPARED) - ids for ids in asked] == [set(), set()]
