"""Aigerim learns in Dana's cohort, which has a webinar and the dates of one module."""

import uuid

import pytest
from sqlalchemy import select

from helpcourse.catalogue.shelf import Shelf
from helpcourse.learning.models import Enrolment
from helpcourse.messages.models import Mail
from helpcourse.tutoring.actions import add_member
from helpcourse.tutoring.schedule import actions
from helpcourse.tutoring.schedule.queries import entries_of
from helpcourse.tutoring.schedule.rules import EntryKind, revision_of_dates
from tests.builders import NOW
from tests.tutoring.schedule.builders import FIRST, wall, webinar


@pytest.fixture
def shelf():
    return Shelf()


@pytest.fixture
def course(edition):
    return edition.course


@pytest.fixture
def member(session, cohort, aigerim):
    """Aigerim's enrolment."""
    add_member(session, cohort.id, aigerim.id, now=NOW)
    return session.scalars(select(Enrolment.id).where(Enrolment.person_id == aigerim.id)).one()


@pytest.fixture
def event(session, cohort, dana):
    """The id of a webinar that Dana has added."""
    id_ = uuid.uuid4()
    actions.add_event(session, id_, cohort.id, webinar(), by_id=dana.id, now=NOW)
    session.flush()
    return id_


@pytest.fixture
def set_due(session, cohort, dana):
    """set_due("2026-11-16 23:59") sets the deadline of the first module; an empty one takes it away."""

    def once(at, item=FIRST, *, now=NOW):
        key = (EntryKind.DEADLINE, item)
        wanted = {key: wall(at)} if at else {}
        seen = revision_of_dates(entries_of(session, cohort.id))
        actions.set_dates(session, cohort.id, wanted, [key], seen=seen, by_id=dana.id, now=now)
        session.flush()

    return once


@pytest.fixture
def mails(session):
    """mails() -> those that wait, the first first."""
    return lambda: session.scalars(select(Mail).order_by(Mail.id)).all()
