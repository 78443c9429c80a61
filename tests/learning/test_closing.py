"""What the worker ends: attempts whose time is over, courses that a new edition completes."""

import pytest
from sqlalchemy import select

from helpcourse.config import Settings
from helpcourse.learning import attempts
from helpcourse.learning.actions import enrol
from helpcourse.learning.models import Attempt, AttemptState, Enrolment, Grade, LessonDone
from helpcourse.messages.models import Mail, MailKind
from helpcourse.worker import Worker
from tests.builders import NOW
from tests.small_course import BAN, INVESTIGATION, READING, publish_small, rules, settings


class Sink:
    """Mails go nowhere."""

    encoding = "8bit"

    def send(self, _message, _name):
        return "nowhere"


@pytest.fixture
def worker(app, clock, tmp_path):
    return Worker(Settings(data=tmp_path), app.extensions["engine"], Sink(), clock=clock)


@pytest.fixture
def begin(session, tmp_path):
    """begin(aigerim) -> the id of her attempt of half an hour."""
    edition = publish_small(session, tmp_path, rules(minutes=30))

    def once(someone):
        enrolment_id = enrol(session, someone.id, BAN, now=NOW)
        attempt_id = attempts.begin(session, enrolment_id, edition, seed=1, now=NOW)
        session.commit()
        return attempt_id

    return once


@pytest.fixture
def state_of(session):
    def now(attempt_id):
        state = session.scalar(select(Attempt.state).where(Attempt.id == attempt_id))
        session.rollback()
        return state

    return now


def test_an_attempt_is_closed_when_its_time_and_the_grace_are_over(worker, begin, state_of, aigerim, clock):
    attempt_id = begin(aigerim)
    clock.advance(minutes=30, seconds=30)
    worker.run_once()
    assert state_of(attempt_id) is AttemptState.OPEN
    clock.advance(seconds=10)
    worker.run_once()
    assert state_of(attempt_id) is AttemptState.EXPIRED


def test_it_is_graded_and_told_by_mail(worker, begin, session, aigerim, clock):
    attempt_id = begin(aigerim)
    clock.advance(hours=1)
    worker.run_once()
    assert session.get(Grade, (attempt_id, 1)).points == 0
    assert session.scalars(select(Mail.kind)).all() == [MailKind.ATTEMPT_RESULT]


def test_a_course_that_a_new_edition_completes_is_finished(worker, begin, session, tmp_path, aigerim, clock):
    begin(aigerim)
    publish_small(session, tmp_path, settings("  test: true", "  test: false"))
    enrolment = session.scalars(select(Enrolment)).one()
    read = [LessonDone(enrolment_id=enrolment.id, lesson_id=id_, done_at=NOW) for id_ in (READING, INVESTIGATION)]
    session.add_all(read)
    session.commit()
    worker.run_once()
    session.refresh(enrolment)
    assert enrolment.finished_at == clock.time


def test_one_that_cannot_be_closed_does_not_keep_the_others_open(
    worker, begin, session, state_of, aigerim, bolat, clock
):
    broken, whole = begin(aigerim), begin(bolat)
    session.get(Attempt, broken).questions = [["left-the-bank", "1"]]
    session.commit()
    clock.advance(hours=1)
    worker.run_once()
    assert (state_of(broken), state_of(whole)) == (AttemptState.OPEN, AttemptState.EXPIRED)
