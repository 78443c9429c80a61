"""A lesson in two languages: paragraph beside paragraph, one form, and the choice is kept."""

import pytest

from tests.small_course import BAN, READING, reading, reading_in_kazakh

pytestmark = pytest.mark.parametrize("template", ["sqlite"], indirect=True)  # no row tells any of this

BESIDE = "?beside=en"


def pairs(page, block):
    """[(text, the text beside it)] of a block."""
    found = page.html.xpath(f"//*[@id='{block}']//div[@class='pair']")
    return [tuple(text.text_content() for text in pair.xpath("./div")) for pair in found]


def languages(page, block):
    """Those that a block says of itself or of a part."""
    return set(page.html.xpath(f"//*[@id='{block}']/descendant-or-self::*/@lang"))


@pytest.fixture
def english(client, ban, lesson_url):
    """The Kazakh page of the lesson with English beside it."""
    return client.get(lesson_url + BESIDE)


def test_a_paragraph_stands_beside_its_translation(english):
    assert pairs(english, "opening") == [
        (
            "Бірінші тақырыпқа дейінгі сөздер Конвенцияға сілтейді.",
            "The words before the first heading cite the Convention.",
        )
    ]
    assert languages(english, "opening") == {"en"}


def test_without_a_second_language_nothing_is_paired(client, ban, lesson_url):
    assert not client.get(lesson_url).html.xpath("//*[@class='pair']")


@pytest.mark.parametrize("block", ["no-exception", "practice", "cat-2", "kz-law", "aside", "key"])
def test_every_kind_of_block_stands_in_both_languages(english, block):
    assert pairs(english, block)
    assert "en" in languages(english, block)


def test_a_heading_and_the_title_are_told_in_both(english):
    heading = english.html.xpath("//section[@id='no-exception']/h2")[0]
    assert heading.text_content().split() == ["Ерекшелік", "жоқ", "No", "exception"]
    assert english.h1 == "Тыйым неге абсолютті"
    assert english.html.xpath("//h1/following-sibling::p[1]/text()") == ["Why the ban is absolute"]


def test_a_section_whose_paragraphs_differ_in_number_stands_as_a_whole(press, client, lesson_url):
    press(reading("More prose after the question.", "More prose.\n\nAnd more."))
    assert pairs(client.get(lesson_url + BESIDE), "after-war") == [
        ("Сұрақтан кейінгі мәтін.", "More prose.\nAnd more.")
    ]


def test_a_question_has_one_form_with_both_languages(learner, lesson_url):
    page = learner.get(lesson_url + BESIDE)
    assert len(page.html.xpath("//form[contains(@action, '/check')]")) == 1
    options = [" ".join(label.text_content().split()) for label in page.html.xpath("//*[@id='question-war']//label")]
    assert options == ["Иә, соғыста. Yes, in war.", "Жоқ. No."]


def test_an_answer_is_explained_in_both_languages(learner, lesson_url):
    page = learner.get(lesson_url + BESIDE)
    learner.send(page, action="/check", answer="1")
    said = learner.get(lesson_url + BESIDE).html.xpath("//*[@id='question-war']//*[@class='said']")[0].text_content()
    assert "Бұдан ешқашан." in said
    assert "Never from this one." in said


def test_a_part_that_has_no_translation_beside_it_says_so(client, ban):
    page = client.get(f"/en/courses/{BAN}/{READING}?beside=ru")
    note = page.html.xpath("//aside[@id='aside']/preceding-sibling::*[1]")[0]
    assert (note.get("class"), note.text_content()) == ("stale", "There is no Russian text of this part yet.")
    assert pairs(page, "aside") == []


def test_a_stale_text_beside_says_so(press, client):
    press({"translations.lock": f"lessons/{READING}.kk#no-exception: {'0' * 16}\n"})
    page = client.get(f"/en/courses/{BAN}/{READING}?beside=kk")
    note = page.html.xpath("//*[@id='no-exception']/preceding-sibling::*[1]")[0].text_content()
    assert note.startswith("The text beside it: the original has changed")


