"""Papers on the admin's pages: who may get one, preview, issue, search, revoke, replace."""

import uuid

import pytest
from sqlalchemy import func, select

from helpcourse.certification.actions import revoke
from helpcourse.certification.models import Certificate
from helpcourse.learning.models import Enrolment
from helpcourse.tutoring import actions
from tests.builders import NOW
from tests.certification.builders import worker_of
from tests.pages import PageClient


@pytest.fixture
def yerlans(used_app, world):
    return PageClient(used_app).log_in(world.cast["yerlan"])


@pytest.fixture
def gulnaras(used_app, world):
    return PageClient(used_app).log_in(world.cast["gulnara"])


@pytest.fixture
def url(world):
    return f"/kk/admin/cohorts/{world.things['aigerim'].cohort_id}/certificates"


@pytest.fixture
def saltanat_is_ready(used_session, world):
    """She has finished, and the tutor has confirmed her."""
    things = world.things["saltanat"]
    used_session.get(Enrolment, things.enrolment_id).finished_at = NOW
    actions.confirm(used_session, things.cohort_id, [things.enrolment_id], by_id=world.cast["dana"].id, now=NOW)
    used_session.commit()


def count(session, world):
    issued = session.scalar(
        select(func.count())
        .select_from(Certificate)
        .where(Certificate.enrolment_id == world.things["saltanat"].enrolment_id)
    )
    session.rollback()
    return issued


def test_what_is_missing_is_told_in_words(yerlans, url):
    page = yerlans.get(url.replace("/kk/", "/en/"))
    row = page.html.xpath("//tr[th/a='Жұмабаева Салтанат']/td")[0].text_content()
    assert row == "The course is not finished; The tutor has not confirmed"


def test_the_preview_shows_the_names_and_issues_nothing(yerlans, url, saltanat_is_ready, used_session, world):
    page = yerlans.send(yerlans.get(url), action="preview")
    assert [cell.text for cell in page.html.xpath("//tbody/tr/*")[:2]] == ["Жұмабаева Салтанат"] * 2
    assert count(used_session, world) == 0


def test_who_had_a_paper_revoked_is_not_ticked_by_itself(yerlans, url, used_session, world):
    of_aigerim = world.things["aigerim"].certificate_id
    revoke(used_session, of_aigerim, by_id=world.cast["yerlan"].id, reason="2 / 3", now=NOW)
    used_session.commit()
    (row,) = yerlans.get(url.replace("/kk/", "/en/")).html.xpath("//tr[td/label/input and contains(., 'Серікова')]")
    assert "Revoked: HC-2026-00001" in row.text_content()
    assert not row.xpath(".//input/@checked")
    assert "ready for the certificate" not in yerlans.get("/en/admin/").text


def test_the_preview_is_a_pdf(yerlans, url, saltanat_is_ready, world):
    response = yerlans.client.get(f"{url}/{world.things['saltanat'].enrolment_id}/preview.pdf")
    assert (response.mimetype, response.data[:5]) == ("application/pdf", b"%PDF-")


def test_a_certificate_is_issued_once_however_often_it_is_asked_for(
    yerlans, url, saltanat_is_ready, used_app, used_session, world
):
    preview = yerlans.send(yerlans.get(url), action="preview")
    yerlans.send(preview, action="issue")
    yerlans.send(preview, action="issue")
    worker_of(used_app).make_papers()
    assert count(used_session, world) == 1


def test_the_pages_of_a_batch_show_it_and_take_it_back(yerlans, used_app, url, saltanat_is_ready, world):
    page = yerlans.send(yerlans.send(yerlans.get(url), action="preview"), action="issue")
    assert page.response.headers["Refresh"]  # while papers are made
    worker_of(used_app).make_papers()
    page = yerlans.get(page.response.request.path)
    assert "Refresh" not in page.response.headers
    question = yerlans.get(next(link for link in page.links() if link.endswith("/undo")))
    undone = yerlans.send(question)
    assert undone.html.xpath("//main//*[contains(@class, 'notice warning')]")
    assert [cell.text_content().strip() for cell in undone.html.xpath("//tbody/tr/td[2]")] == ["Кері алынды"]


def test_a_preview_shows_three_papers_as_pictures(yerlans, url, saltanat_is_ready, world):
    page = yerlans.send(yerlans.get(url), action="preview")
    (picture,) = page.html.xpath("//main//img/@src")
    assert yerlans.client.get(picture).data.startswith(b"\x89PNG")


def test_nobody_unready_is_issued_a_certificate(yerlans, url, used_app, used_session, world):
    unready = {"learner": str(world.things["saltanat"].enrolment_id), "request_key": uuid.uuid4().hex}
    yerlans.post(f"{url}/issue", unready)
    worker_of(used_app).make_papers()
    assert count(used_session, world) == 0


@pytest.mark.parametrize("text", ["серикова", "НУРЛАНКЫЗЫ айг", "HC-2026-00001"])
def test_papers_are_found_by_name_and_number(yerlans, text):
    page = yerlans.get(f"/kk/admin/certificates?text={text}")
    assert len(page.html.xpath("//tbody/tr")) == 1


