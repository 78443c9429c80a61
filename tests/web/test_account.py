"""One's own account: details, password, log-ins, consent, data, erasure."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import select

from helpcourse.accounts.models import Consent, Identity, NameSpelling, Person
from tests.builders import PASSWORD

PAGES = ["/kk/me", "/kk/me/security", "/kk/me/data", "/kk/me/data.json", "/kk/me/erase"]
NEW_PASSWORD = "көл жаға қайық 3"


@pytest.fixture
def aigerims(log_in, aigerim):
    return log_in(aigerim)


@pytest.mark.parametrize("url", PAGES)
def test_a_visitor_is_asked_to_log_in(client, url):
    response = client.client.get(url)
    assert (response.status_code, response.location.split("?")[0]) == (303, "/kk/login")


def test_a_person_mends_their_name(aigerims, aigerim, session):
    aigerims.send(aigerims.get("/kk/me"), surname="Ахметова", patronymic="", profession="judge")
    assert session.get(Identity, aigerim.id).full_name == "Ахметова Айгерім"
    assert session.get(Person, aigerim.id).profession == "judge"


def test_a_name_has_a_spelling_of_its_own_in_latin_letters(aigerims, aigerim, session):
    page = aigerims.send(aigerims.get("/kk/me"), spelling_en="Serikova Aigerim")
    assert page.html.xpath("string(//input[@name='spelling_en']/@value)") == "Serikova Aigerim"
    assert session.get(NameSpelling, (aigerim.id, "en")).full_name == "Serikova Aigerim"


def test_a_spelling_can_be_taken_away(aigerims, session):
    aigerims.send(aigerims.get("/kk/me"), spelling_en="Serikova Aigerim")
    aigerims.send(aigerims.get("/kk/me"), spelling_en="")
    assert session.execute(select(NameSpelling)).all() == []


def test_details_with_a_mistake_are_not_kept(aigerims, aigerim, session):
    page = aigerims.send(aigerims.get("/kk/me"), 422, surname="<b>")
    assert page.html.xpath("//*[@class='error-summary']")
    assert session.get(Identity, aigerim.id).surname == "Серікова"


def test_a_password_is_changed_with_the_old_one(aigerims, log_in, aigerim):
    elsewhere = log_in(aigerim)
    aigerims.send(aigerims.get("/kk/me/security"), current=PASSWORD, password=NEW_PASSWORD)
    assert aigerims.status("/kk/me") == 200
    assert elsewhere.status("/kk/me") == 303


def test_a_device_left_open_does_not_give_the_account_away(aigerims):
    page = aigerims.get("/kk/me/security")
    aigerims.send(page, 422, current="not the password", password=NEW_PASSWORD)
    aigerims.send(aigerims.get("/kk/me/erase"), 422, current="not the password")
    assert aigerims.status("/kk/me") == 200


def test_another_device_can_be_logged_out(aigerims, log_in, aigerim):
    elsewhere = log_in(aigerim)
    aigerims.send(aigerims.get("/kk/me/security"), action="/me/security/end")
    assert (aigerims.status("/kk/me"), elsewhere.status("/kk/me")) == (200, 303)


def test_all_other_devices_can_be_logged_out(aigerims, log_in, aigerim):
    elsewhere = [log_in(aigerim), log_in(aigerim)]
    aigerims.send(aigerims.get("/kk/me/security"), action="/end-others")
    assert [device.status("/kk/me") for device in elsewhere] == [303, 303]


def test_a_strangers_device_is_not_there(aigerims, log_in, aigerim, bolat):
    log_in(aigerim)
    page = aigerims.get("/kk/me/security")
    login = page.form("/me/security/end").xpath("string(.//input[@name='login']/@value)")
    assert log_in(bolat).post("/kk/me/security/end", {"login": login}).status_code == 404


def test_own_data_can_be_taken_away(aigerims, aigerim):
    response = aigerims.client.get("/kk/me/data.json")
    assert "attachment" in response.headers["Content-Disposition"]
    assert json.loads(response.get_data())["account"]["email"] == aigerim.email


def test_own_data_tells_what_was_learned(aigerims):
    aigerims.post("/kk/courses/prohibition-of-torture/enrol")
    own = json.loads(aigerims.client.get("/kk/me/data.json").get_data())
    assert [enrolment["course_id"] for enrolment in own["enrolment"]] == ["prohibition-of-torture"]


def test_own_data_says_nothing_about_the_password(aigerims):
    assert "argon2" not in aigerims.client.get("/kk/me/data.json").get_data(as_text=True)


def test_an_account_is_erased_with_the_password(aigerims, aigerim, session):
    aigerims.send(aigerims.get("/kk/me/erase"), current=PASSWORD)
    assert aigerims.status("/kk/me") == 303
    assert session.get(Identity, aigerim.id) is None


def test_the_last_administrator_cannot_be_erased(log_in, yerlan, session):
    yerlans = log_in(yerlan)
    yerlans.send(yerlans.get("/kk/me/erase"), 409, current=PASSWORD)
    assert session.get(Identity, yerlan.id)


@pytest.fixture
def asked(app, client, aigerim):
    """Aigerim logs in after the institution has put a new consent text in force; her client."""
    app.extensions["settings"] = replace(app.extensions["settings"], consent_version="2027-01")
    client.send(client.get("/kk/login"), email=aigerim.email, password=PASSWORD)
    return client


def test_a_new_consent_is_asked_for_at_log_in(asked, session):
    page = asked.get("/kk/my")
    assert page.response.request.path == "/kk/consent"
    assert asked.send(page, consent="y").response.request.path == "/kk/my"
    assert session.execute(select(Consent.version).where(Consent.version == "2027-01")).one()


def test_who_does_not_agree_may_still_take_their_data_and_leave(asked):
    assert asked.status("/kk/me/data") == 200
    assert asked.status("/kk/me/erase") == 200
    assert asked.status("/kk/my") == 303


def test_a_consent_is_ticked_by_hand(asked):
    asked.send(asked.get("/kk/consent"), 422)
    assert asked.status("/kk/my") == 303


def test_consent_is_asked_of_people_who_are_logged_in(client):
    assert client.get("/kk/consent").response.request.path == "/kk/login"
