"""What a lesson says of its own words: stale, missing, one country's law, overdue."""

import pytest

from tests.small_course import BAN, READING, reading, reading_in_kazakh, settings


def test_a_stale_part_is_marked_in_the_words_of_the_page(press, client, lesson_url):
    lock = f"lessons/{READING}.kk#no-exception: {'0' * 16}\n"
    press({"translations.lock": lock})
    section = client.get(lesson_url).html.xpath("//*[@id='no-exception']/preceding-sibling::*[1]")[0]
    assert section.get("class") == "stale"
    assert section.xpath(".//a/@href") == [f"/en/courses/{BAN}/{READING}#no-exception"]


def test_a_stale_question_is_asked_in_the_language_of_the_original(press, client, lesson_url):
    press({"translations.lock": f"lessons/{READING}.kk#war: {'0' * 16}\n"})
    page = client.get(lesson_url)
    question = page.html.xpath("//*[@id='question-war']")[0]
    assert question.xpath(".//fieldset/@lang") == ["en"]
    assert "түпнұсқасы өзгерген" in question.xpath("preceding-sibling::*[1]")[0].text_content()


def test_a_note_in_its_own_source_language_leads_to_that(press, client, lesson_url):
    """National law is written in Kazakh first: for a Russian or an English text the original is Kazakh."""
    english = "::: national kz-law\ncountry: KZ\n"
    press(
        reading(english, f"{english}source_language: kk\n")
        | {"translations.lock": f"lessons/{READING}.en#kz-law: {'0' * 16}\n"}
    )
    note = client.get(f"/en/courses/{BAN}/{READING}").html.xpath("//*[@id='kz-law']/preceding-sibling::*[1]//a/@href")
    assert note == [f"{lesson_url}#kz-law"]


def test_a_missing_part_is_shown_in_the_language_of_the_original(press, client, lesson_url):
    press(reading_in_kazakh("::: note aside\n\nЕскертпе.\n:::\n", ""))
    aside = client.get(lesson_url).html.xpath("//aside[@id='aside']")[0]
    assert aside.get("lang") == "en"
    assert aside.xpath("preceding-sibling::*[1]/@class") == ["stale"]


KG_LAW = (
    "::: national kg-law\ncountry: KG\nas_of: 2025-01-01\nreview_by: 2026-01-01\n\nWho investigates there?\n:::\n\n"
)


@pytest.fixture
def two_laws(press, ban):
    """The lesson has notes on two countries, the one on Kyrgyzstan second, its review overdue."""
    press(reading("::: note aside", KG_LAW + "::: note aside") | settings("countries: [KZ]", "countries: [KZ, KG]"))


def laws(page):
    """(id, how it is drawn), in the order of the page."""
    return [(law.get("id"), law.tag) for law in page.html.xpath("//*[contains(@class, 'national')]")]


def test_ones_own_law_is_open_and_others_are_folded(two_laws, learner, lesson_url):
    assert laws(learner.get(lesson_url)) == [("kz-law", "section"), ("kg-law", "details")]


def test_a_visitor_asks_for_a_country_and_its_law_comes_first(two_laws, client, lesson_url):
    assert laws(client.get(f"{lesson_url}?country=KG")) == [("kg-law", "section"), ("kz-law", "details")]


@pytest.mark.parametrize("country", ["", "US", "kg", "%00", "<script>"])
def test_a_country_without_a_note_changes_nothing(two_laws, client, lesson_url, country):
    assert client.status(f"{lesson_url}?country={country}") in (200, 400)


def test_a_law_whose_review_is_overdue_says_so(two_laws, client):
    page = client.get(f"/en/courses/{BAN}/{READING}?country=KG")
    overdue = page.html.xpath("//*[@id='kg-law']")[0].text_content()
    assert "Law as of: 1 January 2025" in overdue
    assert "was to be reviewed by 1 January 2026" in overdue


def test_a_law_that_is_not_overdue_says_when_it_will_be_reviewed(two_laws, client):
    law = client.get(f"/en/courses/{BAN}/{READING}").html.xpath("//*[@id='kz-law']")[0].text_content()
    assert "Next review: 1 October 2027" in law
    assert "was to be reviewed" not in law


def test_a_folded_law_tells_before_it_is_opened_that_it_is_overdue(two_laws, client):
    summary = client.get(f"/en/courses/{BAN}/{READING}").html.xpath("//details[@id='kg-law']/summary")[0]
    assert summary.text_content() == "National law: Kyrgyzstan · review overdue"


def test_a_visitor_keeps_the_country_by_a_form(two_laws, client, lesson_url):
    asked = client.get(f"{lesson_url}?country=KG")
    page = client.send(asked, action="/reading", button="country=KG")
    assert page.response.request.path == lesson_url
    assert laws(page) == [("kg-law", "section"), ("kz-law", "details")]


def test_a_visitor_asks_for_a_country_by_the_link_in_its_note(two_laws, client, lesson_url):
    assert client.get(lesson_url).html.xpath("//*[@id='kg-law']/p/a/@href") == [f"{lesson_url}?country=KG#kg-law"]


def test_who_is_logged_in_puts_another_country_first_at_once(two_laws, learner, lesson_url):
    page = learner.send(learner.get(lesson_url), action="/reading", button="country=KG")
    assert laws(page) == [("kg-law", "section"), ("kz-law", "details")]


def test_what_a_visitor_chose_here_does_not_outweigh_ones_own_country(two_laws, learner, lesson_url):
    learner.client.set_cookie("country", "KG")
    assert laws(learner.get(lesson_url))[0] == ("kz-law", "section")


def test_a_choice_ends_where_one_says_anew_where_one_lives(two_laws, learner, lesson_url):
    learner.send(learner.get(lesson_url), action="/reading", button="country=KG")
    learner.send(learner.get("/kk/me"))
    assert laws(learner.get(lesson_url))[0] == ("kz-law", "section")


def test_a_course_says_whose_law_it_covers(two_laws, client):
    facts = client.get(f"/en/courses/{BAN}").html.xpath("//dt[.='National law']/following-sibling::dd[1]/text()")
    assert facts == ["Kazakhstan, Kyrgyzstan"]
