"""Calls as visitors, applicants and those who choose see them."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from helpcourse.accounts.models import Institution, InstitutionName, Person
from helpcourse.messages.models import Mail, MailKind
from helpcourse.tutoring.calls.models import Application, Call
from tests.pages import PageClient

pytestmark = pytest.mark.parametrize("template", ["sqlite"], indirect=True)  # as tests/test_access.py has both


@pytest.fixture
def of_world(used_app, world):
    """of_world("gulnara") -> a client that is Gulnara; "visitor" is nobody."""

    def client(name):
        plain = PageClient(used_app)
        return plain if name == "visitor" else plain.log_in(world.cast[name])

    return client


@pytest.fixture
def call_url(world):
    return f"/en/calls/{world.call_code}"


@pytest.fixture
def admin_url(world):
    return f"/en/admin/cohorts/{world.things['aigerim'].cohort_id}/call"


@pytest.fixture
def kept(used_session):
    """kept(statement) -> its rows in the database now."""

    def rows(statement):
        used_session.rollback()
        return used_session.execute(statement).all()

    return rows


def test_a_visitor_finds_the_call_and_comes_back_to_it_by_logging_in(of_world, call_url):
    visitor = of_world("visitor")
    assert call_url in visitor.get("/en/calls").links()
    assert f"/en/login?next={call_url}/apply" in [link.replace("%2F", "/") for link in visitor.get(call_url).links()]
    page = visitor.get(f"{call_url}/apply")
    assert page.response.request.args["next"] == f"{call_url}/apply"


def test_the_course_page_leads_to_its_call(of_world, call_url):
    assert call_url in of_world("visitor").get("/en/courses/prohibition-of-torture").links()


def test_an_application_keeps_what_was_typed_on_errors_then_is_sent(of_world, call_url):
    bolat = of_world("bolat")
    refused = bolat.send(bolat.get(f"{call_url}/apply"), 422, **{"typed-2": "2"})
    assert "Answer this question." in refused.text
    assert refused.html.xpath("//input[@name='typed-2'][@checked]/@value") == ["2"]
    sent = bolat.send(refused, language="ru", **{"typed-1": "Five cases"})
    assert "Sent, not decided yet" in sent.text
    assert "Five cases" in sent.text


def test_a_late_application_is_refused_and_nothing_typed_is_lost(of_world, call_url, clock):
    bolat = of_world("bolat")
    page = bolat.get(f"{call_url}/apply")
    clock.advance(days=12)
    late = bolat.send(page, 409, language="kk", **{"typed-1": "Five cases"})
    assert "The time for applications is over" in late.text
    assert late.html.xpath("string(//textarea[@name='typed-1'])").strip() == "Five cases"


def test_words_of_who_was_logged_out_meanwhile_are_given_back(used_app, world, of_world, call_url):
    bolat = of_world("bolat")
    page = bolat.get(f"{call_url}/apply")
    with bolat.client.session_transaction() as cookie:
        cookie.pop("login")
    answer = bolat.send_raw(page, language="kk", **{"typed-1": "Five cases"})
    assert (answer.status_code, "Five cases" in answer.get_data(as_text=True)) == (401, True)


def test_ticked_applicants_are_accepted_after_a_look_at_their_letters(of_world, admin_url, kept):
    gulnara = of_world("gulnara")
    table = gulnara.get(f"{admin_url}/applications?state=sent")
    ticked = table.html.xpath("//input[@name='application']/@value")
    preview = gulnara.send(table, action="decide?state=sent&sort=sent", button="verdict=accepted", application=ticked)
    assert preview.h1 == "Accept 1 applicant?"
    before = select(func.count()).select_from(Mail).where(Mail.kind == MailKind.APPLICATION_ACCEPTED)
    count = kept(before)[0][0]
    done = gulnara.send(preview, words_kk="Сәлем")
    assert "Accepted: 1." in done.text
    assert kept(before)[0][0] == count + 1


def test_more_than_the_places_is_warned_of(of_world, admin_url, used_session):
    used_session.query(Call).update({"places": 1})
    used_session.commit()
    gulnara = of_world("gulnara")
    table = gulnara.get(f"{admin_url}/applications?state=sent")
    ticked = table.html.xpath("//input[@name='application']/@value")
    preview = gulnara.send(table, action="decide?state=sent&sort=sent", button="verdict=accepted", application=ticked)
    assert "There would be 2 more than there are places." in preview.text


def test_a_place_that_is_given_up_is_offered_to_the_first_who_waits(of_world, world, admin_url, kept):
    gulnara, aigerim = of_world("gulnara"), of_world("aigerim")
    table = gulnara.get(f"{admin_url}/applications?state=sent")
    ticked = table.html.xpath("//input[@name='application']/@value")
    gulnara.send(
        gulnara.send(table, action="decide?state=sent&sort=sent", button="verdict=waiting", application=ticked)
    )
    mine = f"/en/my/applications/{world.things['aigerim'].application_id}"
    aigerim.send(aigerim.get(f"{mine}/withdraw"))
    assert "First on the waiting list: Ибраев Нұрлан" in gulnara.get(f"{admin_url}/applications").text


def test_points_and_a_note_are_kept(of_world, world, admin_url, kept):
    gulnara, id_ = of_world("gulnara"), world.things["saltanat"].application_id
    page = gulnara.get(f"{admin_url}/applications/{id_}")
    saved = gulnara.send(page, points_1="9", points_2="5", note="Very good", deed="")
    assert "Note and points are saved" in saved.text
    assert kept(select(Application.points).where(Application.id == id_)) == [({"1": 9, "2": 5},)]


def test_points_that_were_typed_are_kept_on_the_way_to_the_letters(of_world, world, admin_url, kept):
    gulnara, id_ = of_world("gulnara"), world.things["saltanat"].application_id
    page = gulnara.get(f"{admin_url}/applications/{id_}")
    onward = gulnara.send_raw(page, button="verdict=accepted", points_1="9", note="Very good")
    assert (onward.status_code, onward.location) == (307, f"{admin_url}/decide")  # 307: the same form is sent there
    assert kept(select(Application.points, Application.note).where(Application.id == id_)) == [({"1": 9}, "Very good")]


@pytest.mark.parametrize(("form", "kind"), [("csv", "text/csv"), ("xlsx", "application/vnd.openxml")])
def test_the_table_can_be_downloaded(of_world, admin_url, form, kind):
    answer = of_world("gulnara").client.get(f"{admin_url}/applications.{form}?state=sent")
    assert answer.content_type.startswith(kind)


def test_applicants_keep_an_institution_that_was_closed(of_world, world, admin_url, used_session):
    id_ = world.institution_of("aigerim")
    used_session.get_one(Institution, id_).closed_on = date(2026, 1, 1)
    used_session.get_one(Person, world.cast["aigerim"].id).institution_id = id_
    name = used_session.scalars(select(InstitutionName.name_en).where(InstitutionName.institution_id == id_)).one()
    used_session.commit()
    gulnara = of_world("gulnara")
    assert name in gulnara.client.get(f"{admin_url}/applications.csv").text
    assert (str(id_), name) in options(gulnara.get(f"{admin_url}/applications"), "institution")


def options(page, field):
    return [(one.get("value"), one.text) for one in page.html.xpath(f"//select[@name='{field}']/option")]


def test_a_cohort_gets_its_call_with_a_question_and_opens_it(of_world, world, clock):
    yerlan = of_world("yerlan")
    made = {"name": "2027/1", "country": "KZ", "starts_on": "2027-02-01", "ends_on": "2027-05-01"}
    cohort = yerlan.send(yerlan.get("/en/admin/cohorts/new"), **made)
    url = cohort.response.request.path + "/call"
    until = (clock() + timedelta(days=20)).strftime("%Y-%m-%dT18:00")
    edited = yerlan.send(yerlan.get(f"{url}/edit"), places="20", wall_at=until, text_en="# Hello\n\n<b>all</b>")
    assert "Nobody sees the call yet" in edited.text
    yerlan.send(yerlan.get(f"{url}/questions/new"), kind="choice", wording_en="Why?", options_en="This\nThat")
    opened = yerlan.send(yerlan.get(url), action="/open")
    assert "Applications are open" in opened.text
    assert opened.html.xpath("//main//a[starts-with(., 'http://localhost/en/calls/')]")


def test_a_code_is_typed_looked_at_and_confirmed(of_world, world):
    gulnara, dana = of_world("gulnara"), of_world("dana")
    codes = gulnara.get(f"/en/admin/cohorts/{world.things['aigerim'].cohort_id}/codes")
    link = codes.html.xpath("//td/a[contains(@href, '/join?code=')]/@href")[0].removeprefix("http://localhost")
    looked = dana.send(dana.get(link))
    assert "2026/1" in looked.text
    assert "You are in the cohort: 2026/1" in dana.send(looked).text


def test_wrong_codes_are_limited(of_world):
    bolat = of_world("bolat")
    page = bolat.get("/en/join")
    answers = [bolat.send_raw(page, code="AAAA-AAAA").status_code for _ in range(11)]
    assert answers == [422] * 10 + [429]
