"""The demo's people: there at the first start, and quiet."""

from sqlalchemy import delete

from helpcourse.accounts.models import Consent, Identity, Person, RoleGrant
from helpcourse.catalogue.shelf import Shelf
from helpcourse.cli.demo_people import fill, is_filled
from helpcourse.messages.queries import due
from tests.builders import NOW


def test_nobody_is_mailed_about_what_happened_before_the_first_start(session):
    for table in (Consent, RoleGrant, Identity, Person):
        session.execute(delete(table))
    fill(session, Shelf(), "no hash", "2026-11", now=NOW)
    assert is_filled(session)
    assert due(session, now=NOW, at_most=100) == []
