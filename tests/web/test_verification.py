"""Verification: what a stranger sees of a paper, and what an altered file is told to be."""

import hashlib
import io

import pytest

from helpcourse.accounts.actions import erase
from helpcourse.accounts.models import Throttle
from helpcourse.accounts.rules import token_hash
from helpcourse.catalogue.actions import withdraw
from helpcourse.catalogue.shelf import Shelf
from helpcourse.certification.actions import replace, revoke
from helpcourse.certification.models import ReplaceCause
from helpcourse.certification.queries import papers_of
from helpcourse.certification.rules import CODE_BITS, make_code
from helpcourse.db import begin_write
from helpcourse.web.verification import LARGEST_FILE
from tests.builders import NOW, TODAY
from tests.certification.builders import COURSE, ISSUER, finish, issue_to, worker_of

CHANGED = ReplaceCause.NAME_CHANGED

BY_FILE = "/en/verify#by-file"  # the page's second form
NEVER_ISSUED = make_code(2**CODE_BITS // 3)


@pytest.fixture
def statement(app, session, aigerim):
    """Aigerim's, drawn."""
    finish(session, aigerim)
    worker_of(app).make_papers()
    (paper,) = papers_of(session, aigerim.id, today=TODAY)
    session.rollback()
    return paper


@pytest.fixture
def pdf(client, statement):
    return client.client.get(f"/certificates/{statement.code}.pdf").data


def upload(content: bytes) -> list[tuple[io.BytesIO, str]]:
    return [(io.BytesIO(content), "paper.pdf")]


def altered(pdf: bytes) -> bytes:
    """With one bit of one byte turned round."""
    return pdf[:5000] + bytes([pdf[5000] ^ 1]) + pdf[5001:]


def test_a_stranger_sees_everything_printed(client, statement, aigerim):
    page = client.get(f"/kk/verify/{statement.code}")
    assert statement.record.number in page.h1
    assert page.text.count(aigerim.name) == 2  # in Kazakh and in Russian
    assert "Справка о завершении курса" in page.text
    assert "«Запрет пыток»" in page.text


def test_nothing_but_the_printed_is_told_of_a_person(client, statement, aigerim):
    page = client.get(f"/en/verify/{statement.code}")
    assert aigerim.email not in page.response.get_data(as_text=True)


def test_search_engines_are_kept_away(client, statement):
    for_all = [f"/kk/verify/{statement.code}", f"/certificates/{statement.code}.pdf"]
    assert [client.client.get(url).headers["X-Robots-Tag"] for url in for_all] == ["noindex", "noindex"]


def test_the_printed_address_leads_to_the_readers_language(client, statement):
    page = client.get(f"/verify/{statement.code}", headers={"Accept-Language": "ru"})
    assert page.html.get("lang") == "ru"


def test_a_code_is_found_however_it_is_typed(client, statement):
    typed = f" {statement.code[:4].lower()} – {statement.code[4:]}"
    page = client.get("/kk/verify", query_string={"code": typed})
    assert statement.record.number in page.h1


def test_an_unknown_code_gets_the_form_again_with_what_was_typed(client):
    page = client.get(f"/en/verify/{NEVER_ISSUED}", 404)
    assert "No such paper was issued here" in page.text
    assert page.html.xpath("//input[@name='code']/@value")[0].replace("-", "") == NEVER_ISSUED


def test_a_mistyped_code_is_told_as_mistyped(client, statement):
    wrong = ("1" if statement.code[0] == "0" else "0") + statement.code[1:]
    assert "The code was typed wrongly" in client.get(f"/en/verify/{wrong}", 404).text


@pytest.mark.parametrize("typed", ["", "   ", "---"])
def test_no_code_is_asked_for_again(client, typed):
    page = client.get("/en/verify", 422, query_string={"code": typed})
    assert "Type the code that stands on the paper." in page.text


def test_the_issued_file_is_told_as_exactly_it(client, statement, pdf):
    page = client.get(f"/en/verify/{statement.code}")
    answer = client.send(page, action=statement.code, file=upload(pdf))
    assert "exactly this paper" in answer.text


def test_a_file_with_one_byte_changed_is_told_as_altered(client, statement, pdf):
    page = client.get(f"/en/verify/{statement.code}")
    answer = client.send(page, action=statement.code, file=upload(altered(pdf)))
    assert "ALTERED" in answer.text
    assert len(answer.html.xpath("//*[contains(@class, 'verdict')]")) == 1  # a green one beside it would contradict it


def test_bytes_added_at_the_end_are_told_too(client, statement, pdf):
    page = client.get(f"/en/verify/{statement.code}")
    assert "ALTERED" in client.send(page, action=statement.code, file=upload(pdf + b"\n")).text


def test_a_result_is_told_once(client, statement, pdf):
    page = client.get(f"/en/verify/{statement.code}")
    client.send(page, action=statement.code, file=upload(pdf))
    assert "exactly this paper" not in client.get(f"/en/verify/{statement.code}").text


def test_a_file_without_a_code_leads_to_its_paper(client, statement, pdf):
    answer = client.send(client.get("/en/verify"), action=BY_FILE, file=upload(pdf))
    assert statement.record.number in answer.h1
    assert "exactly this paper" in answer.text


def test_an_unknown_file_is_told_to_bring_its_code(client, statement, pdf):
    answer = client.send(client.get("/en/verify"), 422, action=BY_FILE, file=upload(altered(pdf)))
    assert "no paper that was issued here, or it was altered" in answer.text


def test_a_file_that_is_too_large_is_told_so(client, statement):
    url = f"/en/verify/{statement.code}"
    body = multipart(csrf_token=client.csrf_token().encode(), pdf=b"%PDF" + bytes(LARGEST_FILE))
    response = client.client.post(url, data=body, content_type="multipart/form-data; boundary=end")
    assert response.status_code == 422
    assert "The file is too large" in response.get_data(as_text=True)


def multipart(csrf_token: bytes, pdf: bytes) -> bytes:
    """A form as a browser sends it; the test client would leave a large one in a temporary file."""
    head = b"--end\r\nContent-Disposition: form-data; name="
    file = head + b'"file"; filename="paper.pdf"\r\n\r\n' + pdf + b"\r\n--end--\r\n"
    return head + b'"csrf_token"\r\n\r\n' + csrf_token + b"\r\n" + file


def test_no_file_is_asked_for_again(client, statement):
    page = client.get(f"/en/verify/{statement.code}")
    assert "Choose the file" in client.send(page, 422, action=statement.code).text


def test_whoever_compares_too_many_files_has_to_wait(client, session, statement, pdf):
    begin_write(session)
    here = token_hash("127.0.0.1")
    session.add(Throttle(name="verify_address", key_hash=here, window_began_at=NOW, tries=100))
    session.commit()
    page = client.get(f"/en/verify/{statement.code}")
    client.send(page, 429, action=statement.code, file=upload(pdf))


def test_a_revoked_paper_says_so_with_date_and_reason(client, session, statement, yerlan):
    begin_write(session)
    revoke(session, statement.id, by_id=yerlan.id, reason="Тестті басқа адам тапсырған.", now=NOW)
    session.commit()
    page = client.get(f"/en/verify/{statement.code}")
    assert "This paper was revoked" in page.text
    assert "3 November 2026" in page.text
    assert "Тестті басқа адам тапсырған." in page.text


def test_a_replaced_paper_leads_to_the_new_one(client, session, statement, yerlan):
    begin_write(session)
    replace(session, Shelf(), statement.id, ISSUER, cause=CHANGED, by_id=yerlan.id, reason="Тегі өзгерді.", now=NOW)
    session.commit()
    page = client.get(f"/en/verify/{statement.code}")
    new = page.html.xpath("//main//a[contains(., 'valid now')]/@href")[0]
    assert "This paper is valid" in client.get(new).text


def test_a_paper_is_verified_after_its_course_and_its_account_are_gone(client, session, statement, aigerim):
    begin_write(session)
    withdraw(session, COURSE, now=NOW)
    erase(session, aigerim.id, now=NOW)
    session.commit()
    page = client.get(f"/en/verify/{statement.code}")
    assert "This paper is valid" in page.text
    assert aigerim.name in page.text


def test_the_pdf_is_served_byte_for_byte(statement, pdf):
    assert hashlib.sha256(pdf).hexdigest() == statement.sha256
    assert pdf.startswith(b"%PDF")


def test_the_pdf_is_a_download_named_by_its_number(client, statement):
    response = client.client.get(f"/certificates/{statement.code}.pdf")
    assert response.mimetype == "application/pdf"
    assert response.headers["Content-Disposition"] == "attachment; filename=HC-2026-00001.pdf"
    assert "private" in response.headers["Cache-Control"]


def test_a_pdf_that_the_browser_has_is_not_sent_again(client, statement):
    etag = {"If-None-Match": f'"{statement.sha256}"'}
    assert client.client.get(f"/certificates/{statement.code}.pdf", headers=etag).status_code == 304


@pytest.mark.parametrize("kind", ["pdf", "json"])
def test_without_a_code_there_is_nothing_to_download(client, kind):
    assert client.status(f"/certificates/{NEVER_ISSUED}.{kind}") == 404


def test_a_paper_that_is_not_drawn_yet_says_so(client, session, aigerim):
    issue_to(session, finish(session, aigerim))
    code = papers_of(session, aigerim.id, today=TODAY)[0].code
    assert "is being made" in client.get(f"/en/verify/{code}").text
    assert client.status(f"/certificates/{code}.pdf") == 404


def test_machines_read_the_same_as_people(client, statement, aigerim):
    told = client.client.get(f"/certificates/{statement.code}.json").get_json()
    assert told["status"] == "valid"
    assert told["record"]["names"]["kk"] == aigerim.name
    assert told["pdf_sha256"] == statement.sha256