def test_a_paper_is_found_by_its_code(yerlans, world):
    page = yerlans.get(f"/kk/admin/certificates?text={world.things['aigerim'].code.lower()}")
    assert "Серікова Айгерім Нұрланқызы" in page.text


def test_a_coordinator_sees_papers_of_the_own_country_only(gulnaras, world):
    assert gulnaras.status(f"/kk/admin/certificates/{world.things['azamat'].certificate_id}") == 404
    assert "Токтоев" not in gulnaras.get("/kk/admin/certificates").text


def paper_url(world):
    return f"/kk/admin/certificates/{world.things['aigerim'].certificate_id}"


def test_a_paper_is_downloaded_as_it_was_stored(yerlans, world):
    response = yerlans.client.get(f"{paper_url(world)}/paper.pdf")
    assert response.headers["Content-Disposition"].startswith('attachment; filename="HC-2026-')


def test_a_paper_is_revoked_with_a_reason_that_everybody_sees(yerlans, used_app, world):
    yerlans.send(yerlans.get(f"{paper_url(world)}/revoke"), reason="Қате берілген")
    assert "Қате берілген" in PageClient(used_app).get(f"/kk/verify/{world.things['aigerim'].code}").text


def test_no_paper_is_revoked_without_a_reason(yerlans, world, used_session):
    yerlans.send(yerlans.get(f"{paper_url(world)}/revoke"), 422, reason=" ")
    assert used_session.get(Certificate, world.things["aigerim"].certificate_id).ended_at is None


def test_a_revoked_paper_cannot_be_revoked_again(yerlans, world):
    yerlans.send(yerlans.get(f"{paper_url(world)}/revoke"), reason="Қате берілген")
    assert yerlans.get(f"{paper_url(world)}/revoke").html.xpath("//main//*[contains(@class, 'notice info')]")


def test_a_paper_is_replaced_by_one_with_a_new_number(yerlans, world):
    old = yerlans.get(paper_url(world)).h1
    page = yerlans.send(yerlans.get(f"{paper_url(world)}/replace"), cause="name_changed")
    assert page.h1 != old
    assert "Қазір жарамды құжат" in yerlans.get(paper_url(world)).text


@pytest.mark.parametrize("deed", ["revoke", "replace"])
def test_papers_are_filtered_by_what_became_of_them(yerlans, world, deed):
    words = {"reason": "Қате берілген"} if deed == "revoke" else {"cause": "misprint"}
    yerlans.send(yerlans.get(f"{paper_url(world)}/{deed}"), **words)
    found = yerlans.get(f"/kk/admin/certificates?state={deed}d").html.xpath("//tbody/tr/th/a/@href")
    assert found == [paper_url(world)]
    assert paper_url(world) not in yerlans.get("/kk/admin/certificates?state=valid").html.xpath("//tbody/tr/th/a/@href")


def rows_of(client, address):
    return client.client.get(address).get_data().decode("utf-8-sig").splitlines()


def test_the_register_of_papers_is_downloaded_as_it_stands_or_whole(yerlans, world):
    yerlans.send(yerlans.get(f"{paper_url(world)}/revoke"), reason="2 / 3")
    head, row = rows_of(yerlans, "/en/admin/certificates.csv?text=HC-2026-00001&columns=name.state")
    assert (head, row.split(";")[0]) == ("Registration number;Name;State", "HC-2026-00001")
    whole = rows_of(yerlans, "/en/admin/certificates.csv")
    assert len(whole) == 1 + int(yerlans.get("/en/admin/certificates").html.xpath("count(//tbody/tr)"))
    assert whole[1].endswith("Revoked;2 / 3")


def test_the_register_holds_no_papers_of_other_countries(gulnaras):
    assert "Токтоев" not in "".join(rows_of(gulnaras, "/en/admin/certificates.csv"))
    assert gulnaras.client.get("/en/admin/certificates.xlsx").content_type.startswith("application/vnd.openxml")


def test_a_change_of_name_is_told_in_each_readers_language(yerlans, used_app, world):
    yerlans.send(yerlans.get(f"{paper_url(world)}/replace"), cause="name_changed", reason="2026 ж.")
    old = world.things["aigerim"].code
    assert "The holder has changed their name. 2026 ж." in PageClient(used_app).get(f"/en/verify/{old}").text
    assert "Владелец сменил имя" in PageClient(used_app).get(f"/ru/verify/{old}").text


def test_another_reason_for_a_new_paper_is_said(yerlans, world):
    page = yerlans.send(yerlans.get(f"{paper_url(world)}/replace"), 422, cause="other", reason=" ")
    assert page.html.xpath("//p[@id='reason-error']")


@pytest.mark.parametrize("issuer", ["0", "2147483648", "99999999999999999999"])
def test_an_issuer_that_the_list_does_not_offer_is_any(yerlans, issuer):
    assert yerlans.get(f"/en/admin/certificates?issuer={issuer}").text == yerlans.get("/en/admin/certificates").text
