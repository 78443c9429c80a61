"""Two in one discussion at the same moment."""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy.orm import Session

from helpcourse.db import begin_write
from helpcourse.tutoring.group import actions, moderating
from helpcourse.tutoring.group.actions import NewThread
from helpcourse.tutoring.group.erasing import erase_talk
from helpcourse.tutoring.group.models import GroupPost, GroupThread
from helpcourse.tutoring.group.rules import Seat
from tests.builders import NOW

BEGUN = uuid.UUID(int=1)


@pytest.fixture
def thread(session, cohort, aigerim):
    """Aigerim's."""
    seat = Seat(aigerim.id, leads=False, is_closed=False)
    actions.begin(session, cohort.id, seat, BEGUN, NewThread("…", "…"), now=NOW)
    session.commit()
    return session.get_one(GroupThread, BEGUN)


def test_whoever_is_erased_waits_for_an_answer_to_them(app, session, cohort, thread, aigerim, dana):
    seat = Seat(dana.id, leads=True, is_closed=False)
    with ThreadPoolExecutor(1) as pool:
        begin_write(session)
        moderating.pin(session, cohort.id, thread.id, now=NOW)  # holds the thread, as an answer does first
        session.flush()
        erased = pool.submit(erase, app, aigerim)
        time.sleep(0.5)  # until it waits
        actions.answer(session, thread, seat, uuid.uuid4(), "…", answers_id=BEGUN, now=NOW)
        session.commit()
        erased.result()
    assert session.get_one(GroupPost, BEGUN, populate_existing=True).text == ""


def erase(app, someone):
    with Session(app.extensions["engine"]) as own:
        begin_write(own)
        erase_talk(own, someone.id)
        own.commit()
