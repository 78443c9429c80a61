"""The search page: a field, what was found, and what to do if nothing was."""

import pytest

from tests.small_course import BAN, READING, reading, settings
from tests.things import COURSE

CLOSED = settings("open: true", "open: false") | reading("The words before", "The walrus before")


def hits(page):
    return [
        " ".join(link.text_content().split())
        for link in page.html.xpath("//ol[@class='hits']//*[self::h2 or self::h3]/a")
    ]


def test_the_field_is_on_its_own_page_and_in_the_catalogue_and_a_link_to_it_on_every_page(client):
    assert "/ru/search" in client.get("/ru/").links()
    actions = [client.get(f"/ru/{path}").html.xpath("//main//form/@action") for path in ("search", "courses")]
    assert actions == [["/ru/search"], ["/ru/search"]]


def test_what_was_found_leads_to_the_part_of_the_lesson_that_answers(client):
    page = client.get("/ru/search?q=дипломатическими+заверениями")
    links = page.html.xpath("//ol[@class='hits']//h2/a/@href")
    assert links[0] == f"/ru/courses/{COURSE}/duties-of-the-state#after-cat-3"
    assert client.get(links[0]).html.xpath("//*[@id='after-cat-3']")
    assert "заверения" in page.html.xpath("//mark/text()")


def test_the_course_and_the_module_of_a_lesson_are_named(client):
    page = client.get("/ru/search?q=дипломатическими+заверениями")
    assert "Запрет пыток · Абсолютный запрет" in page.text


def test_the_query_stays_in_the_field_and_its_words_are_only_words(client):
    page = client.get('/en/search?q="><script>alert(1)</script>')
    assert page.html.get_element_by_id("q").value == '"><script>alert(1)</script>'
    assert not page.html.xpath("//script[not(@src)]")


def test_a_misspelt_word_is_said_to_be_understood_otherwise(client):
    assert "«раследование»" in client.get("/ru/search?q=раследование").text


def test_the_other_language_is_named_and_its_words_have_it(client):
    page = client.get("/kk/search?q=waiver")
    assert "Ағылшын тілінде табылғаны" in page.text
    assert page.html.xpath("//ol[@class='hits']//a/@lang")[0] == "en"
    assert page.html.xpath("//ol[@class='hits']//a/@href")[0].startswith("/en/courses/")


def test_where_nothing_is_found_a_likely_query_and_the_catalogue_are_offered(client):
    page = client.get("/ru/search?q=расслидовонее")
    assert "/ru/courses" in page.links()
    assert [link for link in page.links() if link.startswith("/ru/search?q=")]


@pytest.mark.parametrize("address", ["", "?q=", "?q=%20", "?q=а", "?q=права&page=x", "?q=права&page=999", "?page=-1"])
def test_odd_questions_have_a_page_too(client, address):
    assert client.get(f"/ru/search{address}").h1 == "Поиск"


def test_many_results_come_in_pages(client, press):
    press(
        {f"01-ban/{number:02}-lesson-{number}.{language}.md": LESSON for number in range(3, 16) for language in ("en",)}
    )
    first, second = client.get("/en/search?q=walrus"), client.get("/en/search?q=walrus&page=2")
    assert (len(hits(first)), len(hits(second))) == (10, 3)
    assert "Pages found: 13" in second.text


LESSON = "---\ntitle: A lesson\nminutes: 5\n---\n\nThe walrus.\n\n::: keypoints key\n\n- It is absolute.\n:::\n"


def test_a_closed_course_shows_what_it_is_called_and_nothing_of_its_text(client, press):
    press(CLOSED)
    page = client.get("/en/search?q=walrus")
    assert hits(page) == ["Why the ban is absolute"]
    assert "words before" not in page.text
    assert page.html.xpath("//ol[@class='hits']//a/@href") == [f"/en/courses/{BAN}"]


def test_who_is_enrolled_finds_the_text_of_a_closed_course(press, log_in, aigerim):
    press()
    learner = log_in(aigerim)
    learner.post(f"/kk/courses/{BAN}/enrol")
    press(CLOSED)
    page = learner.get("/en/search?q=walrus")
    assert page.html.xpath("//ol[@class='hits']//a/@href") == [f"/en/courses/{BAN}/{READING}#opening"]
    assert page.html.xpath("//mark/text()") == ["walrus"]
