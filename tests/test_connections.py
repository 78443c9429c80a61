"""Connections and transactions: none that the server has ended is used, and a write begins with nothing unsaved."""

import time

import pytest
from sqlalchemy import func, make_url, select
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Person
from helpcourse.db import begin_write, make_engine

WITHIN_S = 10


@pytest.fixture
def engine(database_url):
    made = make_engine(database_url)
    yield made
    made.dispose()


def end_all_others(url):
    """As when the server is restarted; returns when they are gone."""
    other = make_engine(url)
    with other.connect() as connection:
        others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        connection.exec_driver_sql(f"SELECT pg_terminate_backend(pid) {others}")
        end = time.monotonic() + WITHIN_S
        while connection.exec_driver_sql(f"SELECT count(*) {others}").scalar() and time.monotonic() < end:
            connection.rollback()  # the view is read once a transaction
            time.sleep(0.01)
    other.dispose()


@pytest.mark.parametrize("template", ["postgresql"], indirect=True)
def test_a_connection_that_the_server_has_ended_is_not_used(engine, database_url):
    with engine.connect() as connection:
        before = connection.scalar(select(func.pg_backend_pid()))
    end_all_others(database_url)
    with engine.connect() as connection:
        assert connection.scalar(select(func.pg_backend_pid())) != before


@pytest.mark.parametrize("template", ["postgresql"], indirect=True)
def test_what_others_commit_is_seen_whatever_the_server_is_set_to(database_url):
    stricter = make_url(database_url).update_query_dict({"options": r"-c default_transaction_isolation=serializable"})
    engine = make_engine(stricter.render_as_string(hide_password=False))
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SHOW transaction_isolation").scalar() == "read committed"
    engine.dispose()


def test_a_write_that_begins_anew_forgets_what_was_not_committed(engine):
    with Session(engine) as session:
        begin_write(session)
        person = session.scalars(select(Person).limit(1)).one()
        person.language = "xx"
        session.flush()
        begin_write(session)
        assert person.language != "xx"
        session.rollback()


def test_what_was_read_before_a_write_begins_is_read_anew(engine):
    with Session(engine) as session, Session(engine) as other:
        person = session.scalars(select(Person).limit(1)).one()
        assert person.language != "ru"
        begin_write(other)
        other.get_one(Person, person.id).language = "ru"
        other.commit()
        begin_write(session)
        assert person.language == "ru"
        session.rollback()
