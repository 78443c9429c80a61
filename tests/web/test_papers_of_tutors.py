"""What tutors print: grade sheets, and slips for the first log-in."""

import pytest

from helpcourse.accounts.models import Identity
from tests.pages import Page, PageClient

AIGERIM, SALTANAT = "Серікова Айгерім Нұрланқызы", "Жұмабаева Салтанат"


@pytest.fixture
def danas(used_app, world):
    return PageClient(used_app).log_in(world.cast["dana"])


@pytest.fixture
def home(world):
    return f"/en/tutor/cohorts/{world.things['aigerim'].cohort_id}"


@pytest.fixture
def print_slips(danas, world, home):
    """print_slips() -> the slips of both learners, as text."""

    def printed():
        both = [str(world.things[name].enrolment_id) for name in ("aigerim", "saltanat")]
        page = Page(danas.post(f"{home}/slips", {"learner": both}))
        return {row.xpath("string(.//b)"): row for row in page.html.xpath("//ul[@class='slips']/li")}

    return printed


def test_the_grade_sheet_has_results_order_and_signatures(danas, home):
    danas.send(danas.get(f"{home}/grades"), number="17-Ө", day="2026-10-01")
    page = danas.get(f"{home}/grades")
    assert "Order: № 17-Ө, 1 October 2026" in page.text
    assert [row.xpath("string(td[last()])") for row in page.html.xpath("//tbody/tr")] == ["–", "Passed"]
    assert "Tutor: Оспанова Дана" in page.text


@pytest.fixture
def unused_account(used_session, world):
    """Saltanat's, as if it had been made for her."""
    used_session.get(Identity, world.cast["saltanat"].id).email_confirmed_at = None
    used_session.commit()


def test_a_slip_leads_to_a_first_password(unused_account, print_slips, used_app):
    address = print_slips()[SALTANAT].xpath("string(.//p[@class='code'])").strip()
    page = PageClient(used_app).get(address.removeprefix("http://localhost"))
    assert page.html.xpath("//input[@type='password']")


def test_a_slip_lets_nobody_into_an_account_that_is_used(print_slips):
    address = print_slips()[AIGERIM].xpath("string(.//p[@class='code'])").strip()
    assert address == "http://localhost/kk/login"


def test_a_slip_speaks_the_language_of_its_person(print_slips):
    slip = print_slips()[AIGERIM]
    assert slip.get("lang") == "kk"
    assert "Азаптауға тыйым салу" in slip.text_content()


def test_slips_are_kept_nowhere(danas, world, home):
    data = {"learner": str(world.things["aigerim"].enrolment_id)}
    assert danas.post(f"{home}/slips", data).headers["Cache-Control"] == "no-store"


def test_nobody_ticked_prints_nothing(danas, home):
    assert danas.post(f"{home}/slips").headers["Location"].endswith(home)
