"""Credentials on the site: downloads, what verification says of each file, the lists of what became of papers."""

import io
import json

import pytest

from helpcourse.accounts.actions import erase
from helpcourse.catalogue.actions import withdraw
from helpcourse.catalogue.shelf import Shelf
from helpcourse.certification.actions import replace, revoke
from helpcourse.certification.credentials.forms import FILE_NAMES, CredentialForm
from helpcourse.certification.credentials.square import square_url
from helpcourse.certification.models import ReplaceCause
from helpcourse.certification.queries import papers_of
from helpcourse.db import begin_write
from tests.builders import NOW, TODAY
from tests.certification.builders import COURSE, ISSUER, finish, worker_of
from tests.certification.test_credentials import CODE, PAPER, files
from tests.keys import signer

CHANGED = ReplaceCause.NAME_CHANGED

BY_FILE = "/en/verify#by-file"


@pytest.fixture
def statement(app, session, aigerim):
    """Aigerim's, drawn and signed."""
    finish(session, aigerim)
    worker_of(app).make_papers()
    (paper,) = papers_of(session, aigerim.id, today=TODAY)
    session.rollback()
    return paper


@pytest.fixture
def download(client, statement):
    return lambda form: client.client.get(f"/certificates/{statement.code}/{FILE_NAMES[form]}")


def upload(content: bytes) -> list[tuple[io.BytesIO, str]]:
    return [(io.BytesIO(content), "credential.json")]


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        (CredentialForm.JSON, "application/vc+ld+json"),
        (CredentialForm.JWT, "application/vc+jwt"),
        (CredentialForm.PNG, "image/png"),
        (CredentialForm.SVG, "image/svg+xml"),
    ],
)
def test_each_form_is_a_download_and_never_a_page(download, form, kind):
    response = download(form)
    assert response.mimetype == kind
    assert response.headers["Content-Disposition"] == f"attachment; filename=HC-2026-00001.{form}"
    assert response.data == download(form).data


def test_the_learner_finds_the_credential_beside_the_paper(log_in, aigerim, statement):
    page = log_in(aigerim).get("/en/my/certificates")
    links = page.html.xpath("//main//details//a/@href")
    assert links == [f"/certificates/{statement.code}/{name}" for name in FILE_NAMES.values()]
    assert "Open Badges 3.0" in page.text


@pytest.mark.parametrize("form", CredentialForm)
def test_every_form_is_told_as_exactly_what_was_issued(client, statement, download, form):
    answer = client.send(client.get("/en/verify"), action=BY_FILE, file=upload(download(form).data))
    assert statement.record.number in answer.h1
    assert "Not one byte differs" in answer.text


def test_a_document_that_was_written_anew_is_told_as_genuine(client, statement, download):
    anew = json.dumps(json.loads(download(CredentialForm.JSON).data)).encode()
    answer = client.send(client.get("/en/verify"), action=BY_FILE, file=upload(anew))
    assert "The credential is genuine" in answer.text


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (b"HC-2026-00001", b"HC-2026-00002", "ALTERED"),
        (b"#ed25519-1", b"#ed25519-9", "WRONG KEY"),
    ],
)
def test_what_is_wrong_with_a_credential_is_told(client, statement, download, old, new, told):
    wrong = download(CredentialForm.JSON).data.replace(old, new)
    answer = client.send(client.get("/en/verify"), action=BY_FILE, file=upload(wrong))
    assert told in answer.text
    assert len(answer.html.xpath("//*[contains(@class, 'verdict')]")) == 1


def test_what_is_signed_here_and_not_in_the_register_is_told_so(client):
    answer = client.send(client.get("/en/verify"), 404, action=BY_FILE, file=upload(files()[CredentialForm.JWT]))
    assert "Signed here, but not in the register" in answer.text
    assert PAPER.names["kk"] in answer.text


def test_a_credential_of_another_paper_is_not_this_one(client, statement):
    page = client.get(f"/en/verify/{statement.code}")
    answer = client.send(page, action=statement.code, file=upload(files()[CredentialForm.JSON]))
    assert "ALTERED" in answer.text


def test_the_square_code_leads_to_the_paper_and_is_verified(client, statement):
    url = square_url(statement.record, signer())
    path, english = url.removeprefix("http://localhost"), {"Accept-Language": "en"}
    landed = client.client.get(path, headers=english).headers["Location"]
    assert "The square code is genuine" in client.get(landed).text


def test_a_square_code_put_on_another_paper_is_told(client, statement):
    token = square_url(PAPER, signer()).partition("?s=")[2]
    assert "not of this paper" in client.get(f"/en/verify/{statement.code}?s={token}").text


def test_a_square_code_proves_a_paper_that_the_register_has_lost(client):
    token = square_url(PAPER, signer()).partition("?s=")[2]
    page = client.get(f"/kk/verify/{CODE}?s={token}", 404)
    assert PAPER.names["kk"] in page.text


def test_what_became_of_a_paper_is_told_in_order(client, session, statement, yerlan):
    begin_write(session)
    revoke(session, statement.id, by_id=yerlan.id, reason="Тестті басқа адам тапсырған.", now=NOW)
    session.commit()
    rows = client.get(f"/en/verify/{statement.code}").html.xpath("//main//table//tbody/tr/th/text()")
    assert rows == ["Issued", "Revoked"]


def test_a_list_is_there_with_the_first_paper_and_new_when_one_ends(app, client, session, statement, yerlan):
    worker = worker_of(app)
    worker.papers.list_ended()
    before = client.client.get("/credentials/revocation/2026-0").data
    begin_write(session)
    revoke(session, statement.id, by_id=yerlan.id, reason="…", now=NOW)
    session.commit()
    worker.papers.listed_at = None
    worker.papers.list_ended()
    assert client.client.get("/credentials/revocation/2026-0").data != before


def test_a_list_that_nobody_is_on_is_not_there(client):
    assert client.status("/credentials/refresh/1999-0") == 404


def test_a_new_paper_has_a_credential_of_its_own(app, client, session, statement, yerlan):
    begin_write(session)
    replace(session, Shelf(), statement.id, ISSUER, cause=CHANGED, by_id=yerlan.id, reason="Тегі өзгерді.", now=NOW)
    session.commit()
    worker_of(app).make_papers()
    codes = [paper.code for paper in papers_of(session, statement.person_id, today=TODAY)]
    assert [client.status(f"/certificates/{code}/credential.json") for code in codes] == [200, 200]


def test_credentials_outlive_course_and_account(client, session, statement, download, aigerim):
    before = download(CredentialForm.PNG).data
    begin_write(session)
    withdraw(session, COURSE, now=NOW)
    erase(session, aigerim.id, now=NOW)
    session.commit()
    assert download(CredentialForm.PNG).data == before
    answer = client.send(client.get("/en/verify"), action=BY_FILE, file=upload(before))
    assert "This paper is valid" in answer.text
