"""Regrades at the same moment as others, and as attempts are submitted: nobody is graded by half of them."""

import pytest
from sqlalchemy import select

from helpcourse.learning import attempts
from helpcourse.learning.actions import enrol
from helpcourse.learning.counting import let_count
from helpcourse.learning.models import Grade
from helpcourse.learning.queries import get_attempt
from helpcourse.learning.regrading.actions import regrade
from helpcourse.learning.regrading.models import KeyChange
from tests.builders import NOW, ticks
from tests.small_course import BAN, BANK, publish_small

SINGLE, MULTIPLE = BANK


@pytest.fixture
def small(session, tmp_path):
    edition = publish_small(session, tmp_path)
    session.commit()
    return edition


@pytest.fixture
def to_all(small, yerlan):
    """to_all(SINGLE) -> the action that gives all points to everyone."""

    def action(question_id, reason="Wrong key."):
        return lambda session: regrade(
            session, small, "", question_id, None, only_improves=True, reason=reason, seen=0, by_id=yerlan.id, now=NOW
        )

    return action


@pytest.fixture
def attempt(session, small, aigerim):
    """Aigerim's, open, with a wrong answer to the single choice."""
    enrolment = enrol(session, aigerim.id, BAN, now=NOW)
    mine = get_attempt(session, aigerim.id, attempts.begin(session, enrolment, small, seed=1, now=NOW))
    question = attempts.questions_of(mine, small)[SINGLE]
    attempts.save_answer(session, mine, question, ticks("2"), seen=0, language="kk", now=NOW)
    session.commit()
    return mine


@pytest.fixture
def points(session):
    """points() -> of all grades of the only attempt, in their order."""

    def now():
        session.rollback()
        return session.scalars(select(Grade.points).order_by(Grade.number)).all()

    return now


def test_two_admins_with_one_thought_regrade_once(session, small, attempt, at_once, to_all, points):
    attempts.submit(session, attempt.id, small, now=NOW)
    session.commit()
    assert sorted(at_once(to_all(SINGLE), to_all(SINGLE))) == [0, 1]
    assert points() == [0, 1]


def test_of_two_admins_with_two_thoughts_one_is_told(session, small, attempt, at_once, to_all):
    attempts.submit(session, attempt.id, small, now=NOW)
    session.commit()
    came_to = at_once(to_all(SINGLE), to_all(SINGLE, "Another reason."))
    assert set(came_to) == {1, "key_changed"}
    assert session.scalars(select(KeyChange.number)).all() == [1]


def test_two_questions_regraded_at_once_both_count(session, small, attempt, at_once, to_all, points):
    attempts.submit(session, attempt.id, small, now=NOW)
    session.commit()
    assert at_once(to_all(SINGLE), to_all(MULTIPLE)) == [1, 1]
    assert points() == [0, 1, 2]


@pytest.mark.parametrize("_time", range(4))
def test_an_attempt_that_is_submitted_meanwhile_has_the_points(small, attempt, at_once, to_all, points, _time):
    at_once(to_all(SINGLE), lambda session: attempts.submit(session, attempt.id, small, now=NOW))
    assert points() in ([0, 1], [1])


@pytest.mark.parametrize("_time", range(4))
def test_a_late_answer_that_is_let_count_meanwhile_counts_too(
    session, small, attempt, at_once, to_all, points, dana, _time
):
    attempts.submit(session, attempt.id, small, now=NOW)
    multiple = attempts.questions_of(attempt, small)[MULTIPLE]
    attempts.save_answer(session, attempt, multiple, ticks("1", "3"), seen=0, language="kk", now=NOW)
    session.commit()
    late = {"which": [(MULTIPLE, 1)], "by_id": dana.id, "reason": "Cut.", "now": NOW}
    at_once(to_all(SINGLE), lambda own: let_count(own, attempt.id, small, **late))
    assert (points()[0], points()[-1]) == (0, 2)
