"""Decisions about learning: tables of what is missing, of who is admitted, of what is too late."""

from dataclasses import replace
from datetime import timedelta

import pytest

from helpcourse.assessment.grading import Grade
from helpcourse.content.compiled import CaseOutline, CompiledCourse, LessonOutline, ModuleOutline, Test
from helpcourse.content.model import Completion, Counts, Review, TestRules
from helpcourse.learning.rules import (
    Extra,
    Missing,
    PastAttempt,
    Reason,
    admission,
    due_at,
    first_unfinished,
    is_out_of_time,
    may_review,
    missing_steps,
    passed_tests,
    result,
)
from tests.builders import NOW

RULES = TestRules(draw=2, pass_mark=0.5, attempts=2, minutes=30, wait_hours=24)
DAY = timedelta(days=1)
TEST = Missing(Reason.TEST_NOT_PASSED)


def course(completion=None, test=RULES, quiz=None):
    """Two modules with lessons a, b and c; the first may have a quiz."""
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
        modules=tuple(
            ModuleOutline(id_, {}, tuple(map(lesson, lessons)), quiz if id_ == "m" else None)
            for id_, lessons in modules
        ),
        bank=(),
    )


def lesson(id_):
    return LessonOutline(id_, 10, {}, (), ())


def unread(*ids):
    return [Missing(Reason.LESSON_NOT_READ, id_) for id_ in ids]


@pytest.mark.parametrize(
    ("done", "passed", "missing"),
    [
        ("", (), [*unread("a", "b", "c"), TEST]),
        ("b", (), [*unread("a", "c"), TEST]),
        ("abc", (), [TEST]),
        ("ab", [""], unread("c")),
        ("abc", [""], []),
        ("abcz", [""], []),  # z has left the course
    ],
)
def test_a_course_asks_for_its_lessons_and_its_test_in_order(done, passed, missing):
    assert missing_steps(course(), set(done), passed=passed) == missing


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
    assert missing_steps(course(completion, test), set(), passed=()) == missing


QUIZ = Test(RULES, ())


@pytest.mark.parametrize(
    ("completion", "passed", "missing"),
    [
        (
            Completion(quizzes=True),
            (),
            [*unread("a", "b"), Missing(Reason.QUIZ_NOT_PASSED, module_id="m"), *unread("c"), TEST],
        ),
        (Completion(quizzes=True), ("m",), [*unread("a", "b", "c"), TEST]),
        (Completion(), (), [*unread("a", "b", "c"), TEST]),  # the quiz is there, but not needed
        (Completion(lessons=False, test=False, quizzes=True), ("",), [Missing(Reason.QUIZ_NOT_PASSED, module_id="m")]),
    ],
)
def test_a_course_may_ask_for_its_quizzes(completion, passed, missing):
    assert missing_steps(course(completion, quiz=QUIZ), set(), passed=passed) == missing


def test_each_test_is_passed_by_its_own_attempts():
    assert passed_tests(course(quiz=QUIZ), {"m": [PASSED], "": [FAILED]}) == {"m"}
    assert passed_tests(course(quiz=QUIZ), {}) == set()


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


def scored(*points, mark=5):
    """Attempts out of ten, passed with five."""
    return [PastAttempt(NOW - 2 * DAY, each >= mark, Grade(each, 10)) for each in points]


@pytest.mark.parametrize(
    ("counts", "points", "counted", "is_passed"),
    [
        (Counts.BEST, (4, 9, 2), 9, True),
        (Counts.BEST, (3, 4), 4, False),
        (Counts.LAST, (9, 4), 4, False),
        (Counts.LAST, (4, 5), 5, True),
        (Counts.FIRST, (4, 10), 4, False),
        (Counts.FIRST, (5, 0), 5, True),
        (Counts.MEAN, (4, 6), 5, True),  # the pass mark is reached to the point
        (Counts.MEAN, (4, 5.9), 4.95, False),
        (Counts.MEAN, (1, 1, 1, 10), 3.25, False),
        (Counts.MEAN, (0.1, 0.2, 14.7), 5, True),  # a rounding error fails nobody
    ],
)
def test_the_rules_say_which_attempt_counts(counts, points, counted, is_passed):
    reached = result(replace(RULES, counts=counts), scored(*points))
    assert (reached.grade, reached.is_passed) == (Grade(counted, 10), is_passed)


def test_the_mean_is_one_of_shares():
    attempts = [PastAttempt(NOW, True, Grade(10, 10)), PastAttempt(NOW, False, Grade(0, 20))]
    assert result(replace(RULES, counts=Counts.MEAN), attempts).grade == Grade(10, 20)


def test_an_attempt_that_passed_by_an_older_mark_stays_the_best():
    attempts = [*scored(4, mark=3), *scored(4.5)]
    assert result(RULES, attempts).is_passed


def test_before_the_first_attempt_there_is_no_result():
    assert result(RULES, []) is None


@pytest.mark.parametrize(
    ("counts", "points", "reason"),
    [
        (Counts.BEST, (5,), Reason.ALREADY_PASSED),
        (Counts.LAST, (5,), Reason.ALREADY_PASSED),
        (Counts.MEAN, (2, 6), None),  # passed the last, but not all together
        (Counts.FIRST, (2, 9), None),
    ],
)
def test_who_has_passed_by_what_counts_is_not_admitted_again(counts, points, reason):
    rules = replace(RULES, counts=counts, attempts=0)
    assert admission(rules, scored(*points), now=NOW).reason == reason


def test_an_extra_attempt_opens_the_test_again():
    admitted = admission(RULES, [FAILED, FAILED], extra=Extra(attempts=1), now=NOW)
    assert (admitted.reason, admitted.attempts_left) == (None, 1)


def test_extra_time_moves_the_end():
    assert due_at(RULES, NOW, Extra(minutes=15)) == NOW + timedelta(minutes=45)
    assert due_at(replace(RULES, minutes=0), NOW, Extra(minutes=15)) is None


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


def test_case_studies_are_missing_for_who_learns_in_a_cohort_only():
    completion = Completion(lessons=False, test=False, cases=True)
    with_case = replace(course(completion).modules[0].lessons[0], cases=(CaseOutline("c", (3.0,)),))
    module = replace(course(completion).modules[0], lessons=(with_case,))
    tutored = replace(course(completion), modules=(module,))
    missing = [Missing(Reason.CASE_NOT_ACCEPTED, with_case.id, block_id="c")]
    assert missing_steps(tutored, (), passed=(), accepted=set()) == missing
    assert missing_steps(tutored, (), passed=(), accepted={(with_case.id, "c")}) == []
    assert missing_steps(tutored, (), passed=()) == []
