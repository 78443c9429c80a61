"""Extra time and extra attempts on the tutor's pages and on the learner's."""

import pytest
from sqlalchemy import select

from helpcourse.learning.models import Allowance, Attempt
from tests.pages import PageClient
from tests.things import COURSE

TEST = f"/en/courses/{COURSE}/test"
TAKE_BACK = "//a[.='Take it back'][contains(@href, '/allowances/')]"  # and not an extension


@pytest.fixture
def of_world(used_app, world):
    """of_world("dana") -> a client that is Dana."""
    return lambda name: PageClient(used_app).log_in(world.cast[name])


@pytest.fixture
def learner_url(world):
    things = world.things["saltanat"]
    return f"/en/tutor/cohorts/{things.cohort_id}/learners/{things.enrolment_id}"


@pytest.fixture
def give(of_world, learner_url):
    """give("dana", minutes="15") fills in the form and sends it."""

    def once(name="dana", status=200, **fields):
        client = of_world(name)
        page = client.get(f"{learner_url}/allowances/new")
        filled = {"minutes": "15", "attempts": "0", "reason": "Broken arm", **fields}
        return client.send(page, status, action="", **filled)

    return once


def given(session):
    session.rollback()
    rows = session.scalars(select(Allowance).order_by(Allowance.given_at)).all()
    return [(row.module_id, row.minutes, row.attempts, row.reason) for row in rows if row.reason == "Broken arm"]


@pytest.mark.parametrize("name", ["dana", "yerlan", "gulnara"])  # tutor, admin, coordinator
def test_it_is_given_with_its_reason_and_stands_on_the_learners_page(give, used_session, world, name):
    page = give(name)
    assert given(used_session) == [("", 15, 0, "Broken arm")]
    row = page.html.xpath("//tr[td[.='Broken arm']]")[0]
    assert row.xpath("th/text()") == ["Final test"]
    assert world.cast[name].name in row.xpath("td/text()")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"minutes": "0"}, "Give extra time, extra attempts, or both."),
        ({"reason": " "}, "Give the reason."),
        ({"test": "absolute-ban"}, "This test has no time limit: enter 0."),
        ({"test": "absolute-ban", "minutes": "0", "attempts": "1"}, "This test may be tried as often as one likes"),
        ({"minutes": "601"}, "between 0 and 600"),
        ({"minutes": "-5"}, "between 0 and 600"),
        ({"minutes": "soon"}, "Not a valid integer value"),
    ],
)
def test_what_makes_no_sense_is_told(give, used_session, fields, told):
    assert told in give(status=422, **fields).text
    assert given(used_session) == []


def test_the_attempt_that_runs_gets_the_time_at_once(give, of_world, used_session, world):
    attempt_id = world.things["saltanat"].attempt_id
    clock = f"/kk/attempts/{attempt_id}/clock"
    before = of_world("saltanat").client.get(clock).json
    give(minutes="15")
    after = of_world("saltanat").client.get(clock).json
    assert (after["seconds_left"] - before["seconds_left"], after["is_over"]) == (15 * 60, False)


def test_the_learner_reads_it_on_the_tests_page(give, of_world):
    give(minutes="15", attempts="1")
    page = of_world("saltanat").get(TEST)
    assert page.html.xpath("//dt[.='Time, in minutes']/following-sibling::dd[1]/text()") == ["40 + 25"]  # 10 before
    assert page.html.xpath("//dt[.='Attempts']/following-sibling::dd[1]/text()") == ["3 + 1"]
    assert "Reason: Broken arm" in page.text


def test_it_is_taken_back_after_a_question(of_world, learner_url, used_session, world):
    client = of_world("dana")
    link = client.get(learner_url).html.xpath(f"{TAKE_BACK}/@href")[0]
    page = client.send(client.get(link), action="")
    assert not page.html.xpath(TAKE_BACK)
    used_session.rollback()
    allowance = used_session.get(Allowance, world.things["saltanat"].allowance_id)
    assert allowance.taken_back_by_id == world.cast["dana"].id


def test_what_was_taken_back_is_gone_from_the_tests_page(of_world, learner_url):
    client = of_world("dana")
    link = client.get(learner_url).html.xpath(f"{TAKE_BACK}/@href")[0]
    client.send(client.get(link), action="")
    page = of_world("saltanat").get(TEST)
    assert page.html.xpath("//dt[.='Time, in minutes']/following-sibling::dd[1]/text()") == ["40"]


def test_the_time_of_an_attempt_without_a_limit_is_none(of_world, used_session, world):
    attempt_id = world.things["saltanat"].attempt_id
    used_session.get(Attempt, attempt_id).due_at = None
    used_session.commit()
    assert of_world("saltanat").client.get(f"/kk/attempts/{attempt_id}/clock").json["seconds_left"] is None


@pytest.fixture
def bolats(world):
    """Bolat's page of the course, which he takes alone."""
    return f"/en/admin/people/{world.things['bolat'].person_key}/courses/{COURSE}"


@pytest.mark.parametrize("name", ["yerlan", "gulnara"])
def test_who_learns_alone_is_given_it_on_the_admins_page_of_the_person(of_world, bolats, used_session, name):
    client = of_world(name)
    page = client.send(
        client.get(f"{bolats}/allowances/new"), action="", minutes="15", attempts="2", reason="Broken arm"
    )
    assert given(used_session) == [("", 15, 2, "Broken arm")]
    assert page.html.xpath("//section[@id='allowances']//tr[td[.='Broken arm']]/th/text()") == ["Final test"]


def test_it_is_taken_back_there_too(of_world, bolats, used_session):
    client = of_world("yerlan")
    page = client.send(client.get(f"{bolats}/allowances/new"), action="", minutes="15", reason="Broken arm")
    link = page.html.xpath("//tr[td[.='Broken arm']]//a/@href")[0]
    assert not client.send(client.get(link), action="").html.xpath("//tr[td[.='Broken arm']]//a")
    used_session.rollback()
    assert used_session.scalars(select(Allowance).where(Allowance.reason == "Broken arm")).one().taken_back_at


def test_the_admins_page_of_a_person_leads_there_and_tells_the_attempts(of_world, bolats, world):
    client = of_world("yerlan")
    person = client.get(f"/en/admin/people/{world.things['bolat'].person_key}")
    assert bolats in person.links()
    assert "Attempt 2" in client.get(bolats).text


def test_of_a_course_that_a_person_does_not_take_there_is_no_page(of_world, world):
    key = world.things["bolat"].person_key
    of_world("yerlan").get(f"/en/admin/people/{key}/courses/no-such-course", 404)
