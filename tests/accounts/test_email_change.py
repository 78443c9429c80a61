"""Another e-mail address: asked for with the password, in force once it is confirmed."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from helpcourse.accounts.models import Identity
from helpcourse.accounts.rules import CONFIRM_LASTS
from helpcourse.messages.models import Mail, MailKind
from tests.builders import PASSWORD
from tests.pages import PageClient

NEW = "serikova@example.kz"


@pytest.fixture
def aigerims(log_in, aigerim):
    return log_in(aigerim)


@pytest.fixture
def ask(aigerims):
    """ask(email) as Aigerim does it."""
    return lambda email=NEW, status=200, password=PASSWORD: aigerims.send(
        aigerims.get("/kk/me/email"), status, email=email, current=password
    )


@pytest.fixture
def mails(session):
    """mails() -> {(whose, kind): values}."""

    def made():
        found = session.execute(select(Mail.person_id, Mail.kind, Mail.values)).all()
        session.rollback()
        return {(row.person_id, row.kind): row.values for row in found}

    return made


@pytest.fixture
def link(ask, mails, aigerim):
    """The link that was mailed to the new address."""
    ask()
    return f"/kk/new-email/{mails()[aigerim.id, MailKind.NEW_EMAIL]['token']}"


def email_of(session, someone):
    session.rollback()
    return session.get_one(Identity, someone.id).email


def test_the_new_address_gets_a_link_and_the_old_one_a_notice(ask, mails, aigerim):
    ask()
    assert mails()[aigerim.id, MailKind.NEW_EMAIL]["to"] == NEW
    assert "to" not in mails()[aigerim.id, MailKind.EMAIL_CHANGE_ASKED]


def test_nothing_changes_before_the_confirmation(aigerims, link, session, aigerim):
    aigerims.get(link)
    assert email_of(session, aigerim) == aigerim.email


def test_the_address_changes_when_the_link_is_used(aigerims, link, session, aigerim):
    aigerims.send(aigerims.get(link))
    assert email_of(session, aigerim) == NEW


def test_one_logs_in_with_the_new_address_from_then_on(app, aigerims, link):
    aigerims.send(aigerims.get(link))
    visitor = PageClient(app)
    visitor.send(visitor.get("/kk/login"), email=NEW, password=PASSWORD)
    assert visitor.status("/kk/me") == 200


def test_other_devices_are_logged_out_by_the_change(aigerims, log_in, aigerim, link):
    elsewhere = log_in(aigerim)
    aigerims.send(aigerims.get(link))
    assert (aigerims.status("/kk/me"), elsewhere.status("/kk/me")) == (200, 303)


def test_the_link_works_once(app, aigerims, link):
    aigerims.send(aigerims.get(link))
    assert PageClient(app).status(link) == 410


def test_the_link_works_three_days(aigerims, link, clock):
    clock.advance(seconds=(CONFIRM_LASTS + timedelta(seconds=1)).total_seconds())
    assert aigerims.status(link) == 410


def test_the_answer_is_the_same_for_an_address_that_somebody_has(ask, mails, bolat, aigerim):
    known, unknown = ask(bolat.email), ask()
    assert known.text == unknown.text
    assert (bolat.id, MailKind.ALREADY_REGISTERED) in mails()


def test_an_address_that_somebody_took_meanwhile_is_not_taken_twice(aigerims, link, session, aigerim, bolat):
    identity = session.get_one(Identity, bolat.id)
    identity.email = identity.email_folded = NEW
    session.commit()
    aigerims.send(aigerims.get(link), 410)
    assert email_of(session, aigerim) == aigerim.email


def test_a_device_left_open_does_not_change_the_address(ask, mails):
    ask(status=422, password="not the password")
    assert mails() == {}


def test_ones_own_address_is_no_new_one(ask, aigerim):
    assert ask(aigerim.email, 422).html.xpath("//*[@id='email-error']")
