"""Who speaks in a group is not away."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select

from helpcourse.learning.actions import note_activity
from helpcourse.learning.models import Enrolment
from helpcourse.tutoring.actions import add_member
from helpcourse.tutoring.group import actions
from helpcourse.tutoring.group.actions import NewThread
from helpcourse.tutoring.group.rules import Seat
from tests.builders import NOW

LATER = NOW + timedelta(days=9)


@pytest.fixture
def enrolment(session, cohort, aigerim):
    add_member(session, cohort.id, aigerim.id, now=NOW)
    session.flush()
    return session.scalars(select(Enrolment).where(Enrolment.person_id == aigerim.id)).one()


@pytest.fixture
def say(session, cohort, aigerim):
    seat = Seat(aigerim.id, leads=False, is_closed=False)
    return lambda now: actions.begin(session, cohort.id, seat, uuid.uuid4(), NewThread("…", "…"), now=now)


@pytest.fixture
def active_at(session, enrolment):
    def known():
        session.refresh(enrolment)
        return enrolment.last_active_at

    return known


def test_a_word_in_the_discussion_is_activity(session, enrolment, say, active_at):
    note_activity(session, enrolment.id, now=NOW)
    say(LATER)
    assert active_at() == LATER


def test_activity_never_goes_back(session, enrolment, say, active_at):
    note_activity(session, enrolment.id, now=LATER)
    say(NOW)
    note_activity(session, enrolment.id, now=NOW)
    assert active_at() == LATER


@pytest.mark.usefixtures("enrolment")
def test_to_speak_is_not_to_begin_the_course(say, active_at):
    say(NOW)
    assert active_at() is None
