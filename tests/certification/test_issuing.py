"""Certificates of cohorts: who gets one, once, under which number."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from helpcourse.accounts.models import NameSpelling
from helpcourse.catalogue.shelf import Shelf
from helpcourse.certification.actions import issue, issue_statement, store
from helpcourse.certification.credentials.forms import CredentialFile, CredentialForm
from helpcourse.certification.drafts import preview
from helpcourse.certification.draw import draw
from helpcourse.certification.queries import find_pdf, papers_of, search_papers, undrawn
from helpcourse.certification.rules import Obstacle
from helpcourse.certification.seal import Files
from helpcourse.db import begin_write
from helpcourse.errors import ConflictError, NotFoundError
from helpcourse.learning.models import Enrolment
from helpcourse.messages.models import MailKind
from helpcourse.messages.queries import due
from tests.builders import NOW, TODAY
from tests.certification.builders import COURSE, ISSUER, add_cohort, candidates, finish, issue_in, issue_to


def at_once(*things: Callable[[], object]) -> list[object]:
    """Do them all at the same moment, each in a thread of its own."""
    barrier = Barrier(len(things))

    def do(thing: Callable[[], object]) -> object:
        barrier.wait()
        return thing()

    with ThreadPoolExecutor(len(things)) as threads:
        return list(threads.map(do, things))


def test_a_confirmed_member_who_finished_gets_a_certificate(session, aigerim, yerlan):
    enrolment = finish(session, aigerim)
    issue_in(session, add_cohort(session, enrolment), yerlan, enrolment)
    (paper,) = papers_of(session, aigerim.id, today=TODAY)
    assert paper.record.number == "HC-2026-00001"
    assert (str(paper.record.started_on), str(paper.record.finished_on)) == ("2026-09-14", "2026-10-30")


def test_issuing_again_changes_nothing(session, aigerim, yerlan):
    enrolment = finish(session, aigerim)
    cohort = add_cohort(session, enrolment)
    issue_in(session, cohort, yerlan, enrolment)
    assert issue_in(session, cohort, yerlan, enrolment) == ()
    assert len(papers_of(session, aigerim.id, today=TODAY)) == 1


def test_20_parallel_issues_give_one_certificate(app, session, aigerim, yerlan):
    enrolment = finish(session, aigerim)
    cohort = add_cohort(session, enrolment)

    def press() -> object:
        with Session(app.extensions["engine"]) as own:
            return issue_in(own, cohort, yerlan, enrolment)

    issued = at_once(*[press] * 20)
    assert sorted(map(len, issued)) == [0] * 19 + [1]  # type: ignore[arg-type]  # tuples
    assert len(papers_of(session, aigerim.id, today=TODAY)) == 1


def test_numbers_issued_at_the_same_moment_have_no_gap(app, session, aigerim, bolat, dana, gulnara):
    enrolments = [finish(session, person) for person in (aigerim, bolat, dana, gulnara)]

    def press(enrolment: uuid.UUID) -> object:
        with Session(app.extensions["engine"]) as own:
            return issue_to(own, enrolment)

    at_once(*[lambda enrolment=enrolment: press(enrolment) for enrolment in enrolments])
    numbers = [paper.record.number for paper in search_papers(session, countries=None, today=TODAY).papers]
    assert sorted(numbers) == ["HC-2026-00001", "HC-2026-00002", "HC-2026-00003", "HC-2026-00004"]


def test_a_write_that_fails_gives_its_number_back(session, aigerim, bolat):
    first, second = finish(session, aigerim), finish(session, bolat)
    begin_write(session)
    issue_statement(session, Shelf(), first, ISSUER, now=NOW)
    session.rollback()
    issue_to(session, second)
    assert papers_of(session, bolat.id, today=TODAY)[0].record.number == "HC-2026-00001"


def test_members_are_numbered_in_the_order_of_a_kazakh_dictionary(session, aigerim, bolat, dana, yerlan):
    enrolments = [finish(session, person) for person in (aigerim, bolat, dana)]
    issue_in(session, add_cohort(session, *enrolments), yerlan, *enrolments)
    names = [paper.record.names["kk"] for paper in search_papers(session, countries=None, today=TODAY).papers]
    assert names == [aigerim.name, dana.name, bolat.name]  # the last number first: Серікова, Оспанова, Ахметов


def test_a_member_whom_no_tutor_confirmed_is_skipped_with_the_reason(session, aigerim, yerlan):
    enrolment = finish(session, aigerim)
    cohort = add_cohort(session, enrolment, confirmed=False)
    begin_write(session)
    issued = issue(session, Shelf(), cohort, [enrolment], ISSUER, by_id=yerlan.id, now=NOW)
    assert issued.new == {}
    assert issued.skipped == {enrolment: Obstacle.NOT_CONFIRMED}


def test_a_member_who_has_not_finished_is_skipped(session, aigerim, yerlan):
    enrolment = finish(session, aigerim)
    begin_write(session)
    session.execute(update(Enrolment).where(Enrolment.id == enrolment).values(finished_at=None))
    session.commit()
    assert issue_in(session, add_cohort(session, enrolment), yerlan, enrolment) == ()


def test_who_is_not_in_the_cohort_gets_nothing_from_it(session, aigerim, bolat, yerlan):
    cohort = add_cohort(session, finish(session, aigerim))
    assert issue_in(session, cohort, yerlan, finish(session, bolat)) == ()


def test_a_cohort_that_is_not_there_is_not_found(session, yerlan):
    begin_write(session)
    with pytest.raises(NotFoundError):
        issue(session, Shelf(), uuid.uuid4(), [], ISSUER, by_id=yerlan.id, now=NOW)


def test_a_name_that_cannot_be_printed_is_told_before_a_number_is_taken(session, aigerim):
    enrolment = finish(session, aigerim)
    begin_write(session)
    session.add(NameSpelling(person_id=aigerim.id, language="ru", full_name="李明"))
    session.commit()
    (candidate,) = candidates(session, add_cohort(session, enrolment))
    assert candidate.obstacles == (Obstacle.UNPRINTABLE,)


def test_an_issuer_that_cannot_be_printed_issues_nothing(session, aigerim):
    enrolment = finish(session, aigerim)
    issuer = replace(ISSUER, places={"kk": "北京", "ru": "北京"})
    begin_write(session)
    with pytest.raises(ConflictError):
        issue_statement(session, Shelf(), enrolment, issuer, now=NOW)


def test_a_preview_verifies_nothing(session, aigerim):
    (candidate,) = candidates(session, add_cohort(session, finish(session, aigerim)))
    edition = Shelf().current(session, COURSE)
    record = preview(candidate, edition, ISSUER, today=NOW.date())
    assert (record.code, record.number) == ("0" * 16, "—")
    assert draw(record).startswith(b"%PDF")


def test_nobody_hears_of_a_paper_before_its_pdf_is_there(session, aigerim, yerlan):
    enrolment = finish(session, aigerim)
    (certificate,) = issue_in(session, add_cohort(session, enrolment), yerlan, enrolment)
    assert due(session, now=NOW, at_most=9) == []
    begin_write(session)
    store(session, certificate, Files(b"%PDF", ()), now=NOW)
    assert [mail.kind for mail in due(session, now=NOW, at_most=9)] == [MailKind.CERTIFICATE_ISSUED]


def test_a_pdf_is_stored_once(session, aigerim):
    statement = issue_to(session, finish(session, aigerim))
    begin_write(session)
    files = CredentialFile(CredentialForm.JSON, b"{}", "")
    assert store(session, statement, Files(b"%PDF first", (files,)), now=NOW)
    assert not store(session, statement, Files(b"%PDF second", (files,)), now=NOW)
    stored = find_pdf(session, papers_of(session, aigerim.id, today=TODAY)[0].code)
    assert stored.content == b"%PDF first"
    assert undrawn(session, since=None) == []
