"""Register, confirm, log in, log out: what people and strangers meet."""

import pytest
from sqlalchemy import select

from helpcourse.accounts.models import Identity, Login, Person
from helpcourse.messages.models import Mail, MailKind
from tests.builders import PASSWORD

MALIKA = {
    "surname": "Рахимова",
    "given_name": "Малика",
    "patronymic": "Асқарқызы",
    "email": "malika@example.kz",
    "password": "тау бұлақ жол 7",
    "country": "KZ",
    "profession": "advocate",
    "consent": "y",
}


@pytest.fixture
def register(client):
    """register(surname=…) fills in the form as Malika and sends it."""
    return lambda status=200, **other: client.send(client.get("/kk/register"), status, **(MALIKA | other))


@pytest.fixture
def mailed(session):
    """mailed(kind) -> the values of the last mail of this kind, or None."""

    def last(kind):
        found = session.execute(select(Mail).where(Mail.kind == kind).order_by(Mail.id.desc())).scalars().first()
        session.rollback()
        return found and found.values

    return last


def test_who_registers_confirms_and_is_logged_in(client, register, mailed):
    register()
    page = client.get(f"/kk/confirm/{mailed(MailKind.CONFIRM)['token']}")
    assert "Рахимова Малика Асқарқызы" in page.text
    client.send(page)
    assert client.status("/kk/me") == 200


def test_a_visit_does_not_use_the_confirmation_up(client, register, mailed, session):
    register()
    client.get(f"/kk/confirm/{mailed(MailKind.CONFIRM)['token']}")
    found = session.execute(select(Identity).where(Identity.email == "malika@example.kz")).scalar_one()
    assert found.email_confirmed_at is None


def test_a_confirmation_works_once(client, register, mailed, app):
    register()
    url = f"/kk/confirm/{mailed(MailKind.CONFIRM)['token']}"
    client.send(client.get(url))
    assert type(client)(app).get(url, 410).h1


def test_a_person_logs_in_and_out(client, aigerim):
    client.log_in(aigerim)
    assert client.status("/kk/me") == 200
    client.post("/kk/logout")
    assert client.status("/kk/me") == 303
