"""Decisions about case studies."""

from datetime import timedelta

import pytest

from helpcourse.tutoring.cases.rules import (
    Decision,
    Paragraph,
    Passage,
    Stretch,
    Waiting,
    WorkState,
    are_points,
    is_for,
    is_passage,
    is_ready,
    is_to_be_told,
    may_take_back,
    outcome,
    paragraphs,
    queue_key,
    quoted,
    result,
    stretches,
)
from tests.builders import NOW

WORK = [Paragraph(1, "Негіз 4 наурызда пайда болды."), Paragraph(2, "Сотқа шағым.")]


def test_lines_that_say_something_are_numbered():
    assert paragraphs("Негіз 4 наурызда пайда болды.\n\n  Сотқа шағым. \n") == WORK


@pytest.mark.parametrize(
    ("passage", "is_there"),
    [
        (Passage(1), True),
        (Passage(1, 6, 17), True),
        (Passage(1, 6, 600), False),
        (Passage(1, 6, 6), False),
        (Passage(1, 6), False),  # neither a whole paragraph nor a part of it
        (Passage(3), False),
        (Passage(0), False),
    ],
)
def test_a_passage_lies_within_a_paragraph(passage, is_there):
    assert is_passage(passage, WORK) is is_there


def test_a_passage_is_quoted_and_a_whole_paragraph_is_not():
    assert [quoted(Passage(1, 6, 16), WORK), quoted(Passage(1), WORK)] == ["4 наурызда", ""]


def test_a_paragraph_is_cut_where_comments_overlap():
    cut = stretches(Paragraph(1, "абвгд"), [Passage(1, 0, 3), Passage(1, 2, 4), Passage(1), Passage(2, 0, 1)])
    assert cut == [Stretch("аб", (1,)), Stretch("в", (1, 2)), Stretch("г", (2,)), Stretch("д")]


@pytest.mark.parametrize(
    ("state", "is_begun", "due_at", "may"),
    [
        (WorkState.HANDED_IN, False, None, True),
        (WorkState.HANDED_IN, False, NOW + timedelta(hours=1), True),
        (WorkState.HANDED_IN, False, NOW - timedelta(hours=1), False),  # it could not come back in time
        (WorkState.HANDED_IN, True, None, False),
        (WorkState.ACCEPTED, False, None, False),
    ],
)
def test_a_work_is_taken_back_before_anybody_reviews_it(state, is_begun, due_at, may):
    assert may_take_back(state, is_begun=is_begun, due_at=due_at, now=NOW) is may


@pytest.mark.parametrize(
    ("points", "fit"), [([3, None], True), ([3.5, 0], False), ([-1, 0], False), ([3], False), ([0, 0.5], True)]
)
def test_points_fit_the_rubric(points, fit):
    assert are_points(points, [3, 2]) is fit


@pytest.mark.parametrize(
    ("decision", "points", "has_words", "ready"),
    [
        (Decision.ACCEPT, [3, 2], False, True),
        (Decision.ACCEPT, [3, None], True, False),
        (Decision.ACCEPT, [], True, False),
        (Decision.RETURN, [None, None], True, True),
        (Decision.RETURN, [3, 2], False, False),  # the learner would not know what to revise
        (None, [3, 2], True, False),
    ],
)
def test_a_review_is_ready_when_it_says_enough(decision, points, has_words, ready):
    assert is_ready(decision, points, has_words=has_words) is ready


def test_a_work_is_accepted_if_all_reviewers_accept_it():
    assert outcome([Decision.ACCEPT, Decision.ACCEPT]) is Decision.ACCEPT
    assert outcome([Decision.ACCEPT, Decision.RETURN]) is Decision.RETURN


@pytest.mark.parametrize(("given", "points"), [([[3, 2]], 5), ([[3, 2], [2, 2]], 4.5), ([[3, None]], None), ([], None)])
def test_the_points_of_two_reviewers_are_averaged(given, points):
    assert result(given) == points


def test_a_work_goes_first_to_who_reads_its_language():
    ours = Waiting(NOW, "kk", frozenset({"kk", "ru"}))
    older = Waiting(NOW - timedelta(days=9), "ru", frozenset({"kk", "ru"}))
    nobodys = Waiting(NOW - timedelta(days=1), "en", frozenset({"kk", "ru"}))
    assert sorted([older, ours, nobodys], key=lambda one: queue_key(one, {"kk"})) == [nobodys, ours, older]
    assert [is_for(one, {"kk"}) for one in (ours, older, nobodys)] == [True, False, True]


def test_tutors_are_told_of_several_works_together():
    assert is_to_be_told([NOW - timedelta(minutes=31), NOW], now=NOW)
    assert not is_to_be_told([NOW - timedelta(minutes=29), NOW], now=NOW)
