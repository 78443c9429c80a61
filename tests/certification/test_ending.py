"""What becomes of papers: revoked with a reason, replaced for a corrected name, outliving everything else."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import update

from helpcourse.accounts.actions import erase
from helpcourse.accounts.models import Identity, NameSpelling
from helpcourse.catalogue.actions import withdraw
from helpcourse.catalogue.shelf import Shelf
from helpcourse.certification.actions import replace, revoke
from helpcourse.certification.models import Certificate, EventKind, ReplaceCause
from helpcourse.certification.queries import events_of, find_paper, get_paper, papers_of, search_papers
from helpcourse.certification.record import PaperKind
from helpcourse.certification.rules import Obstacle, PaperStatus
from helpcourse.db import begin_write
from helpcourse.errors import ConflictError, NotFoundError
from helpcourse.messages.models import MailKind
from helpcourse.messages.queries import due
from helpcourse.reporting.personal import own_data
from tests.builders import NOW, TODAY
from tests.certification.builders import COURSE, ISSUER, add_cohort, candidates, finish, issue_in, issue_to

CHANGED = ReplaceCause.NAME_CHANGED

REASON = "Тестті басқа адам тапсырған."
CORRECTED = "Серікова-Ахметова Айгерім Нұрланқызы"


@pytest.fixture
def statement(session, aigerim):
    """The id of Aigerim's."""
    return issue_to(session, finish(session, aigerim))


@pytest.fixture
def revoked(session, statement, yerlan):
    begin_write(session)
    assert revoke(session, statement, by_id=yerlan.id, reason=REASON, now=NOW)
    session.commit()
    return statement


@pytest.fixture
def replaced(session, statement, aigerim, yerlan):
    """The ids of the old paper and of the new one."""
    begin_write(session)
    session.add(NameSpelling(person_id=aigerim.id, language="kk", full_name=CORRECTED))
    new = replace(session, Shelf(), statement, ISSUER, cause=CHANGED, by_id=yerlan.id, reason="Тегі өзгерді.", now=NOW)
    session.commit()
    return statement, new


def test_a_revoked_paper_says_when_why_and_by_whom(session, revoked, yerlan):
    paper = get_paper(session, revoked, countries=None, today=TODAY)
    assert (paper.status, paper.reason, paper.ended_at) == (PaperStatus.REVOKED, REASON, NOW)
    assert [(event.kind, event.by_name) for event in events_of(session, revoked)] == [
        (EventKind.ISSUED, ""),
        (EventKind.REVOKED, yerlan.name),
    ]


def test_own_data_tells_of_a_paper_what_became_of_it(session, revoked, aigerim):
    paper = own_data(session, Shelf(), aigerim.id)["certificate"][0]
    assert paper["ended_at"] == NOW.isoformat()
    assert [(event["kind"], event["reason"]) for event in paper["events"]] == [("issued", ""), ("revoked", REASON)]


def test_own_data_tells_which_mails_were_written_and_none_of_their_links(session, revoked, aigerim):
    mails = own_data(session, Shelf(), aigerim.id)["mail"]
    assert "certificate_revoked" in {mail["kind"] for mail in mails}
    assert {key for mail in mails for key in mail} == {"kind", "language", "made_at"}


def test_revoking_twice_is_done_once(session, revoked, gulnara):
    begin_write(session)
    assert not revoke(session, revoked, by_id=gulnara.id, reason="Тағы.", now=NOW)
    assert get_paper(session, revoked, countries=None, today=TODAY).reason == REASON


def test_the_bearer_is_told_of_a_revocation(session, revoked, aigerim):
    (mail,) = due(session, now=NOW, at_most=9)
    code = papers_of(session, aigerim.id, today=TODAY)[0].code
    assert (mail.kind, mail.values["reason"]) == (MailKind.CERTIFICATE_REVOKED, REASON)
    assert mail.values["path"] == f"/kk/verify/{code}"


def test_a_paper_that_was_never_issued_cannot_be_revoked(session, yerlan):
    begin_write(session)
    with pytest.raises(NotFoundError):
        revoke(session, uuid.uuid4(), by_id=yerlan.id, reason=REASON, now=NOW)


def test_a_revoked_certificate_may_be_issued_anew_under_another_number(session, aigerim, yerlan):
    enrolment = finish(session, aigerim)
    cohort = add_cohort(session, enrolment)
    (first,) = issue_in(session, cohort, yerlan, enrolment)
    begin_write(session)
    revoke(session, first, by_id=yerlan.id, reason=REASON, now=NOW)
    session.commit()
    (second,) = issue_in(session, cohort, yerlan, enrolment)
    assert get_paper(session, second, countries=None, today=TODAY).record.number == "HC-2026-00002"


def test_a_replaced_paper_leads_to_the_one_with_the_right_name(session, replaced):
    old, new = (get_paper(session, id_, countries=None, today=TODAY) for id_ in replaced)
    assert (old.status, old.replaced_by) == (PaperStatus.REPLACED, new.code)
    assert new.is_valid
    assert new.record.names["kk"] == CORRECTED


