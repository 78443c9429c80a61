"""The small course in the test's own session, and Aigerim's enrolment in it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy.orm import Session

from helpcourse.db import begin_write
from helpcourse.errors import ConflictError
from helpcourse.learning.actions import enrol
from tests.builders import NOW
from tests.small_course import BAN, publish_small, rules


@pytest.fixture
def small(session, tmp_path):
    """Two attempts of half an hour, a day between them."""
    return publish_small(session, tmp_path, rules(attempts=2, minutes=30, wait_hours=24))


@pytest.fixture
def enrolment(session, small, aigerim):
    return enrol(session, aigerim.id, BAN, now=NOW)


@pytest.fixture
def at_once(app):
    """at_once(one, other, …) does each in a session of its own, at the same moment; what each came to."""

    def done(*actions: Callable[[Session], object]) -> list[object]:
        barrier = Barrier(len(actions))
        with ThreadPoolExecutor(len(actions)) as threads:
            return list(threads.map(lambda action: _act(app, action, barrier), actions))

    return done


def _act(app, action, barrier):
    with Session(app.extensions["engine"]) as session:
        barrier.wait()
        begin_write(session)
        try:
            came_to = action(session)
        except ConflictError as conflict:
            return str(conflict)
        session.commit()
        return came_to
