"""The papers of an institution as its country's coordinator sets them, and as everybody verifies them."""

import io

import pytest

from helpcourse.certification.actions import replace
from helpcourse.certification.models import ReplaceCause
from helpcourse.certification.queries import find_pdf, get_paper
from helpcourse.db import begin_write
from helpcourse.tutoring.models import Cohort
from tests.batch_world import ISSUER
from tests.builders import NOW, TODAY
from tests.certification.builders import worker_of
from tests.certification.template_builders import png
from tests.pages import PageClient


@pytest.fixture
def gulnara(used_app, world):
    return PageClient(used_app).log_in(world.cast["gulnara"])


@pytest.fixture
def url(world):
    return f"/en/admin/institutions/{world.institutions['KZ']}/paper"


def put_logo(client, url, status=200, content=None):
    return client.send(client.get(f"{url}/logo"), status, file=[(io.BytesIO(content or png()), "logo.png")])


def test_a_coordinator_changes_who_issues_and_who_signs(gulnara, url):
    page = gulnara.send(
        gulnara.get(f"{url}/edit"), second="kk", issuer_kk="Алқа", signatory_kk="А.", position_kk="Төраға"
    )
    said = page.html.xpath("//dl[@class='facts']//dd[@lang='kk']/text()")
    assert said == ["Алқа", "Төраға А."]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"second": "kk"}, "signatory_kk"),  # printed, and nobody signs
        ({"second": "ru"}, "second"),
        ({"second": "", "third": "en"}, "third"),
        ({"number_prefix": "KBA-2"}, "number_prefix"),  # the other institution's
        ({"number_prefix": "hc"}, "number_prefix"),  # the site's
        ({"number_prefix": "ҚАА"}, "number_prefix"),
        ({"issuer_ru": "東京"}, "issuer_ru"),
    ],
)
def test_what_could_not_be_printed_or_numbered_is_refused(gulnara, url, typed, field):
    page = gulnara.send(gulnara.get(f"{url}/edit"), 422, **typed)
    assert page.html.xpath(f"//p[@id='{field}-error']")


def test_what_somebody_else_has_set_meanwhile_is_told_before_it_is_replaced(gulnara, url):
    page = gulnara.send(gulnara.get(f"{url}/edit"), 409, seen="an older one", place_ru="Тараз")
    assert "Somebody else has changed this" in page.text
    assert "Тараз" in gulnara.send(page).text


def test_an_institution_abroad_is_not_found(gulnara, world):
    abroad = f"/en/admin/institutions/{world.institutions['KG']}/paper"
    assert [gulnara.status(abroad + end) for end in ("", "/edit", "/certificate.png", "/use")] == [404] * 4


def test_own_words_stand_in_the_sample_at_once(gulnara, url):
    before = gulnara.client.get(f"{url}/achievement.png").data
    page = gulnara.send(gulnara.get(f"{url}/words/achievement"), heading_ru="Свидетельство")
    assert page.html.xpath("//main//img")
    assert gulnara.client.get(f"{url}/achievement.png").data != before
    assert gulnara.client.get(f"{url}/certificate.pdf").data.startswith(b"%PDF-")


def test_a_logo_is_put_in_and_taken_out(used_app, gulnara, url):
    page = put_logo(gulnara, url)
    (address,) = page.html.xpath("//img[@class='logo']/@src")
    response = PageClient(used_app).client.get(address)
    assert (response.mimetype, response.data) == ("image/png", png())
    page = gulnara.send(gulnara.get(f"{url}/logo"), action="remove")
    assert page.html.xpath("//img[@class='logo']") == []


def test_what_is_no_logo_is_refused_with_the_reason(gulnara, url):
    page = put_logo(gulnara, url, 422, b"<svg/>")
    assert "no PNG" in page.html.xpath("string(//p[@id='file-error'])")


@pytest.fixture
def reissued(used_app, used_session, gulnara, url, world):
    """Aigerim's paper anew, when her cohort's partner has papers of its own in use; its code."""
    put_logo(gulnara, url)
    gulnara.send(gulnara.get(f"{url}/use"))
    things = world.things["aigerim"]
    begin_write(used_session)
    used_session.get_one(Cohort, things.cohort_id).institution_id = world.institutions["KZ"]
    new = replace(
        used_session, used_app.extensions["shelf"], things.certificate_id, ISSUER,
        cause=ReplaceCause.MISPRINT, by_id=world.cast["yerlan"].id, now=NOW,
    )  # fmt: skip
    used_session.commit()
    worker_of(used_app).make_papers()
    return get_paper(used_session, new, countries=None, today=TODAY).code


def test_everybody_who_verifies_sees_what_is_printed_with_the_logo(used_app, used_session, reissued):
    page = PageClient(used_app).get(f"/en/verify/{reissued}")
    assert page.html.xpath("//img[@class='logo']/@alt") == ["Logo on the paper: Коллегия"]
    assert "KBA-2026-00001" in page.h1
    assert b"/Figure" in find_pdf(used_session, reissued).content


def test_the_register_of_an_institution_has_its_papers_only(gulnara, world, reissued):
    page = gulnara.get(f"/en/admin/certificates?issuer={world.institutions['KZ']}")
    assert [cell.text_content() for cell in page.html.xpath("//tbody/tr/th")] == ["KBA-2026-00001"]


def test_papers_are_the_sites_again_when_it_is_said(gulnara, url, reissued):
    page = gulnara.send(gulnara.get(f"{url}/stop"))
    assert "Not in use yet" in page.text
    assert page.html.xpath("//a[contains(@href, '/use')]")
