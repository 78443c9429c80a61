"""The preview: what is saved is shown, a mistake is shown in its place over the last good state."""

from pathlib import Path

import pytest

from helpcourse.cli.preview import make_preview
from helpcourse.cli.preview.desk import Desk
from tests.content.builders import write_course
from tests.pages import Page, PageClient

LESSON = "/en/courses/ban/why"
FILE = "01-ban/01-why.en.md"


class Author:
    """Writes the small course, and looks at the preview."""

    def __init__(self, folder: Path) -> None:
        self.folder = write_course(folder)
        app, self.desk = make_preview(folder / "data", 8010, [self.folder], None)
        self.client = PageClient(app)
        self.desk.look()

    def replace(self, old: str, new: str, file: str = FILE) -> Desk:
        path = self.folder / file
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
        self.desk.look()
        return self.desk

    def read_as(self, country: str) -> Page:
        chosen = self.client.post("/en/preview/reader", {"country": country})
        assert chosen.status_code == 303
        return self.client.get(LESSON)


@pytest.fixture
def author(tmp_path: Path) -> Author:
    return Author(tmp_path / "courses")


def test_what_was_saved_is_shown(author):
    before = author.desk.sight.state
    author.replace("No exception", "No exception whatever")
    assert author.desk.sight.state != before
    assert "No exception whatever" in author.client.get(LESSON).text


def test_nothing_is_read_again_while_nothing_changes(author):
    before = author.desk.sight.state
    author.desk.look()
    assert author.desk.sight.state == before


def test_a_mistake_is_shown_before_its_block_over_the_last_good_state(author):
    author.replace("A section about", "A section with [a link](source:nowhere) about")
    page = author.client.get(LESSON)
    (after,) = page.html.xpath("//article/*[@id='mistake-1']/following-sibling::*[1]")
    assert (after.get("id"), "A section about torture" in page.text) == ("no-exception", True)
    assert f"courses/ban/{FILE}:10" in page.text


def test_a_mended_mistake_is_gone(author):
    author.replace("A section about", "A section with <b> about")
    assert len(author.desk.sight.mistakes) == 1
    author.replace("A section with <b> about", "A mended section about")
    page = author.client.get(LESSON)
    assert author.desk.sight.mistakes == ()
    assert ("A mended section" in page.text, "last good state" in page.text) == (True, False)


def test_a_mistake_outside_of_lessons_is_told_on_every_page(author):
    author.replace("hours: 1.5", "hours: many", "course.yaml")
    page = author.client.get("/en/courses")
    assert "courses/ban/course.yaml:3" in page.text


def test_a_course_that_was_never_good_is_told(tmp_path):
    folder = write_course(tmp_path / "courses", {"course.yaml": None})
    app, desk = make_preview(tmp_path / "data", 8010, [folder], None)
    desk.look()
    assert "courses/ban/course.yaml:1" in PageClient(app).get("/en/courses").text


def test_one_reads_as_a_visitor_or_as_a_learner_of_a_country(author):
    assert "You are reading without being enrolled" in author.client.get(LESSON).text
    as_learner = author.read_as("KG")
    assert "You are reading without being enrolled" not in as_learner.text
    assert as_learner.html.xpath("//select[@name='country']/option[@selected]/@value") == ["KG"]
    assert "You are reading without being enrolled" in author.read_as("").text


def test_a_learner_of_an_unknown_country_is_refused(author):
    assert author.client.post("/en/preview/reader", {"country": "XX"}).status_code == 404


def test_an_open_page_can_ask_whether_there_is_something_new(author):
    before = author.client.client.get("/en/preview/state").json
    author.replace("No exception", "No exception at all")
    assert author.client.client.get("/en/preview/state").json != before


def test_a_mistake_is_told_in_the_language_of_its_page(author):
    author.replace("бөлім", "[бөлім](term:nothing)", "01-ban/01-why.kk.md")
    page = author.client.get("/kk/courses/ban/why")
    assert page.text.count("белгісіз термин `nothing`") == 2  # at its place and in the bar
