"""Regrades at the same moment as others, and as attempts are submitted: nobody is graded by half of them."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.db import begin_write
from helpcourse.errors import ConflictError
from helpcourse.learning import attempts
from helpcourse.learning.actions import enrol
from helpcourse.learning.counting import let_count
from helpcourse.learning.models import Grade
from helpcourse.learning.queries import get_attempt
from helpcourse.learning.regrading.actions import regrade
from helpcourse.learning.regrading.models import KeyChange
from helpcourse.learning.regrading.overriding import override
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


@pytest.mark.parametrize("_time", range(4))
def test_points_that_a_tutor_sets_meanwhile_stand_or_are_refused(
    session, small, attempt, at_once, to_all, points, dana, _time
):
    attempts.submit(session, attempt.id, small, now=NOW)
    session.commit()
    own = {"seen": 1, "reason": "Seen on paper.", "by_id": dana.id, "now": NOW}
    came_to = at_once(to_all(SINGLE), lambda session: override(session, attempt.id, small, 1.5, **own))
    assert came_to in ([1, "graded_meanwhile"], [0, True])
    assert points() in ([0, 1], [0, 1.5])


def test_points_are_not_set_on_a_grade_of_before_a_regrade(app, session, small, attempt, to_all, dana):
    attempts.submit(session, attempt.id, small, now=NOW)
    session.commit()
    own = {"seen": 1, "reason": "Seen on paper.", "by_id": dana.id, "now": NOW}
    begin_write(session)
    to_all(SINGLE)(session)
    session.flush()
    with ThreadPoolExecutor(1) as pool:
        set_to = pool.submit(act, app, lambda session: override(session, attempt.id, small, 1.5, **own))
        time.sleep(0.5)  # until it waits
        session.commit()
        assert set_to.result() == "graded_meanwhile"


def act(app, action):
    with Session(app.extensions["engine"]) as own:
        begin_write(own)
        try:
            return action(own)
        except ConflictError as conflict:
            return str(conflict)
