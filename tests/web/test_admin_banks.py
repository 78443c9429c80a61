"""Admins take questions in from other systems, and give ours away."""

import io

import pytest

from tests.interop.banks.moodle_samples import question, quiz
from tests.small_course import BAN

PAGE = "/en/admin/banks"
GIFT = "// [id:judge]\nWho decides? {=A judge ~A cook}\n\nOnly a text.\n"
OURS = "::: question judge\npoints: 1\n\nWho decides?\n\n- [x] A judge\n- [ ] A cook\n:::\n"


@pytest.fixture
def yerlans(log_in, yerlan):
    return log_in(yerlan)


def take(person, content, status=200, **fields):
    return person.send(person.get(PAGE), status, file=[(io.BytesIO(content), "bank")], language="en", **fields)


def test_a_file_becomes_markdown_to_commit(yerlans):
    page = take(yerlans, GIFT.encode())
    assert "left out: a text that asks nothing" in page.text
    url = page.html.xpath("//a[@download]/@href")[0]
    response = yerlans.client.get(url)
    assert response.text == OURS
    assert response.headers["Content-Disposition"] == "attachment; filename=test.en.md"


def test_what_is_told_stands_on_the_page_in_its_language(yerlans):
    page = take(yerlans, GIFT.encode())
    russian = yerlans.get(page.response.request.path.replace("/en/", "/ru/"))
    assert "не вошёл: текст, в котором ни о чём не спрашивают: question (строка 4)" in " ".join(russian.text.split())


def test_a_file_without_good_questions_gives_nothing_to_download(yerlans):
    page = take(yerlans, quiz(question("calculated", "")))
    assert "There is no question that can be taken in." in page.text
    assert not page.html.xpath("//a[@download]")


@pytest.mark.parametrize(
    ("content", "fields", "told"),
    [
        (b"", {}, "Choose a file."),
        (b"<quiz>\n<x>", {}, "Line 2: the XML is broken"),
        ("Кто? {=суд}".encode("cp1251"), {}, "not UTF-8; it reads well as windows-1251"),
        (b"PK\x03\x04", {}, "the zip file is broken"),
        (b"<quiz/>", {"form": "qti"}, "this is no QTI item"),
    ],
)
def test_what_cannot_be_read_is_told_at_the_field(yerlans, content, fields, told):
    page = take(yerlans, content, 422, **fields)
    assert told in page.html.xpath("string(//p[@class='field-error'])")


def test_an_encoding_can_be_named(yerlans):
    page = take(yerlans, "Кто? {=суд}".encode("cp1251"), encoding="windows-1251")
    assert "Кто?" in yerlans.client.get(page.html.xpath("//a[@download]/@href")[0]).text


@pytest.mark.parametrize(
    ("form", "ending", "sign"),
    [
        ("gift", ".gift.txt", "::ban-1::"),
        ("moodle", ".xml", "<idnumber>ban-1</idnumber>"),
        ("qti", ".zip", "ban-1.xml"),
    ],
)
def test_the_bank_of_a_course_is_given_away(yerlans, ban, form, ending, sign):
    page = yerlans.get(f"/en/admin/courses/{BAN}/bank?format={form}&into=kk")
    assert "no current translation" in page.text
    response = yerlans.client.get(page.html.xpath("//a[@download]/@href")[0])
    assert response.headers["Content-Disposition"] == f"attachment; filename=ban.kk{ending}"
    assert sign.encode() in response.data


@pytest.mark.parametrize("asked", ["format=word", "into=fr", "module=none"])
def test_what_nobody_offers_is_not_found(yerlans, ban, asked):
    assert yerlans.status(f"/en/admin/courses/{BAN}/bank?{asked}") == 404


def test_a_bank_that_was_never_taken_in_is_not_found(yerlans):
    assert yerlans.status(f"{PAGE}/{'0' * 64}") == 404
    assert yerlans.status(f"{PAGE}/..%2f..%2fetc") == 404
