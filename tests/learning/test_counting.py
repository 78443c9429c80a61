"""Late answers that somebody lets count: a new grade, with who and why."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from helpcourse.errors import ConflictError
from helpcourse.learning import attempts
from helpcourse.learning.counting import let_count
from helpcourse.learning.models import Grade
from helpcourse.learning.queries import attempts_of, get_attempt
from helpcourse.learning.uncounted import counting_answers, uncounted_answers
from helpcourse.messages.models import Mail, MailKind
from tests.builders import NOW, ticks
from tests.small_course import BANK

SINGLE, MULTIPLE = BANK
TOO_LATE = NOW + timedelta(hours=1)
THEN = NOW + timedelta(days=1)


@pytest.fixture
def attempt(session, small, enrolment, aigerim):
    """Its answers came an hour late: a wrong one, then the right one to the same question."""
    mine = get_attempt(session, aigerim.id, attempts.begin(session, enrolment, small, seed=1, now=NOW))
    question = attempts.questions_of(mine, small)[SINGLE]
    for option, minutes in [("2", 0), ("1", 1)]:
        now = TOO_LATE + timedelta(minutes=minutes)
        attempts.save_answer(session, mine, question, ticks(option), seen=0, language="kk", now=now)
    return mine


@pytest.fixture
def close(session, small, attempt):
    return lambda: attempts.submit(session, attempt.id, small, now=TOO_LATE)


@pytest.fixture
def count(session, small, attempt, dana):
    def once(*numbers):
        which = [(SINGLE, number) for number in numbers]
        return let_count(session, attempt.id, small, which, by_id=dana.id, reason="The line was cut.", now=THEN)

    return once


def test_what_is_let_count_is_graded_with_who_and_why_beside_the_old_grade(session, close, count, dana):
    close()
    assert count(2)
    first, second = session.scalars(select(Grade).order_by(Grade.number)).all()
    assert (first.points, first.reason) == (0, "")
    assert (second.points, second.is_passed, second.graded_at) == (1, True, THEN)
    assert (second.graded_by_id, second.reason) == (dana.id, "The line was cut.")


def test_the_last_grade_counts_and_the_answer_with_it(session, enrolment, attempt, close, count):
    close()
    count(2)
    (result,) = attempts_of(session, enrolment)
    assert (result.points, result.is_passed, result.reason) == (1, True, "The line was cut.")
    assert counting_answers(session, attempt.id)[SINGLE].given == ticks("1")
    assert [answer.is_counted for answer in uncounted_answers(session, attempt.id)] == [False, True]


@pytest.mark.parametrize(("numbers", "points"), [([1], 0), ([1, 2], 1), ([2, 1], 1)])
def test_of_two_answers_to_a_question_the_later_wins(session, close, count, numbers, points):
    close()
    count(*numbers)
    assert session.scalars(select(Grade.points).where(Grade.number == 2)).one() == points


def test_pressed_twice_it_is_graded_once(session, close, count):
    close()
    assert [count(2), count(2)] == [True, False]
    assert len(session.scalars(select(Grade.number)).all()) == 2


def test_the_learner_is_told_by_mail(session, close, count):
    close()
    count(2)
    assert len(session.scalars(select(Mail).where(Mail.kind == MailKind.ATTEMPT_RESULT)).all()) == 2


def test_nothing_is_let_count_while_the_attempt_is_open(count):
    with pytest.raises(ConflictError, match="attempt_open"):
        count(2)


def test_what_is_not_there_does_not_count(session, close, count):
    close()
    assert not count(7)
    assert session.scalars(select(Grade.number)).all() == [1]
