"""Who has finished a course is asked its questions again, if they like, and ends it by one press."""

import pytest
from sqlalchemy import select

from helpcourse.learning.models import CheckAnswer, Enrolment
from helpcourse.learning.refresher.models import Refresher
from tests.builders import NOW
from tests.small_course import BAN, INVESTIGATION, READING

HERE = f"/en/my/refresher/{BAN}"


@pytest.fixture
def finished(learner, session):
    """The learner has finished the course."""
    enrolment = session.scalars(select(Enrolment).where(Enrolment.course_id == BAN)).one()
    enrolment.finished_at = NOW
    session.commit()
    return learner


@pytest.fixture
def refreshing(finished):
    finished.post(f"{HERE}/settings", {"every": "7"})
    return finished


def state_of(session):
    session.rollback()
    return session.scalars(select(Refresher)).one()


def test_who_has_finished_nothing_is_told_when_it_begins(learner):
    assert "You have not finished a course yet" in learner.get("/en/my/refresher").text


def test_a_course_under_way_is_not_refreshed(learner):
    assert learner.status(HERE) == 403
    assert learner.post(f"{HERE}/settings", {"every": "7"}).status_code == 403


def test_a_finished_course_leads_there(finished):
    assert "/en/my/refresher" in finished.get("/en/my").links()
    assert f"{HERE}/settings" in finished.get("/en/my/refresher").links()


def test_the_choice_is_kept_and_can_be_changed(refreshing, session):
    assert state_of(session).every_days == 7
    refreshing.post(f"{HERE}/settings", {"every": "0"})
    assert state_of(session).every_days is None
    assert state_of(session).next_mail_at is None


def test_every_two_weeks_is_proposed(finished):
    page = finished.get(f"{HERE}/settings")
    assert page.html.xpath("//input[@name='every'][@checked]/@value") == ["14"]
    assert "(optional)" not in page.text


def test_a_choice_that_nobody_offered_is_asked_again(finished):
    assert finished.post(f"{HERE}/settings", {"every": "1"}).status_code == 422


def test_a_question_is_asked_as_if_for_the_first_time(refreshing):
    question = refreshing.get(HERE).html.xpath("//form[@class='question']//input[@name='question']/@value")
    page = refreshing.get(HERE)
    assert question
    assert not page.html.xpath("//input[@checked]")
    assert not page.html.xpath("//*[@class='outcome right']")


def test_an_answer_is_one_more_try_and_its_feedback_follows(refreshing, session):
    form = refreshing.get(HERE).html.xpath("//form[@class='question']")[0]
    sent = {field.get("name"): field.get("value") for field in form.xpath(".//input[@type='hidden']")} | {"answer": "2"}
    shown = refreshing.post(form.get("action"), sent)
    assert shown.location.startswith(f"{HERE}/{READING}/")
    page = refreshing.get(shown.location)
    assert "Your answer is right." in page.text
    assert session.scalars(select(CheckAnswer.number)).all() == [1]


def test_what_was_answered_does_not_wait_any_more(refreshing):
    before = refreshing.get("/en/my/refresher").text
    form = refreshing.get(HERE).html.xpath("//form[@class='question']")[0]
    sent = {field.get("name"): field.get("value") for field in form.xpath(".//input[@type='hidden']")} | {"answer": "2"}
    refreshing.post(form.get("action"), sent)
    assert refreshing.get("/en/my/refresher").text != before


def test_one_press_ends_it(refreshing, session):
    refreshing.post(f"{HERE}/end")
    assert state_of(session).ended_at
    assert refreshing.get(HERE).response.request.path == f"{HERE}/settings"


def test_the_mails_link_asks_first_and_ends_by_a_button_without_logging_in(refreshing, client, session):
    link = f"/en/refresher/{state_of(session).end_token}"
    assert "End these letters?" in client.get(link).text
    assert state_of(session).ended_at is None
    response = client.client.post(link, data={"List-Unsubscribe": "One-Click"})
    assert response.status_code == 303
    assert state_of(session).ended_at
    assert "The letters are ended" in client.get(link).text


def test_a_link_that_nobody_was_sent_leads_nowhere(client):
    assert client.status("/en/refresher/guessed") == 404
    assert client.client.post("/en/refresher/guessed").status_code == 404


def test_a_lesson_that_asks_nothing_has_no_question_to_refresh(refreshing):
    assert refreshing.status(f"{HERE}/{INVESTIGATION}/nothing") == 404
