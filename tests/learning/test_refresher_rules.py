"""Which questions wait, and since when."""

from datetime import timedelta

import pytest

from helpcourse.learning.refresher.rules import look_again, next_mail, outlook, remembered
from helpcourse.learning.rules import Try
from tests.builders import NOW

DAY = timedelta(days=1)


def tries(*shares, every=3 * DAY, at=NOW):
    """Answers at such intervals, the first now."""
    return [Try(at + number * every, share) for number, share in enumerate(shares)]


def days_until_due(given, now=NOW):
    return (remembered(given, now=now).due_at - given[-1].at).days


def test_what_was_never_answered_is_not_remembered():
    assert remembered([], now=NOW) is None


def test_what_was_known_comes_later_than_what_was_not():
    assert days_until_due(tries(1)) > days_until_due(tries(0))


def test_what_was_known_in_part_lies_between():
    assert days_until_due(tries(1, 0)) <= days_until_due(tries(1, 0.5)) < days_until_due(tries(1, 1))


def test_each_right_answer_in_time_makes_the_wait_longer():
    waits = [days_until_due(tries(*[1] * count, every=14 * DAY)) for count in range(1, 5)]
    assert waits == sorted(set(waits))


def test_nobody_waits_longer_than_a_year():
    assert days_until_due(tries(*[1] * 30, every=365 * DAY)) == 365


def test_a_second_try_after_the_feedback_says_nothing_about_memory():
    at_once = [*tries(0), Try(NOW + timedelta(minutes=2), 1)]
    assert remembered(at_once, now=NOW) == remembered(tries(0), now=NOW)


def test_recall_fades():
    chances = [remembered(tries(1), now=NOW + days * DAY).recall for days in (0, 10, 100)]
    assert chances == sorted(chances, reverse=True)
    assert chances[0] == 1


def test_the_most_forgotten_comes_first_and_the_unknown_last():
    questions = {"new": [], "weak": tries(0), "strong": tries(1, 1, 1), "fresh": tries(1, at=NOW + 40 * DAY)}
    assert outlook(questions, now=NOW + 40 * DAY).waiting == ["weak", "strong", "new"]


def test_nothing_waits_just_after_it_was_answered():
    assert outlook({"a": tries(1), "b": tries(0)}, now=NOW).waiting == []


def test_the_next_question_falls_due_when_the_first_of_the_others_does():
    questions = {"weak": tries(0), "strong": tries(1, 1)}
    assert outlook(questions, now=NOW).next_due == remembered(tries(0), now=NOW).due_at


@pytest.mark.parametrize("questions", [{}, {"new": []}])
def test_where_nothing_was_answered_nothing_falls_due(questions):
    assert outlook(questions, now=NOW).next_due is None


def test_mails_come_as_often_as_was_wished():
    assert next_mail(14, now=NOW) == NOW + 14 * DAY
    assert next_mail(None, now=NOW) is None


def test_one_looks_again_when_something_falls_due_and_a_day_later_at_the_soonest():
    assert look_again(None, now=NOW) == NOW + DAY
    assert look_again(NOW + 9 * DAY, now=NOW) == NOW + 9 * DAY
