"""Calls opened, applications sent and decided on, codes used."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from helpcourse.errors import ConflictError, NotFoundError
from helpcourse.messages.models import Mail, MailKind
from helpcourse.reporting.personal import erase, own_data
from helpcourse.tutoring.actions.cohorts import close
from helpcourse.tutoring.calls import actions, applying, joining, selecting
from helpcourse.tutoring.calls.models import Application, JoinCode
from helpcourse.tutoring.calls.rules import ApplicationState, JoinObstacle, Obstacle, Skip
from helpcourse.tutoring.queries import members_among
from tests.builders import NOW
from tests.calls import QUESTIONS, THEN, TITLES, add_open_call, application_of, details, link, send

SENT, ACCEPTED, WAITING, REFUSED, WITHDRAWN = ApplicationState
pytestmark = pytest.mark.parametrize("template", ["sqlite"], indirect=True)  # at once: tests/web/test_calls_at_once.py


@pytest.fixture
def call(session, cohort, yerlan):
    made = add_open_call(session, cohort.id, yerlan.id)
    session.commit()
    return made


@pytest.fixture
def decide(session, cohort, yerlan):
    """decide(ACCEPTED, aigerim, bolat, most=…) as a preview had shown them undecided."""

    def done(state, *people, most=0, seen=SENT, words=None):
        chosen = {application_of(session, cohort.id, person.id): seen for person in people}
        verdict = selecting.Verdict(state=state, words=words or {}, most=most)
        return selecting.decide(session, cohort.id, chosen, verdict, titles=TITLES, link=link, by_id=yerlan.id, now=NOW)

    return done


def state_of(session, call, person):
    return session.scalars(
        select(Application.state).where(Application.call_id == call.id, Application.person_id == person.id)
    ).one()


def letters(session, kind):
    return session.scalar(select(func.count()).select_from(Mail).where(Mail.kind == kind))


def test_an_application_sent_twice_is_one(session, call, aigerim):
    assert [send(session, call.cohort_id, aigerim.id) for _ in range(2)] == [applying.Sent.NEW, applying.Sent.SAME]
    assert letters(session, MailKind.APPLICATION_RECEIVED) == 1


def test_an_application_is_changed_until_the_deadline(session, call, aigerim):
    send(session, call.cohort_id, aigerim.id)
    assert send(session, call.cohort_id, aigerim.id, answers={"1": "new"}, seen=1) is applying.Sent.CHANGED
    late = NOW + timedelta(days=11)
    assert send(session, call.cohort_id, aigerim.id, answers={"1": "late"}, seen=2, now=late) is Obstacle.OVER


def test_an_old_tab_does_not_overwrite_a_newer_application(session, call, aigerim):
    send(session, call.cohort_id, aigerim.id)
    send(session, call.cohort_id, aigerim.id, answers={"1": "new"}, seen=1)
    assert send(session, call.cohort_id, aigerim.id, answers={"1": "old"}, seen=1) is Obstacle.OVERTAKEN


def test_nobody_applies_to_a_draft(session, cohort, yerlan, aigerim):
    actions.keep(session, cohort.id, details(), seen=0, by_id=yerlan.id, now=THEN)
    session.flush()
    with pytest.raises(NotFoundError):
        send(session, cohort.id, aigerim.id)


def test_who_withdrew_may_apply_again(session, call, aigerim):
    send(session, call.cohort_id, aigerim.id)
    session.flush()
    applying.withdraw(session, application_of(session, call.cohort_id, aigerim.id), aigerim.id, now=NOW)
    assert send(session, call.cohort_id, aigerim.id, answers={"1": "again"}, seen=1) is applying.Sent.NEW
    assert state_of(session, call, aigerim) is SENT


def test_the_accepted_become_members_and_get_one_letter(session, call, decide, aigerim, bolat):
    for person in (aigerim, bolat):
        send(session, call.cohort_id, person.id)
    assert decide(ACCEPTED, aigerim, bolat, words={"kk": "№ 1"}).done == 2
    assert decide(ACCEPTED, aigerim, bolat).done == 0
    assert members_among(session, call.cohort_id, [aigerim.id, bolat.id]) == {aigerim.id, bolat.id}
    assert letters(session, MailKind.APPLICATION_ACCEPTED) == 2


def test_more_than_the_places_are_accepted_only_if_the_preview_said_so(session, call, decide, aigerim, bolat, dana):
    actions.change(session, call.cohort_id, details(places=1), seen=3, by_id=dana.id, now=NOW)
    for person in (aigerim, bolat):
        send(session, call.cohort_id, person.id)
    assert decide(ACCEPTED, aigerim, bolat).excess == 1
    assert members_among(session, call.cohort_id, [aigerim.id, bolat.id]) == set()
    assert decide(ACCEPTED, aigerim, bolat, most=2).done == 2


def test_who_was_decided_on_meanwhile_is_left_as_they_are(session, call, decide, aigerim):
    send(session, call.cohort_id, aigerim.id)
    decide(REFUSED, aigerim)
    assert [skip for _id, skip in decide(ACCEPTED, aigerim).skipped] == [Skip.CHANGED]
    assert state_of(session, call, aigerim) is REFUSED


def test_who_gives_a_place_up_leaves_the_cohort(session, call, decide, aigerim):
    send(session, call.cohort_id, aigerim.id)
    decide(ACCEPTED, aigerim)
    session.flush()
    applying.withdraw(session, application_of(session, call.cohort_id, aigerim.id), aigerim.id, now=NOW)
    assert members_among(session, call.cohort_id, [aigerim.id]) == set()


def test_a_refused_one_has_nothing_to_withdraw(session, call, decide, aigerim):
    send(session, call.cohort_id, aigerim.id)
    decide(REFUSED, aigerim)
    with pytest.raises(ConflictError):
        applying.withdraw(session, application_of(session, call.cohort_id, aigerim.id), aigerim.id, now=NOW)


def test_a_withdrawn_call_tells_those_who_hope(session, call, decide, aigerim, bolat, dana):
    for person in (aigerim, bolat, dana):
        send(session, call.cohort_id, person.id)
    decide(REFUSED, aigerim)
    words = {"cohort": "№ 1", "titles": TITLES, "link": link, "by_id": dana.id, "now": NOW}
    assert actions.withdraw_call(session, call.cohort_id, {}, **words) == 2
    with pytest.raises(ConflictError):
        actions.open_call(session, call.cohort_id, by_id=dana.id, now=NOW)


def test_answered_questions_change_their_words_only(session, call, aigerim, yerlan):
    send(session, call.cohort_id, aigerim.id)
    with pytest.raises(ConflictError):
        actions.ask(session, call.cohort_id, QUESTIONS[:1], seen=3, by_id=yerlan.id, now=NOW)


def test_a_call_is_not_changed_over_somebody_elses_change(session, call, yerlan):
    assert actions.change(session, call.cohort_id, details(places=9), seen=3, by_id=yerlan.id, now=NOW)
    assert not actions.change(session, call.cohort_id, details(places=8), seen=3, by_id=yerlan.id, now=NOW)


def test_a_note_is_not_overwritten_by_an_old_page(session, call, aigerim):
    send(session, call.cohort_id, aigerim.id)
    mine = application_of(session, call.cohort_id, aigerim.id)
    assert selecting.keep_note(session, call.cohort_id, mine, "first", {"1": 10}, seen=0)
    assert not selecting.keep_note(session, call.cohort_id, mine, "second", {}, seen=0)


@pytest.mark.parametrize("points", [{"1": 11}, {"1": -1}, {"3": 1}])
def test_no_criterion_gives_other_points(session, call, aigerim, points):
    send(session, call.cohort_id, aigerim.id)
    with pytest.raises(ConflictError):
        selecting.keep_note(
            session, call.cohort_id, application_of(session, call.cohort_id, aigerim.id), "", points, seen=0
        )


def test_erasure_leaves_nothing_that_was_written(session, edition, call, aigerim):
    send(session, call.cohort_id, aigerim.id)
    mine = session.get_one(Application, application_of(session, call.cohort_id, aigerim.id))
    mine.note = "words"
    erase(session, _Shelf(), aigerim.id, now=NOW)
    assert (mine.answers, mine.note, mine.state) == ({}, "", WITHDRAWN)


def test_the_applicant_takes_all_of_it_away(session, call, aigerim):
    send(session, call.cohort_id, aigerim.id)
    session.flush()
    told = own_data(session, _Shelf(), aigerim.id)["application"][0]
    assert told["answers"] == {"1": "1, 2, 3…"}
    assert [event["state"] for event in told["events"]] == ["sent"]


class _Shelf:
    """Nothing was answered, so no edition is asked for."""


@pytest.fixture
def code(session, cohort, yerlan):
    """code(most=…, last_on=…) -> a new code."""

    def made(most=None, last_on=None):
        id_ = uuid.uuid4()
        joining.make_code(session, id_, cohort.id, most=most, last_on=last_on, by_id=yerlan.id, now=THEN)
        session.flush()
        return session.get_one(JoinCode, id_)

    return made


def join(session, code, person):
    return joining.join_by_code(session, code.code, person.id, today=NOW.date(), now=NOW)


def test_a_code_makes_members_until_its_limit(session, cohort, code, aigerim, bolat):
    once = code(most=1)
    assert join(session, once, aigerim) == cohort.id
    assert join(session, once, aigerim) is JoinObstacle.MEMBER
    assert join(session, once, bolat) is JoinObstacle.USED_UP


def test_a_revoked_code_is_unknown(session, cohort, code, aigerim, yerlan):
    ended = code()
    joining.revoke_code(session, cohort.id, ended.id, by_id=yerlan.id, now=NOW)
    assert join(session, ended, aigerim) is JoinObstacle.UNKNOWN


def test_nobody_joins_a_closed_cohort(session, cohort, code, aigerim):
    made = code()
    close(session, cohort.id, now=NOW)
    assert join(session, made, aigerim) is JoinObstacle.CLOSED
