"""Many at the same moment: every answer is counted, and none of them twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from sqlalchemy.orm import Session

from helpcourse.db import begin_write
from helpcourse.tutoring.evaluation.actions import Sent
from helpcourse.tutoring.evaluation.queries import answered_by, boxes
from helpcourse.tutoring.evaluation.rules import Phase
from tests.evaluation import SHEET, add_learners, answer


@pytest.fixture
def begun(session, make_cohort):
    """A cohort with six learners: its id, and they."""
    cohort = make_cohort(starts_on=date(2026, 11, 1))
    people = add_learners(session, cohort.id, 6)
    session.commit()
    return cohort.id, people


@pytest.fixture
def at_once(app, session, begun):
    """at_once(people) -> what became of what each of them sent at the same moment."""

    def run(people):
        session.rollback()  # so that it reads what they have written
        barrier = Barrier(len(people))

        def one(person):
            with Session(app.extensions["engine"]) as own:
                barrier.wait()
                begin_write(own)
                (sent,) = answer(own, [person], begun[0], SHEET)
                own.commit()
                return sent

        with ThreadPoolExecutor(len(people)) as pool:
            return list(pool.map(one, people))

    return run


def test_the_first_answers_of_a_cohort_come_at_once_and_none_is_lost(session, begun, at_once):
    cohort_id, people = begun
    assert at_once(people) == [Sent.KEPT] * 6
    given = boxes(session, [cohort_id])[cohort_id, Phase.BEFORE].given
    assert (given.answers, given.counts["knowledge"]["4"], len(given.words["wish"])) == (6, 6, 6)
    assert [answered_by(session, one.id) for one in people] == [[(cohort_id, Phase.BEFORE)]] * 6


def test_one_form_sent_by_many_tabs_is_counted_once(session, begun, at_once):
    cohort_id, people = begun
    assert sorted(at_once(people[:1] * 4)) == [Sent.BEFORE] * 3 + [Sent.KEPT]
    assert boxes(session, [cohort_id])[cohort_id, Phase.BEFORE].given.answers == 1
