"""From a message of a group to a mail in its reader's language, by workers that may be several."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select

from helpcourse.config import Settings
from helpcourse.messages.models import Mail
from helpcourse.messages.notices import choose
from helpcourse.messages.rules import TOO_OLD, How, Subject
from helpcourse.tutoring.actions import add_member
from helpcourse.tutoring.group import actions
from helpcourse.tutoring.group.actions import NewThread
from helpcourse.tutoring.group.rules import Seat
from helpcourse.worker import Worker
from tests.builders import NOW
from tests.messages.mail_server import running_mail_server
from tests.tutoring.conftest import cohort, edition, make_cohort

__all__ = ["cohort", "edition", "make_cohort"]  # fixtures

DAY = timedelta(days=1)


@pytest.fixture
def server():
    with running_mail_server() as running:
        yield running


@pytest.fixture
def make_worker(app, clock, server, tmp_path):
    settings = Settings(data=tmp_path, site_url="https://courses.example.kz", smtp_url=server.url)
    return lambda: Worker(settings, app.extensions["engine"], clock=clock)


@pytest.fixture
def announced(session, cohort, aigerim, dana, clock):
    """Dana has announced something to Aigerim's group, some minutes ago."""
    add_member(session, cohort.id, aigerim.id, now=NOW)
    session.commit()
    new = NewThread("Вебинар", "Жұмада, сағат 18:00.", is_announcement=True)
    actions.begin(session, cohort.id, Seat(dana.id, leads=True, is_closed=False), uuid.uuid4(), new, now=NOW)
    session.commit()
    clock.advance(minutes=5)


def about_group(server):
    return [mail for mail in server.mails if "Вебинар" in mail["Subject"] or "жаңалықтар" in mail["Subject"]]


def test_an_announcement_comes_by_mail_with_a_link_that_ends_such_mails(announced, make_worker, server, session):
    make_worker().run_once()
    (message,) = about_group(server)
    token = session.scalars(select(Mail.leave_token).where(Mail.leave_token.is_not(None))).one()
    assert message["Subject"] == "Хабарландыру: Вебинар"
    assert message["List-Unsubscribe"].strip() == f"<https://courses.example.kz/kk/letters/{token}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_several_workers_send_it_once(announced, make_worker, server):
    for worker in (make_worker(), make_worker(), make_worker()):
        worker.run_once()
    assert len(about_group(server)) == 1


def test_the_daily_mail_comes_in_the_evening_once(announced, make_worker, server, session, aigerim, clock):
    choose(session, aigerim.id, {Subject.ANNOUNCEMENTS: How.DIGEST})
    session.commit()
    make_worker().run_once()
    assert about_group(server) == []
    clock.time = NOW.replace(hour=13)
    for worker in (make_worker(), make_worker()):
        worker.run_once()
    assert len(about_group(server)) == 1


def test_a_mail_that_could_not_go_out_for_days_is_not_sent_any_more(announced, make_worker, server, clock):
    server.answers = [b"450 later"] * 10
    make_worker().run_once()
    server.answers = []
    clock.time = NOW + TOO_OLD + DAY
    make_worker().run_once()
    assert about_group(server) == []
