"""A cohort of Dana's."""

import uuid
from datetime import date, timedelta

import pytest

from helpcourse.accounts.models import Country
from helpcourse.catalogue.shelf import Shelf
from helpcourse.tutoring import actions
from helpcourse.tutoring.queries import Sight, get_cohort
from tests.builders import NOW

COURSE = "prohibition-of-torture"
EVERYTHING = Sight(None, None)
DETAILS = actions.CohortDetails(
    name="Алматы, күз",
    country=Country.KZ,
    institution_id=None,
    starts_on=date(2026, 10, 1),
    ends_on=date(2026, 12, 15),
)


@pytest.fixture
def edition(session):
    return Shelf().current(session, COURSE)


@pytest.fixture
def make_cohort(session, edition, yerlan):
    def make(**changes):
        details = actions.CohortDetails(**{name: getattr(DETAILS, name) for name in DETAILS.__slots__} | changes)
        then = NOW - timedelta(days=20)
        return actions.make(session, uuid.uuid4(), COURSE, edition.id, details, by_id=yerlan.id, now=then)

    return make


@pytest.fixture
def cohort(session, make_cohort, dana):
    """As a row, with nobody in it but its tutor Dana."""
    made = make_cohort()
    actions.add_tutor(session, made.id, dana.id, now=NOW)
    return get_cohort(session, EVERYTHING, made.id)