def test_footnotes_of_two_languages_do_not_clash(press, client, lesson_url):
    note = "[^1]\n\n[^1]: A note.\n"
    press(
        reading("More prose after the question.", f"More prose.{note}")
        | reading_in_kazakh("Сұрақтан кейінгі мәтін.", f"Мәтін.{note}")
    )
    links = client.get(lesson_url + BESIDE).html.xpath(
        "//section[@id='after-war']//a[contains(@href, '#fn')]/@href"
    )  # ids: PageClient looks
    assert len(links) == len(set(links)) == 4


def test_a_source_that_only_the_second_text_cites_is_listed_too(press, client, lesson_url):
    press(reading("An aside.", "An aside, see [Gäfgen](source:gafgen)."))
    listed = client.get(lesson_url + BESIDE).html.xpath("//li[starts-with(@id, 'source-')]/@id")
    assert listed == ["source-CAT", "source-gafgen"]


@pytest.mark.parametrize("asked", ["", "kk", "de", "<b>", "en.ru"])
def test_a_language_that_cannot_stand_beside_is_none(client, ban, lesson_url, asked):
    assert not client.get(f"{lesson_url}?beside={asked}").html.xpath("//*[@class='pair']")


# The choice


def is_paired(page):
    return bool(page.html.xpath("//*[@class='pair']"))


def test_what_an_address_asks_for_is_shown_once(client, ban, lesson_url):
    assert is_paired(client.get(lesson_url + BESIDE))
    assert not is_paired(client.get(lesson_url))


def test_a_visitor_is_led_to_it_by_a_link_and_gets_no_cookie(client, ban, lesson_url):
    assert f"{lesson_url}?beside=ru" in client.get(lesson_url).links()
    assert client.client.get(lesson_url).headers.getlist("Set-Cookie") == []


def test_a_visitor_keeps_it_by_the_button(client, ban, lesson_url):
    client.send(client.get(lesson_url + BESIDE), action="/reading", button="beside=en")
    assert is_paired(client.get(lesson_url))


def test_who_is_logged_in_keeps_it_at_once_and_for_all_lessons(learner, lesson_url):
    page = learner.send(learner.get(lesson_url), action="/reading", button="beside=en")
    assert page.response.request.path == lesson_url
    assert is_paired(page)
    assert is_paired(learner.get("/kk/courses/prohibition-of-torture/what-is-torture"))


def test_who_goes_over_to_the_second_language_finds_the_first_beside_it(learner, lesson_url):
    learner.send(learner.get(lesson_url), action="/reading", button="beside=en")
    page = learner.get(f"/en/courses/{BAN}/{READING}")
    assert pairs(page, "aside") == [("An aside.", "Ескертпе.")]


def test_the_choice_is_taken_back(learner, lesson_url):
    page = learner.send(learner.get(lesson_url), action="/reading", button="beside=en")
    assert not is_paired(learner.send(page, action="/reading", button="beside="))


@pytest.mark.parametrize(
    "form", [{}, {"beside": "de"}, {"country": "US"}, {"beside": "ru\x01"}, {"next": "//evil.example"}]
)
def test_a_forged_choice_keeps_nothing_and_leads_nowhere(learner, form):
    response = learner.post("/kk/reading", form)
    assert (response.status_code, response.headers["Location"]) == (303, "/kk/")
    assert response.headers.getlist("Set-Cookie") == []


@pytest.mark.parametrize("cookie", ["", "de", "....", "ru.en.kk", "\x7f", "a" * 3000])
def test_a_forged_cookie_breaks_nothing(client, ban, lesson_url, cookie):
    client.client.set_cookie("beside", cookie)
    client.client.set_cookie("country", cookie)
    client.get(lesson_url)
