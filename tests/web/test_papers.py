"""A learner's own papers."""

import io

import pypdf

from helpcourse.accounts.models import NameSpelling
from helpcourse.certification.queries import papers_of
from helpcourse.db import begin_write
from helpcourse.messages.queries import due
from tests.builders import NOW, TODAY
from tests.certification.builders import add_cohort, finish, issue_in, issue_to, worker_of

PAGE = "/en/my/certificates"


def test_a_visitor_is_asked_to_log_in(client):
    assert "/en/login" in client.client.get(PAGE).headers["Location"]


def test_who_has_no_papers_is_told_how_to_earn_one(log_in, aigerim):
    assert "You have no papers yet" in log_in(aigerim).get(PAGE).text


def test_a_paper_that_is_being_made_is_looked_for_again(log_in, session, aigerim):
    finish(session, aigerim)
    page = log_in(aigerim).get(PAGE)
    assert "in a few seconds" in page.text
    assert page.response.headers["Refresh"] == "3"


def test_a_page_whose_papers_are_all_there_stays_as_it_is(app, log_in, session, aigerim):
    finish(session, aigerim)
    worker_of(app).make_papers()
    page = log_in(aigerim).get(PAGE)
    code = papers_of(session, aigerim.id, today=TODAY)[0].code
    assert f"/certificates/{code}.pdf" in page.links()
    assert f"/en/verify/{code}" in page.links()
    assert "Refresh" not in page.response.headers


def test_a_paper_that_takes_too_long_is_not_looked_for_for_ever(log_in, session, clock, aigerim):
    finish(session, aigerim)
    clock.advance(hours=1)
    page = log_in(aigerim).get(PAGE)
    assert "takes longer than usual" in page.text
    assert "Refresh" not in page.response.headers


def test_the_page_does_not_make_what_it_waits_for(log_in, session, aigerim):
    finish(session, aigerim)
    log_in(aigerim).get(PAGE)
    assert papers_of(session, aigerim.id, today=TODAY) == []


def test_a_cohorts_learner_is_told_of_the_tutors_part(log_in, session, aigerim):
    add_cohort(session, finish(session, aigerim), confirmed=False)
    page = log_in(aigerim).get(PAGE)
    assert "When your tutor has confirmed it, the certificate is issued." in page.text
    assert "Refresh" not in page.response.headers


def test_a_confirmed_learner_is_told_that_people_issue_the_certificate(log_in, session, aigerim):
    add_cohort(session, finish(session, aigerim))
    assert "The certificate is issued by the administrator." in log_in(aigerim).get(PAGE).text


def test_a_certificate_takes_the_place_of_the_waiting(log_in, session, aigerim, yerlan):
    enrolment = finish(session, aigerim)
    issue_in(session, add_cohort(session, enrolment), yerlan, enrolment)
    page = log_in(aigerim).get(PAGE)
    assert "HC-2026-00001" in page.text
    assert "tutor" not in page.text


def test_who_has_an_unprintable_name_is_shown_the_way_out(log_in, session, aigerim):
    begin_write(session)
    session.add(NameSpelling(person_id=aigerim.id, language="ru", full_name="李明"))
    session.commit()
    finish(session, aigerim)
    assert "/en/me" in log_in(aigerim).get(PAGE).links()


def test_nobody_sees_the_papers_of_others(log_in, session, aigerim, bolat):
    issue_to(session, finish(session, aigerim))
    assert "HC-2026-00001" not in log_in(bolat).get(PAGE).text


def test_the_mail_leads_to_this_page(app, log_in, session, aigerim):
    finish(session, aigerim)
    worker_of(app).make_papers()
    (mail,) = due(session, now=NOW, at_most=9)
    assert "HC-2026-00001" in log_in(aigerim).get(mail.values["path"]).text


def test_the_hours_of_a_year_are_a_sheet_for_the_bar(app, log_in, session, aigerim):
    finish(session, aigerim)
    worker_of(app).make_papers()
    client = log_in(aigerim)
    assert "/kk/my/certificates/hours-2026.pdf" in client.get("/kk/my/certificates").links()
    sheet = pypdf.PdfReader(io.BytesIO(client.client.get("/kk/my/certificates/hours-2026.pdf").data))
    text = " ".join(sheet.pages[0].extract_text().split())
    assert aigerim.name in text
    assert "2026 жылғы академиялық сағаттар" in text
    assert "HC-2026-00001" in text


def test_the_course_of_a_paper_is_named_in_the_readers_language(app, log_in, session, aigerim):
    finish(session, aigerim)
    worker_of(app).make_papers()
    client = log_in(aigerim)
    assert client.get("/en/my/certificates").html.xpath("//main//article/h2/@lang") == ["en"]
    sheet = pypdf.PdfReader(io.BytesIO(client.client.get("/en/my/certificates/hours-2026.pdf").data))
    assert client.get("/en/my/certificates").html.xpath("string(//main//article/h2)") in " ".join(
        sheet.pages[0].extract_text().split()
    )


def test_a_year_without_papers_has_no_sheet(log_in, aigerim):
    response = log_in(aigerim).client.get("/kk/my/certificates/hours-1999.pdf")
    assert response.headers["Location"] == "/kk/my/certificates"
