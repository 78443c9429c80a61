"""Reviews at the same moment as others, and as regrades: none is lost, none overwrites another unseen."""

import pytest
from sqlalchemy import select

from helpcourse.learning import attempts
from helpcourse.learning.actions import enrol
from helpcourse.learning.essays.actions import Judgement, review
from helpcourse.learning.essays.models import EssayReview
from helpcourse.learning.models import Grade
from helpcourse.learning.queries import get_attempt
from helpcourse.learning.regrading.actions import regrade
from tests.builders import NOW
from tests.small_course import BAN, BANK, ESSAY, essay, publish_small

SINGLE, MULTIPLE = BANK


@pytest.fixture
def small(session, tmp_path):
    edition = publish_small(session, tmp_path, essay())
    session.commit()
    return edition


@pytest.fixture
def attempt(session, small, aigerim):
    """Aigerim's, closed, with nothing but an essay."""
    enrolment = enrol(session, aigerim.id, BAN, now=NOW)
    mine = get_attempt(session, aigerim.id, attempts.begin(session, enrolment, small, seed=1, now=NOW))
    question = attempts.questions_of(mine, small)[ESSAY]
    attempts.save_answer(session, mine, question, {"text": "A doctor."}, seen=0, language="kk", now=NOW)
    attempts.submit(session, mine.id, small, now=NOW)
    session.commit()
    return mine


@pytest.fixture
def give(small, attempt, dana):
    def action(points):
        judged = {ESSAY: Judgement(points, "", 0)}
        return lambda session: review(session, attempt.id, small, judged, by_id=dana.id, now=NOW)

    return action


@pytest.fixture
def points(session):
    """points() -> of all grades, in their order."""

    def now():
        session.rollback()
        return session.scalars(select(Grade.points).order_by(Grade.number)).all()

    return now


def test_two_presses_at_once_are_one_review(at_once, give, points):
    assert sorted(at_once(give(1.5), give(1.5))) == [False, True]
    assert points() == [0, 1.5]


def test_of_two_tutors_at_once_one_is_told(session, at_once, give, points):
    came_to = at_once(give(1), give(2))
    assert set(came_to) == {True, "reviewed_meanwhile"}
    assert len(points()) == 2
    assert session.scalars(select(EssayReview.number)).all() == [1]


@pytest.mark.parametrize("_time", range(4))
def test_a_review_and_a_regrade_at_once_both_count(at_once, small, give, points, yerlan, _time):
    again = {"only_improves": True, "reason": "Wrong.", "seen": 0, "by_id": yerlan.id, "now": NOW}
    at_once(give(1.5), lambda session: regrade(session, small, "", SINGLE, None, **again))
    assert (points()[0], points()[-1]) == (0, 2.5)
