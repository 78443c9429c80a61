"""Files signed elsewhere: put beside a paper by its issuer, seen by everybody who verifies it."""

import io

import pytest

from tests.pages import PageClient

PDF = b"%PDF-1.7 signed"


@pytest.fixture
def gulnara(used_app, world):
    return PageClient(used_app).log_in(world.cast["gulnara"])


@pytest.fixture
def url(world):
    return f"/en/admin/certificates/{world.things['aigerim'].certificate_id}"


def put(client, url, status=200, name="signed.pdf", content=PDF):
    page = client.get(f"{url}/files/new")
    return client.send(page, status, file=[(io.BytesIO(content), name)], signed_by="Ye. Abdirov, director")


def test_everybody_who_verifies_the_paper_gets_the_file_as_it_was_given(used_app, gulnara, url, world):
    visitor = PageClient(used_app)
    verified = f"/en/verify/{world.things['aigerim'].code}"
    before = visitor.get(verified).links()
    put(gulnara, url)
    [link] = [link for link in visitor.get(verified).links() if link not in before]
    response = visitor.client.get(link)
    assert (response.data, response.headers["X-Content-Type-Options"]) == (PDF, "nosniff")
    assert response.headers["Content-Disposition"] == "attachment; filename=signed.pdf"


def test_a_file_that_is_taken_away_is_not_found(used_app, gulnara, url, world):
    page = put(gulnara, url)
    link = next(link for link in page.links() if "/files/" in link and not link.endswith("/new"))
    gulnara.send(page, action="remove")
    assert PageClient(used_app).status(link) == 404


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("signed.pdf", b"no PDF"),
        ("signed.exe", b"MZ"),
        ("signed.p7s", b"%PDF-"),
        ("signed.pdf", b""),
    ],
)
def test_what_is_no_signed_file_is_refused(gulnara, url, name, content):
    assert put(gulnara, url, 422, name, content).html.xpath("//p[@id='file-error']")
