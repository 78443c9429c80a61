"""Tries are counted in the database, for all processes together."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy.orm import Session

from helpcourse.accounts import throttling
from helpcourse.accounts.rules import LOG_IN_BY_EMAIL
from helpcourse.db import begin_write
from tests.builders import NOW

KEY = "aigerim@example.kz"


@pytest.fixture
def count(app):
    """count(key, now) -> which try it was, committed."""

    def once(key=KEY, now=NOW):
        with Session(app.extensions["engine"]) as session:
            begin_write(session)
            number = throttling.count(session, LOG_IN_BY_EMAIL, key, now=now)
            session.commit()
        return number

    return once


def test_tries_are_numbered(count):
    assert [count(), count(), count()] == [1, 2, 3]


def test_each_key_has_its_own_count(count):
    count()
    assert count("bolat@example.kz") == 1


def test_a_new_window_begins_anew(count):
    count()
    assert count(now=NOW + LOG_IN_BY_EMAIL.window) == 1


def test_no_try_is_lost_when_many_come_at_once(count):
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda _: count(), range(24)))
    assert sorted(numbers) == list(range(1, 25))


def test_a_try_that_succeeded_does_not_count(count, session):
    count()
    begin_write(session)
    throttling.take_back(session, LOG_IN_BY_EMAIL, KEY)
    session.commit()
    assert count() == 1


def test_old_counts_are_deleted(count, session):
    count()
    begin_write(session)
    throttling.delete_old(session, now=NOW + LOG_IN_BY_EMAIL.window * 8)
    session.commit()
    assert count() == 1
