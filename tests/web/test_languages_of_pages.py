"""Every page offers itself in the other languages, and changing loses nothing."""

import pytest

from tests.content.builders import SETTINGS
from tests.small_course import BAN, READING

PAGES = [
    "/",
    "/courses",
    f"/courses/{BAN}",
    f"/courses/{BAN}/{READING}?country=KZ",
    f"/courses/{BAN}/test",
    f"/glossary/{BAN}",
    f"/sources/{BAN}",
    "/my",
]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_offers_itself_in_every_language(learner, path):
    page = learner.get(f"/kk{path}")
    offered = page.html.xpath("//link[@rel='alternate']/@href")
    assert offered == [f"/{language}{path}" for language in ("kk", "ru", "en")]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_page_speaks_the_language_of_its_address(learner, path, language):
    page = learner.get(f"/{language}{path}", headers={"Accept-Language": "en"})
    assert page.html.get("lang") == language


def test_answers_and_notes_of_a_lesson_are_there_in_every_language(learner, lesson_url):
    learner.send(learner.get(lesson_url), action="/check", answer="2")
    learner.send(learner.get(lesson_url), action="/reflect", text="Менің ойым")
    page = learner.get(lesson_url.replace("/kk/", "/ru/"))
    assert page.html.xpath("//input[@name='answer'][@checked]/@value") == ["2"]
    assert page.html.xpath("string(//textarea)").strip() == "Менің ойым"


def test_progress_is_one_for_all_languages(learner, lesson_url):
    learner.send(learner.get(lesson_url), action="/complete")
    assert "Lessons finished: 1 / 2" in learner.get("/en/my").text
    assert ": 1 / 2" in learner.get("/ru/my").text


def test_a_course_that_is_not_in_a_language_is_shown_in_its_own(press, client):
    press({"course.yaml": one_language(), **dict.fromkeys(KAZAKH_AND_RUSSIAN)})
    page = client.get(f"/ru/courses/{BAN}/{READING}")
    assert page.html.get("lang") == "ru"
    assert page.html.xpath("string(//article/@lang)") == "en"


KAZAKH_AND_RUSSIAN = [
    "course.kk.md",
    "glossary.kk.md",
    "test.kk.md",
    "01-ban/module.kk.md",
    "01-ban/01-why.kk.md",
    "01-ban/01-why.ru.md",
]


def one_language():
    return SETTINGS.replace("languages: [en, kk, ru]", "languages: [en]")


def test_nothing_is_marked_as_missing_in_a_course_of_one_language_read_in_it(press, client):
    press({"course.yaml": one_language(), **dict.fromkeys(KAZAKH_AND_RUSSIAN)})
    assert not client.get(f"/en/courses/{BAN}/{READING}").html.xpath("//*[@class='stale']")