def test_a_replacement_speaks_of_the_same_training(session, replaced):
    old, new = (get_paper(session, id_, countries=None, today=TODAY).record for id_ in replaced)
    assert (new.started_on, new.finished_on, new.hours) == (old.started_on, old.finished_on, old.hours)
    assert (new.number, new.edition_digest) == ("HC-2026-00002", old.edition_digest)


def test_the_old_paper_still_says_what_was_printed(session, replaced, aigerim):
    assert get_paper(session, replaced[0], countries=None, today=TODAY).record.names["kk"] == aigerim.name


def test_a_paper_that_has_ended_cannot_be_replaced(session, revoked, yerlan):
    begin_write(session)
    with pytest.raises(ConflictError, match="paper_ended"):
        replace(session, Shelf(), revoked, ISSUER, cause=CHANGED, by_id=yerlan.id, reason="Тегі өзгерді.", now=NOW)


def test_the_paper_of_an_erased_person_stays_and_is_found_by_its_code(session, statement, aigerim):
    code = papers_of(session, aigerim.id, today=TODAY)[0].code
    session.rollback()
    begin_write(session)
    erase(session, aigerim.id, now=NOW)
    session.commit()
    paper = find_paper(session, code, today=TODAY)
    assert paper.is_valid
    assert paper.record.names["kk"] == aigerim.name


def test_the_paper_of_an_erased_person_cannot_be_replaced(session, statement, aigerim, yerlan):
    begin_write(session)
    erase(session, aigerim.id, now=NOW)
    with pytest.raises(ConflictError, match="no_name"):
        replace(
            session,
            Shelf(),
            statement,
            ISSUER,
            cause=CHANGED,
            by_id=yerlan.id,
            reason="Тегі өзгерді.",
            now=NOW,
        )


def test_an_erased_member_is_told_as_one_without_a_name(session, aigerim):
    cohort = add_cohort(session, finish(session, aigerim))
    begin_write(session)
    erase(session, aigerim.id, now=NOW)
    session.commit()
    (candidate,) = candidates(session, cohort)
    assert candidate.obstacles == (Obstacle.ERASED,)


def test_a_paper_outlives_the_course_and_a_change_of_name(session, statement, aigerim):
    before = get_paper(session, statement, countries=None, today=TODAY)
    session.rollback()
    begin_write(session)
    withdraw(session, COURSE, now=NOW)
    session.execute(update(Identity).where(Identity.person_id == aigerim.id).values(surname="Басқа"))
    session.commit()
    assert get_paper(session, statement, countries=None, today=TODAY) == before


@pytest.mark.parametrize("typed", ["серикова айгерим", "Серікова", "HC-2026-00001", "hc-2026"])
def test_papers_are_found_by_name_and_number(session, statement, typed):
    assert search_papers(session, text=typed, countries=None, today=TODAY).total == 1


def test_papers_are_found_by_their_code_as_it_is_printed(session, statement, aigerim):
    code = papers_of(session, aigerim.id, today=TODAY)[0].code
    found = search_papers(session, text=f"{code[:4]}-{code[4:8]} {code[8:]}".lower(), countries=None, today=TODAY)
    assert [paper.id for paper in found.papers] == [statement]


@pytest.mark.parametrize("typed", ["Ахметов", "2027", "%", "_"])
def test_what_is_not_printed_is_not_found(session, statement, typed):
    assert search_papers(session, text=typed, countries=None, today=TODAY).total == 0


def test_a_coordinator_sees_papers_of_their_country_only(session, statement):
    assert search_papers(session, countries=frozenset({"KZ"}), today=TODAY).total == 1
    assert search_papers(session, countries=frozenset({"KG"}), today=TODAY).total == 0
    with pytest.raises(NotFoundError):
        get_paper(session, statement, countries=frozenset({"KG"}), today=TODAY)


def test_papers_are_listed_by_kind(session, statement):
    assert search_papers(session, countries=None, today=TODAY, kind=PaperKind.STATEMENT).total == 1
    assert search_papers(session, countries=None, today=TODAY, kind=PaperKind.CERTIFICATE).total == 0


def test_a_paper_that_has_expired_makes_room_for_a_new_one(session, aigerim, yerlan):
    enrolment = finish(session, aigerim)
    cohort = add_cohort(session, enrolment)
    (old,) = issue_in(session, cohort, yerlan, enrolment)
    begin_write(session)
    session.execute(update(Certificate).where(Certificate.id == old).values(expires_on=TODAY - timedelta(days=1)))
    session.commit()
    (new,) = issue_in(session, cohort, yerlan, enrolment)
    kinds = [[event.kind for event in events_of(session, id_)] for id_ in (old, new)]
    assert kinds == [[EventKind.ISSUED, EventKind.EXPIRED], [EventKind.ISSUED]]


def test_a_paper_is_valid_on_its_last_day(session, aigerim, yerlan):
    enrolment = finish(session, aigerim)
    cohort = add_cohort(session, enrolment)
    (old,) = issue_in(session, cohort, yerlan, enrolment)
    begin_write(session)
    session.execute(update(Certificate).where(Certificate.id == old).values(expires_on=TODAY))
    session.commit()
    assert issue_in(session, cohort, yerlan, enrolment) == ()
