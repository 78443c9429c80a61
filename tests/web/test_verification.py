"""Verification: what a stranger sees of a paper, and what an altered file is told to be."""

import hashlib
import io

import pytest

from helpcourse.certification.queries import papers_of
from tests.certification.builders import finish, worker_of


@pytest.fixture
def statement(app, session, aigerim):
    """Aigerim's, drawn."""
    finish(session, aigerim)
    worker_of(app).make_papers()
    (paper,) = papers_of(session, aigerim.id)
    session.rollback()
    return paper


@pytest.fixture
def pdf(client, statement):
    return client.client.get(f"/certificates/{statement.code}.pdf").data


def upload(content: bytes) -> list[tuple[io.BytesIO, str]]:
    return [(io.BytesIO(content), "paper.pdf")]


def test_a_stranger_sees_everything_printed(client, statement, aigerim):
    page = client.get(f"/kk/verify/{statement.code}")
    assert statement.record.number in page.h1
    assert page.text.count(aigerim.name) == 2  # in Kazakh and in Russian
    assert "Справка о завершении курса" in page.text


def test_the_pdf_is_served_byte_for_byte(client, statement, pdf):
    assert hashlib.sha256(pdf).hexdigest() == statement.sha256
    assert pdf.startswith(b"%PDF")


def test_the_printed_address_leads_to_the_readers_language(client, statement):
    page = client.get(f"/verify/{statement.code}", headers={"Accept-Language": "ru"})
    assert page.html.get("lang") == "ru"


def test_a_code_is_found_however_it_is_typed(client, statement):
    typed = f" {statement.code[:4].lower()} – {statement.code[4:]}"
    page = client.get("/kk/verify", query_string={"code": typed})
    assert statement.record.number in page.h1


def test_the_issued_file_is_told_as_exactly_it(client, statement, pdf):
    page = client.get(f"/en/verify/{statement.code}")
    answer = client.send(page, action=statement.code, pdf=upload(pdf))
    assert "exactly this paper" in answer.text


def test_a_file_with_one_byte_changed_is_told_as_altered(client, statement, pdf):
    page = client.get(f"/en/verify/{statement.code}")
    altered = pdf[:5000] + bytes([pdf[5000] ^ 1]) + pdf[5001:]
    answer = client.send(page, action=statement.code, pdf=upload(altered))
    assert "ALTERED" in answer.text
