"""The catalogue of a site with many courses."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from helpcourse.catalogue.actions import Manuscript, publish
from helpcourse.db import begin_write
from tests.builders import NOW
from tests.small_course import manuscript_of

MANY = 30

pytestmark = pytest.mark.parametrize("template", ["sqlite"], indirect=True)  # it is sorted out in memory


@pytest.fixture
def many(app, tmp_path):
    """The small course thirty times, each by another name, beside the real one."""
    course = manuscript_of(tmp_path, {})
    with Session(app.extensions["engine"]) as session:
        begin_write(session)
        for number in range(MANY):
            publish(session, _named(course, number), now=NOW)
        session.commit()


def _named(course: Manuscript, number: int) -> Manuscript:
    name = course.structure.replace('"id": "ban", "digest"', f'"id": "ban-{number}", "digest"', 1)
    titles = name.replace('"The ban"', f'"Ban number {number}"').replace('"Тыйым"', f'"Тыйым № {number}"')
    return replace(course, course_id=f"ban-{number}", structure=titles)


def cards(page):
    return page.html.xpath("//ul[@class='cards']/li//h2/a/text()")


def test_many_courses_are_shown_by_pages(client, many):
    first, second = client.get("/en/courses"), client.get("/en/courses?page=2")
    assert (len(cards(first)), len(cards(second))) == (24, MANY + 1 - 24)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("text=number+29", 1),
        ("text=NUMBER", 24),  # the first page of thirty
        ("text=Тыйым+7", 3),  # 7, 17 and 27: the title in another language
        ("text=нигде", 0),
        ("language=ru&text=29", 1),
        ("language=tg", 0),
        ("page=99", 7),  # the last there is
    ],
)
def test_courses_are_found_by_title_and_language(client, many, query, count):
    assert len(cards(client.get(f"/en/courses?{query}"))) == count


def test_the_front_page_shows_some_and_leads_to_all(client, many):
    page = client.get("/en/")
    assert len(page.html.xpath("//ul[@class='cards']/li")) == 6
    assert "/en/courses" in page.html.xpath("//ul[@class='cards']/following-sibling::p[1]/a/@href")


def test_a_short_catalogue_is_not_searched_by_title(client):
    assert not client.get("/en/courses").html.xpath("//main//input[@name='text']")
