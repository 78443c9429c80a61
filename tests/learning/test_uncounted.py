"""Answers that came too late: kept once, with when they were given and came, and without effect on the score."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from helpcourse.learning import attempts
from helpcourse.learning.models import Grade, WhyUncounted
from helpcourse.learning.queries import get_attempt, saved_answers
from helpcourse.learning.uncounted import MOST, keep, settle, uncounted_answers
from tests.builders import NOW, ticks
from tests.small_course import BANK

SINGLE, MULTIPLE = BANK
TOO_LATE = NOW + timedelta(hours=1)


@pytest.fixture
def attempt(session, small, enrolment, aigerim):
    return get_attempt(session, aigerim.id, attempts.begin(session, enrolment, small, seed=1, now=NOW))


@pytest.fixture
def save(session, small, attempt):
    """save("ban-1", "1", seen=0) an hour after the attempt of half an hour was begun."""
    questions = attempts.questions_of(attempt, small)

    def answer(question, *options, seen=0, now=TOO_LATE, given_at=None):
        given = ticks(*options)
        return attempts.save_answer(
            session, attempt, questions[question], given, seen=seen, language="kk", now=now, given_at=given_at
        )

    return answer


@pytest.fixture
def late(session, attempt):
    return lambda: uncounted_answers(session, attempt.id)


@pytest.fixture
def logged_out(session, attempt):
    """logged_out("1") answers the first question when the log-in has ended."""

    def answer(*options, now=NOW):
        given, why = ticks(*options), WhyUncounted.LOGGED_OUT
        keep(session, attempt.id, SINGLE, given, why=why, language="kk", given_at=None, now=now)

    return answer


def test_a_late_answer_is_kept_with_when_it_was_given_and_came(save, late):
    save(SINGLE, "1", given_at=NOW + timedelta(minutes=20))
    (kept,) = late()
    assert (kept.question_id, kept.given, kept.why) == (SINGLE, ticks("1"), WhyUncounted.OUT_OF_TIME)
    assert (kept.given_at, kept.came_at) == (NOW + timedelta(minutes=20), TOO_LATE)
    assert not kept.is_counted


@pytest.mark.parametrize(
    ("claimed", "kept_as"),
    [
        (NOW - timedelta(days=900), NOW),  # not before the attempt
        (TOO_LATE + timedelta(days=1), TOO_LATE),  # nor after it came
        (None, None),
    ],
)
def test_a_device_that_tells_nonsense_is_not_believed(save, late, claimed, kept_as):
    save(SINGLE, "1", given_at=claimed)
    assert late()[0].given_at == kept_as


def test_a_late_answer_sent_twice_is_kept_once(save, late):
    save(SINGLE, "1")
    save(SINGLE, "1", now=TOO_LATE + timedelta(minutes=1))
    assert [(answer.number, answer.came_at) for answer in late()] == [(1, TOO_LATE)]


def test_all_that_came_late_are_kept_in_their_order(save, late):
    save(SINGLE, "1")
    save(MULTIPLE, "1", "3")
    save(SINGLE, "2", now=TOO_LATE + timedelta(minutes=1))
    assert [(answer.question_id, answer.number) for answer in late()] == [(SINGLE, 1), (MULTIPLE, 1), (SINGLE, 2)]


def test_there_is_an_end_to_what_is_kept(save, late):
    for number in range(MOST + 2):
        save(SINGLE, str(number % 2 + 1))
    assert len(late()) == MOST


def test_a_late_answer_has_no_effect_by_itself(session, small, attempt, save):
    save(SINGLE, "1")
    attempts.submit(session, attempt.id, small, now=TOO_LATE)
    assert saved_answers(session, attempt.id) == {}
    assert session.scalars(select(Grade.points)).all() == [0]


def test_an_answer_taken_back_late_leaves_what_was_saved(save, late):
    save(SINGLE, "1", now=NOW)
    save(SINGLE, seen=1)
    assert late() == []


def test_what_somebody_logged_out_sent_is_kept_until_they_choose_anew(session, attempt, late, logged_out):
    logged_out("2")
    assert [answer.why for answer in late()] == [WhyUncounted.LOGGED_OUT]
    settle(session, attempt.id, SINGLE, now=TOO_LATE)
    assert late() == []


def test_what_was_settled_may_come_again(session, attempt, late, logged_out):
    logged_out("2")
    settle(session, attempt.id, SINGLE, now=TOO_LATE)
    logged_out("2", now=TOO_LATE)
    assert [answer.came_at for answer in late()] == [TOO_LATE]


def test_what_came_late_is_not_settled_by_the_learner(session, attempt, save, late):
    save(SINGLE, "1")
    settle(session, attempt.id, SINGLE, now=TOO_LATE)
    assert len(late()) == 1
