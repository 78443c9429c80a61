"""The small course in the test's own session, and Aigerim's enrolment in it."""

import pytest

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
