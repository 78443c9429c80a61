"""Print and take away: whoever may read may have it, as a file with a name that can be read."""

import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import unquote

import pytest

from helpcourse.web.fragments import KeptOnce
from tests.small_course import BAN, READING, settings

ADDRESSES = ["take/{}", "take/{}/why", "take/{}.epub", "take/{}/why.html", "print/{}"]
addresses = pytest.mark.parametrize("address", [f"/kk/{address.format(BAN)}" for address in ADDRESSES])


@addresses
def test_an_open_course_may_be_taken_by_anybody(client, ban, address):
    assert client.status(address) == 200


@addresses
def test_a_closed_course_may_be_taken_by_those_who_are_enrolled(press, client, learner, log_in, bolat, address):
    press(settings("open: true", "open: false"))
    assert "/login" in client.client.get(address).headers["Location"]
    assert log_in(bolat).client.get(address).headers["Location"] == f"/kk/courses/{BAN}"
    assert learner.status(address) == 200


@pytest.mark.parametrize("address", ["take/ban/nowhere", "take/ban/nowhere.epub", "take/nowhere.epub", "take/ban.pdf"])
def test_what_is_not_there_is_not_found(client, ban, address):
    assert client.status(f"/kk/{address}") == 404


def test_a_lesson_and_a_course_lead_to_what_can_be_taken(client, ban):
    assert f"/kk/take/{BAN}/{READING}" in client.get(f"/kk/courses/{BAN}/{READING}").links()
    assert f"/kk/take/{BAN}" in client.get(f"/kk/courses/{BAN}").links()


def test_the_page_offers_the_lesson_and_the_course(client, ban):
    links = client.get(f"/en/take/{BAN}/{READING}").links()
    files = [f"/en/take/{BAN}{lesson}.{form}" for lesson in ("", f"/{READING}") for form in ("epub", "html")]
    assert {*files, f"/en/print/{BAN}", f"/en/courses/{BAN}/{READING}"} <= set(links)


def test_a_file_is_named_as_the_course_in_the_language_of_the_page(client, ban):
    said = client.client.get(f"/kk/take/{BAN}.epub").headers["Content-Disposition"]
    assert said.startswith('attachment; filename="ban-kk.epub"')
    assert unquote(said).endswith("UTF-8''Тыйым.epub")


def test_a_file_that_is_had_already_is_not_sent_again(client, ban):
    etag = client.client.get(f"/kk/take/{BAN}.html").headers["ETag"]
    assert client.client.get(f"/kk/take/{BAN}.html", headers={"If-None-Match": etag}).status_code == 304


def test_a_new_edition_is_another_file(press, client, ban):
    etag = client.client.get(f"/en/take/{BAN}.epub").headers["ETag"]
    press(settings("hours: 1.5", "hours: 2"))
    assert client.client.get(f"/en/take/{BAN}.epub").headers["ETag"] != etag


def test_the_printed_course_is_a_good_page_with_all_lessons(client, ban):
    page = client.get(f"/ru/print/{BAN}")
    assert page.html.xpath("//section[starts-with(@class, 'chapter')]/@id") == [
        *("about", "module-ban", "lesson-why", "module-duty", "lesson-duty", "glossary", "sources")
    ]


def test_a_file_says_in_its_own_language_what_it_is(client, ban):
    text = client.client.get(f"/ru/take/{BAN}.html").get_data(as_text=True)
    assert "Законодательство по состоянию на: 1 октября 2026 года" in text


def test_what_two_ask_for_at_once_is_made_once():
    kept, made = KeptOnce(10_000), []

    def slow():
        time.sleep(0.05)
        made.append("book")
        return b"book"

    with ThreadPoolExecutor(2) as two:
        assert list(two.map(lambda _one: kept.get("key", slow), range(2))) == [b"book", b"book"]
    assert made == ["book"]
