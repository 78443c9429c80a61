"""Decisions about learning: tables of what is missing, of who is admitted, of what is too late."""

from datetime import timedelta

import pytest

from helpcourse.content.compiled import CompiledCourse, LessonOutline, ModuleOutline
from helpcourse.content.model import Completion, Review, TestRules
from helpcourse.learning.rules import (
    Missing,
    PastAttempt,
    Reason,
    admission,
    due_at,
    first_unfinished,
    is_out_of_time,
    may_review,
    missing_steps,
)
from tests.builders import NOW

RULES = TestRules(draw=2, pass_mark=0.5, attempts=2, minutes=30, wait_hours=24)
DAY = timedelta(days=1)
TEST = Missing(Reason.TEST_NOT_PASSED)


def course(completion=None, test=RULES):
    """Two modules with lessons a, b and c."""
    modules = (("m", "ab"), ("n", "c"))
    return CompiledCourse(
        id="x",
        digest="",
        source="en",
        languages=("en",),
        hours=1,
        is_open=True,
        countries=(),
        instruments=(),
        test=test,
        completion=completion or Completion(),
        titles={},
        summaries={},
        modules=tuple(ModuleOutline(id_, {}, tuple(map(lesson, lessons))) for id_, lessons in modules),
        bank=(),
    )


def lesson(id_):
    return LessonOutline(id_, 10, {}, (), ())


def unread(*ids):
    return [Missing(Reason.LESSON_NOT_READ, id_) for id_ in ids]


@pytest.mark.parametrize(
    ("done", "is_passed", "missing"),
    [
        ("", False, [*unread("a", "b", "c"), TEST]),
        ("b", False, [*unread("a", "c"), TEST]),
        ("abc", False, [TEST]),
        ("ab", True, unread("c")),
        ("abc", True, []),
        ("abcz", True, []),  # z has left the course
    ],
)
def test_a_course_asks_for_its_lessons_and_its_test_in_order(done, is_passed, missing):
    assert missing_steps(course(), set(done), is_passed=is_passed) == missing


@pytest.mark.parametrize(
    ("completion", "test", "missing"),
    [
        (Completion(lessons=False), RULES, [TEST]),
        (Completion(test=False), RULES, unread("a", "b", "c")),
        (Completion(), None, unread("a", "b", "c")),  # there is no test to pass
        (Completion(lessons=False, test=False), RULES, []),
    ],
)
def test_the_course_says_what_its_paper_needs(completion, test, missing):
    assert missing_steps(course(completion, test), set(), is_passed=False) == missing


@pytest.mark.parametrize(("done", "lesson_id"), [("", "a"), ("a", "b"), ("b", "a"), ("abc", None)])
def test_one_goes_on_at_the_first_lesson_not_finished(done, lesson_id):
    assert first_unfinished(course(), set(done)) == lesson_id


FAILED, PASSED = PastAttempt(NOW - 2 * DAY, False), PastAttempt(NOW - 2 * DAY, True)
JUST_NOW = PastAttempt(NOW, False)


@pytest.mark.parametrize(
    ("past", "reason", "left"),
    [
        ([], None, 2),
        ([FAILED], None, 1),
        ([FAILED, FAILED], Reason.NO_ATTEMPTS_LEFT, 0),
        ([FAILED, FAILED, FAILED], Reason.NO_ATTEMPTS_LEFT, 0),  # an edition before gave more
        ([PASSED], Reason.ALREADY_PASSED, 1),
        ([FAILED, PASSED], Reason.ALREADY_PASSED, 0),  # not: none left
        ([JUST_NOW], Reason.WAIT, 1),
        ([FAILED, JUST_NOW], Reason.NO_ATTEMPTS_LEFT, 0),  # waiting would be of no use
    ],
)
def test_who_is_admitted_to_a_test(past, reason, left):
    admitted = admission(RULES, past, now=NOW)
    assert (admitted.reason, admitted.attempts_left) == (reason, left)


@pytest.mark.parametrize(
    ("since", "reason"),
    [(DAY - timedelta(seconds=1), Reason.WAIT), (DAY, None)],
)
def test_the_wait_ends_to_the_second(since, reason):
    admitted = admission(RULES, [PastAttempt(NOW - since, False)], now=NOW)
    assert admitted.reason == reason


def test_who_waits_is_told_until_when():
    assert admission(RULES, [JUST_NOW], now=NOW).not_before == NOW + DAY


def test_without_rules_there_is_no_end_to_attempts_and_no_wait():
    free = TestRules(draw=2, pass_mark=0.5, attempts=0, minutes=0, wait_hours=0)
    admitted = admission(free, [JUST_NOW] * 50, now=NOW)
    assert (admitted.reason, admitted.attempts_left) == (None, None)
    assert due_at(free, NOW) is None


def test_a_course_without_a_test_admits_nobody():
    assert admission(None, [], now=NOW).reason is Reason.NO_TEST


@pytest.mark.parametrize(
    ("seconds", "is_late"),
    [(0, False), (1800, False), (1830, False), (1831, True)],  # half an hour, and half a minute on its way
)
def test_answers_on_their_way_at_the_end_still_count(seconds, is_late):
    assert is_out_of_time(due_at(RULES, NOW), now=NOW + timedelta(seconds=seconds)) is is_late


def test_without_a_limit_nothing_is_late():
    assert not is_out_of_time(None, now=NOW + 1000 * DAY)


@pytest.mark.parametrize(
    ("review", "passed", "failed"),
    [(Review.AFTER_SUBMIT, True, True), (Review.AFTER_PASS, True, False), (Review.SCORE_ONLY, False, False)],
)
def test_the_course_says_who_sees_what_was_right(review, passed, failed):
    rules = TestRules(draw=2, pass_mark=0.5, attempts=2, minutes=30, wait_hours=24, review=review)
    assert may_review(rules, is_passed=True) is passed
    assert may_review(rules, is_passed=False) is failed
