"""Help in place: pages lead to the lesson that explains them, and first visits to what is to be done."""

import pytest
from sqlalchemy.orm import Session

from helpcourse.catalogue.actions import manuscript, publish
from helpcourse.config import bundled
from helpcourse.content.load import load
from helpcourse.web.guide import GUIDE, LESSONS, OF_GROUP
from tests.builders import NOW
from tests.pages import PageClient

COURSES = bundled("courses")
HELP = "//p[@class='explained']/a/@href"


@pytest.fixture(scope="module")
def written():
    return load(COURSES / GUIDE, COURSES / "sources.yaml")


@pytest.fixture
def guided(used_app, written):
    """The site in use, with the guide."""
    _add_guide(used_app, written)
    return used_app


def _add_guide(app, written):
    with Session(app.extensions["engine"]) as session:
        publish(session, manuscript(written), now=NOW)
        session.commit()


def client(app, world, name):
    return PageClient(app).log_in(world.cast[name])


def test_every_explained_page_and_section_is_there(app, written):
    sections = {f"{lesson.id}#{block.id}" for lesson in written.lessons for block in lesson.blocks}
    assert {*LESSONS.values(), *OF_GROUP.values()} <= sections
    assert set(LESSONS) <= set(app.view_functions)


@pytest.mark.parametrize(
    ("name", "page", "lesson"),
    [
        ("aigerim", "/kk/my", "first-steps#enrol"),
        ("dana", "/ru/tutor", "the-desk#waits"),
        ("yerlan", "/en/admin/settings", "people-and-courses#settings"),
        ("gulnara", "/kk/admin/", "making-a-cohort#cohort"),
    ],
)
def test_a_page_leads_to_the_lesson_that_explains_it(guided, world, name, page, lesson):
    own = client(guided, world, name)
    assert own.get(page).html.xpath(HELP) == [f"{page[:3]}/courses/{GUIDE}/{lesson}"]
    assert own.status(f"{page[:3]}/courses/{GUIDE}/{lesson}") == 200


@pytest.mark.parametrize(("name", "lesson"), [("aigerim", "in-a-group#page"), ("dana", "running-a-group#page")])
def test_the_groups_page_is_explained_to_who_reads_it(guided, world, name, lesson):
    page = client(guided, world, name).get(f"/kk/groups/{world.things['aigerim'].cohort_id}")
    assert page.html.xpath(HELP) == [f"/kk/courses/{GUIDE}/{lesson}"]


def test_nothing_is_explained_without_the_guide(used_app, world):
    assert client(used_app, world, "aigerim").get("/kk/my").html.xpath(HELP) == []


def test_a_tutor_without_a_cohort_is_led_to_the_guide(app, log_in, dana, written):
    _add_guide(app, written)
    page = log_in(dana).get("/en/tutor")
    assert page.html.xpath("//*[@class='empty']//a/@href") == [f"/en/courses/{GUIDE}/the-desk"]


def test_an_admin_is_led_until_there_is_a_cohort(app, log_in, yerlan):
    page = log_in(yerlan).get("/en/admin/")
    steps = page.html.xpath("//section[@aria-labelledby='first-steps']//li")
    assert ["Done" in step.text_content() for step in steps] == [True, False, True, False]


def test_an_admin_with_cohorts_is_led_no_more(used_app, world):
    page = client(used_app, world, "yerlan").get("/en/admin/")
    assert not page.html.xpath("//*[@id='first-steps']")
