"""The outbox: each mail goes out once, by a real conversation with a mail server."""

import threading

import pytest
from sqlalchemy import select

from helpcourse.accounts import actions as accounts
from helpcourse.config import Settings
from helpcourse.messages import actions
from helpcourse.messages.models import Mail, MailKind
from helpcourse.messages.rules import LEASE
from helpcourse.messages.transport import SmtpTransport
from helpcourse.worker import Worker, run_worker
from tests.builders import NOW
from tests.messages.mail_server import running_mail_server


@pytest.fixture
def server():
    with running_mail_server() as running:
        yield running


@pytest.fixture
def worker(app, clock, server, tmp_path):
    settings = Settings(data=tmp_path, site_url="https://courses.example.kz", smtp_url=server.url)
    return Worker(settings, app.extensions["engine"], clock=clock)


@pytest.fixture
def reset_mail(session, aigerim):
    """A mail with a link, waiting for Aigerim."""
    actions.queue(session, aigerim.id, MailKind.RESET, "kk", {"token": "secret-token"}, now=NOW)
    mail = session.scalars(select(Mail)).one()
    session.commit()
    return mail


def text_of(message):
    return message.get_body(("plain",)).get_content()


def state_of(session, mail):
    found = session.execute(select(Mail).where(Mail.id == mail.id), execution_options={"populate_existing": True})
    return found.scalar_one()


def test_a_mail_reaches_its_reader_with_a_link_to_the_site(worker, server, reset_mail, aigerim):
    worker.run_once()
    (message,) = server.mails
    assert message["To"] == aigerim.email
    assert "https://courses.example.kz/kk/password/secret-token" in text_of(message)


def test_a_new_address_is_written_to_before_it_is_the_accounts(worker, server, session, aigerim):
    values = {"token": "secret-token", "to": "new@example.kz"}
    actions.queue(session, aigerim.id, MailKind.NEW_EMAIL, "kk", values, now=NOW)
    session.commit()
    worker.run_once()
    assert [message["To"] for message in server.mails] == ["new@example.kz"]


def test_a_mail_has_the_same_words_as_text_and_as_a_page(worker, server, reset_mail):
    worker.run_once()
    page = server.mails[0].get_body(("html",)).get_content()
    assert "https://courses.example.kz/kk/password/secret-token" in page
    assert server.mails[0]["Content-Language"] == "kk"


def test_a_sent_mail_is_not_sent_again_and_keeps_no_secret(worker, server, reset_mail, session):
    worker.run_once()
    worker.run_once()
    assert len(server.mails) == 1
    assert state_of(session, reset_mail).values == {}


def test_a_mail_whose_worker_died_is_sent_when_the_lease_is_over(worker, server, reset_mail, session, clock):
    actions.lease(session, reset_mail.id, now=clock())
    session.commit()
    worker.run_once()
    assert server.mails == []
    clock.time += LEASE
    worker.run_once()
    assert server.mails[0]["Message-ID"] == f"<{reset_mail.message_id}@courses.example.kz>"


def test_a_mail_is_tried_again_with_the_same_message_id(worker, server, reset_mail, session, clock):
    server.answers = [b""]
    worker.run_once()
    assert "Disconnected" in state_of(session, reset_mail).last_error
    clock.advance(minutes=1)
    worker.run_once()
    assert server.mails[0]["Message-ID"] == f"<{reset_mail.message_id}@courses.example.kz>"


def test_two_workers_do_not_take_the_same_mail(session, reset_mail):
    assert actions.lease(session, reset_mail.id, now=NOW)
    assert not actions.lease(session, reset_mail.id, now=NOW)


def test_a_mail_to_an_address_that_does_not_exist_is_given_up(worker, server, reset_mail, session):
    server.answers = [b"550 no such user"]
    worker.run_once()
    assert state_of(session, reset_mail).ended_at == NOW
    assert "550" in state_of(session, reset_mail).last_error


def test_a_busy_server_is_asked_again(worker, server, reset_mail, session):
    server.answers = [b"450 later"]
    worker.run_once()
    assert state_of(session, reset_mail).ended_at is None


def test_nobody_writes_to_an_erased_person(worker, server, reset_mail, session, aigerim):
    accounts.erase(session, aigerim.id, now=NOW)
    session.commit()
    worker.run_once()
    assert server.mails == []


def test_without_a_mail_server_mails_are_written_to_a_folder(app, clock, reset_mail, tmp_path, capsys):
    Worker(Settings(data=tmp_path), app.extensions["engine"], clock=clock).run_once()
    (path,) = (tmp_path / "mail").glob("*.eml")
    assert "secret-token" in path.read_text("utf-8")
    assert str(path) in capsys.readouterr().out


def test_the_address_of_a_mail_server_begins_with_smtp():
    with pytest.raises(ValueError, match="smtp_url"):
        SmtpTransport("http://mail.example.kz")


def test_a_worker_ends_when_it_is_told(app, database_url, tmp_path):
    stop = threading.Event()
    thread = threading.Thread(target=run_worker, args=(Settings(data=tmp_path, database_url=database_url), stop))
    thread.start()
    stop.set()
    thread.join(timeout=20)
    assert not thread.is_alive()
