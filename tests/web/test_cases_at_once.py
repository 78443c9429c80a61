"""Works at the same moment: a form sent twice, two tutors at one work, a learner who takes it back meanwhile."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from helpcourse.tutoring.cases.models import CaseReview, HandIn
from tests.case_world import CASE, CASE_LESSON
from tests.learning.test_concurrency import Press, Tabs, statuses
from tests.things import COURSE

PAGE = f"/kk/courses/{COURSE}/{CASE_LESSON}/cases/{CASE}"


@pytest.fixture
def azamat(used_app, world):
    """His work waits in a cohort abroad."""
    return Tabs(used_app, world.cast["azamat"])


@pytest.fixture
def waiting(world):
    return world.things["azamat"].hand_in_id


@pytest.fixture
def count(used_session):
    """count(HandIn, …) -> how many rows there are now that are so."""

    def rows(table, *which):
        used_session.rollback()
        return used_session.scalar(select(func.count()).select_from(table).where(*which))

    return rows


def at_once(*presses):
    """Each by whose tab it is."""
    with ThreadPoolExecutor(len(presses)) as pool:
        return list(pool.map(lambda one: one[0].press_at_once([one[1]])[0], presses))


def test_a_work_is_handed_in_once_by_a_double_press(azamat, waiting, world, count):
    azamat.press(f"{PAGE}/take-back", hand_in=str(waiting))
    sent = {"request_key": uuid.uuid4().hex, "seen": 1, "files": str(world.things["azamat"].file_id), "language": "kk"}
    answers = azamat.press_at_once([Press(f"{PAGE}/hand-in", sent)] * 4)
    assert statuses(answers) == [303] * 4
    assert count(HandIn, HandIn.number == 2) == 1


def test_one_of_two_tutors_gets_the_work(used_app, world, waiting, count):
    yerlan, cholpon = (Tabs(used_app, world.cast[name]) for name in ("yerlan", "cholpon"))
    begin = Press(f"/kk/tutor/cases/{waiting}/begin", {})
    answers = at_once((yerlan, begin), (cholpon, begin), (yerlan, begin), (cholpon, begin))
    assert sorted(statuses(answers)) == [303, 303, 409, 409]
    assert count(CaseReview, CaseReview.hand_in_id == waiting) == 1


def test_a_work_is_either_taken_back_or_reviewed(used_app, world, azamat, waiting, count):
    cholpon = Tabs(used_app, world.cast["cholpon"])
    back = Press(f"{PAGE}/take-back", {"hand_in": str(waiting)})
    begin = Press(f"/kk/tutor/cases/{waiting}/begin", {})
    both = at_once((azamat, back), (cholpon, begin))
    assert sorted(statuses(both)) in ([303, 409], [303, 404])
    is_back = count(HandIn, HandIn.id == waiting, HandIn.taken_back_at.is_not(None))
    assert is_back + count(CaseReview, CaseReview.hand_in_id == waiting) == 1
