"""Papers of institutions: whose they are, how they are numbered, what stays of them."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from helpcourse.catalogue.shelf import Shelf
from helpcourse.certification import actions
from helpcourse.certification.batches.actions import issue_slice, make
from helpcourse.certification.models import Certificate, ReplaceCause
from helpcourse.certification.queries import candidates_in, papers_of, undrawn
from helpcourse.certification.record import OwnWords, PaperKind
from helpcourse.certification.templates.actions import keep, keep_logo, keep_words, stop
from helpcourse.certification.templates.queries import find_logo, get_template
from helpcourse.certification.templates.rules import is_prefix, normal_prefix
from helpcourse.db import begin_write
from helpcourse.errors import ConflictError
from tests.builders import NOW, TODAY
from tests.certification.builders import ISSUER, add_cohort, finish, issue_in, issue_to
from tests.certification.template_builders import DETAILS, add_template, logo, make_partner

OWN = {"ru": OwnWords("Удостоверение", "Адвокат", "Повышена квалификация по курсу")}


@pytest.fixture
def partner(session, yerlan):
    """The id of an institution whose template is in use, with a logo."""
    return add_template(session, yerlan, shade=7)


@pytest.fixture
def issue(session, yerlan):
    """issue(person, institution) -> the paper of a cohort of its own."""

    def once(person, institution_id=None):
        enrolment = finish(session, person)
        cohort = add_cohort(session, enrolment)
        make_partner(session, cohort, institution_id)
        (certificate,) = issue_in(session, cohort, yerlan, enrolment)
        return next(one for one in papers_of(session, person.id, today=TODAY) if one.id == certificate)

    return once


def test_a_paper_of_a_partner_says_what_its_template_says(issue, partner, aigerim):
    record = issue(aigerim, partner).record
    assert (record.languages, record.number) == (("ru", "en"), "KBA-2026-00001")
    assert (record.issuers["ru"], record.signatory_names["ru"], record.places["en"]) == (
        "Коллегия",
        "А. Садыков",
        "Almaty",
    )


def test_a_template_that_is_not_in_use_changes_nothing(session, issue, yerlan, aigerim):
    record = issue(aigerim, add_template(session, yerlan, is_used=False)).record
    assert (record.languages, record.number, record.logo) == (ISSUER.languages, "HC-2026-00001", "")


def test_each_issuer_numbers_its_papers_without_gaps(session, issue, partner, yerlan, aigerim, bolat, dana, gulnara):
    other = add_template(session, yerlan, "AJ")
    numbers = [
        issue(*one).record.number for one in [(aigerim, partner), (bolat, None), (dana, partner), (yerlan, other)]
    ]
    issue_to(session, finish(session, gulnara))
    numbers += [one.record.number for one in papers_of(session, gulnara.id, today=TODAY)]
    assert numbers == ["KBA-2026-00001", "HC-2026-00001", "KBA-2026-00002", "AJ-2026-00001", "HC-2026-00002"]


def test_papers_of_different_issuers_have_places_of_their_own_in_lists_of_status(
    session, issue, partner, aigerim, bolat
):
    issue(aigerim, partner)
    issue(bolat)
    assert session.scalars(select(Certificate.serial).order_by(Certificate.serial)).all() == [1, 2]


def test_an_issued_paper_stays_as_it_was_when_the_template_changes(session, issue, partner, yerlan, aigerim):
    before = issue(aigerim, partner)
    begin_write(session)
    keep(session, partner, replace(DETAILS, languages=("kk",), texts={"kk": DETAILS.texts["ru"]}), by_id=1, now=NOW)
    keep_logo(session, partner, None, by_id=yerlan.id, now=NOW)
    stop(session, partner, by_id=yerlan.id, now=NOW)
    session.commit()
    (after,) = papers_of(session, aigerim.id, today=TODAY)
    ((_, drawn),) = undrawn(session, since=None)
    assert (after.record, drawn.logo) == (before.record, find_logo(session, before.record.logo))


def test_a_paper_that_is_issued_anew_takes_what_is_set_now(session, issue, partner, yerlan, aigerim):
    old = issue(aigerim, partner)
    begin_write(session)
    keep(session, partner, replace(DETAILS, languages=("kk", "ru"), texts=_signed_by("Б. Омаров")), by_id=1, now=NOW)
    keep_words(session, partner, PaperKind.CERTIFICATE, OWN, by_id=yerlan.id, now=NOW)
    new_id = actions.replace(
        session, Shelf(), old.id, ISSUER, cause=ReplaceCause.MISPRINT, by_id=yerlan.id, now=NOW + timedelta(days=1)
    )
    session.commit()
    new = next(one for one in papers_of(session, aigerim.id, today=TODAY) if one.id == new_id).record
    assert (new.languages, new.signatory_names["kk"], new.words) == (("kk", "ru"), "Б. Омаров", OWN)
    assert (new.number, new.course_titles["ru"]) == ("KBA-2026-00002", old.record.course_titles["ru"])


def _signed_by(name):
    return {language: replace(DETAILS.texts["ru"], signatory=name) for language in ("kk", "ru")}


def test_words_of_one_kind_of_paper_are_not_those_of_another(session, issue, partner, yerlan, aigerim):
    begin_write(session)
    keep_words(session, partner, PaperKind.ATTENDANCE, OWN, by_id=yerlan.id, now=NOW)
    session.commit()
    assert issue(aigerim, partner).record.words == {}


def test_a_prefix_stays_with_whom_it_has_numbered_papers(session, issue, partner, yerlan, aigerim):
    issue(aigerim, partner)
    other = add_template(session, yerlan, "AJ")
    begin_write(session)
    keep(session, partner, replace(DETAILS, number_prefix="BAR"), by_id=yerlan.id, now=NOW)
    with pytest.raises(ConflictError):
        keep(session, other, DETAILS, by_id=yerlan.id, now=NOW)
    keep(session, partner, DETAILS, by_id=yerlan.id, now=NOW)  # it may go back


def test_the_same_logo_of_two_institutions_is_kept_once(session, partner, yerlan):
    add_template(session, yerlan, "AJ", shade=7)
    assert find_logo(session, "0" * 64) is None
    begin_write(session)
    keep_logo(session, partner, logo(7), by_id=yerlan.id, now=NOW)


@pytest.mark.parametrize(
    ("typed", "is_taken"),
    [
        ("KBA", True),
        (" kz-07 ", True),
        ("", False),
        ("КВА", False),  # Cyrillic, and looks the same
        ("KBA-", False),
        ("K/BA", False),
        ("ABCDEFGHIJKLM", False),  # 13
    ],
)
def test_a_prefix_has_letters_that_everybody_can_type(typed, is_taken):
    assert is_prefix(normal_prefix(typed)) is is_taken


def test_what_was_not_seen_is_not_overwritten(session, partner, yerlan):
    seen = get_template(session, partner).version
    begin_write(session)
    keep(session, partner, DETAILS, seen=seen, by_id=yerlan.id, now=NOW + timedelta(seconds=1))
    with pytest.raises(ConflictError, match="template_changed"):
        keep_words(session, partner, PaperKind.CERTIFICATE, OWN, seen=seen, by_id=yerlan.id, now=NOW)


def test_papers_of_a_batch_are_alike(session, partner, yerlan, aigerim):
    enrolment = finish(session, aigerim)
    cohort = add_cohort(session, enrolment)
    make_partner(session, cohort, partner)
    begin_write(session)
    ready = candidates_in(session, Shelf(), cohort, today=TODAY, now=NOW)
    batch_id = uuid.uuid4()
    make(session, batch_id, cohort, ready, by_id=yerlan.id, now=NOW)
    with pytest.raises(ConflictError, match="papers_being_issued"):
        stop(session, partner, by_id=yerlan.id, now=NOW)
    issue_slice(session, Shelf(), batch_id, ISSUER, at_most=9, now=NOW)
    stop(session, partner, by_id=yerlan.id, now=NOW)
