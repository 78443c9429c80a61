"""The admin's page of what is translated, from what is kept with the edition."""

import pytest

from helpcourse.content.translations import Entry, lock_text
from tests.content.builders import replaced
from tests.small_course import BAN, READING

PAGE = f"/en/admin/courses/{BAN}/translations"
STALE = {
    "translations.lock": lock_text({place: Entry("0" * 16) for place in ("lessons/why.kk#aside", "test.kk#ban-1")})
}
ONE_LANGUAGE = replaced("course.yaml", "[en, kk, ru]", "[en]")


@pytest.fixture
def yerlans(log_in, yerlan):
    return log_in(yerlan)


def rows(page, table):
    found = page.html.xpath(f"//table[normalize-space(caption)='{table}']/tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in found]


def test_the_figures_are_shown_by_language_and_file(yerlans, press):
    press(STALE)
    page = yerlans.get(PAGE)
    assert rows(page, "Languages") == [
        ["Kazakh", "71 %", "79 / 111", "14 / 23", "1", "8"],
        ["Russian", "18 %", "20 / 111", "3 / 23", "0", "20"],
    ]
    assert ["Why the ban is absolute", "96 %", "62 / 64", "1", "0"] in rows(page, "Files: Kazakh")


def test_what_is_stale_or_missing_is_listed_and_linked_to_the_lesson(yerlans, press):
    press(STALE)
    page = yerlans.get(PAGE)
    assert rows(page, "Why the ban is absolute lessons/why.kk") == [["aside", "", "Stale translation", "2"]]
    assert page.html.xpath(f"//a[@href='/kk/courses/{BAN}/{READING}#aside']")
    assert ["ban-1", "", "Stale translation", "6"] in rows(page, "The question bank of the final test test.kk")


def test_another_language_is_shown_if_asked_for(yerlans, ban):
    assert rows(yerlans.get(f"{PAGE}?into=ru"), "Files: Russian")
    assert yerlans.status(f"{PAGE}?into=en") == 404


def test_the_list_of_courses_shows_how_much_is_translated(yerlans, ban):
    page = yerlans.get("/en/admin/courses")
    assert page.html.xpath(f"//a[@href='{PAGE}?into=kk']//progress/@value") == ["78"]


def test_a_course_in_one_language_has_nothing_to_show(yerlans, press):
    other = dict.fromkeys(("course.kk.md", "glossary.kk.md", "test.kk.md", "01-ban/module.kk.md"))
    lessons = {f"01-ban/01-why.{language}.md": None for language in ("kk", "ru")}
    press({**ONE_LANGUAGE, **other, **lessons})
    assert "No figures are kept with this edition" in yerlans.get(PAGE).text
