"""Two at the same moment: the last place, two decisions on one applicant, one form sent by two tabs, a code's limit."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from helpcourse.db import begin_write
from helpcourse.messages.models import Mail, MailKind
from helpcourse.tutoring.calls import actions, applying, joining, selecting
from helpcourse.tutoring.calls.models import Application, JoinCode
from helpcourse.tutoring.calls.rules import ApplicationState, JoinObstacle
from helpcourse.tutoring.queries import members_among
from tests.builders import NOW
from tests.calls import THEN, TITLES, add_open_call, application_of, details, link, send

SENT, ACCEPTED, REFUSED = ApplicationState.SENT, ApplicationState.ACCEPTED, ApplicationState.REFUSED


@pytest.fixture
def at_once(app):
    """at_once(deeds) -> what each gave; each in a thread and a transaction of its own, all at the same moment."""

    def run(deeds):
        barrier = Barrier(len(deeds))

        def one(deed):
            with Session(app.extensions["engine"]) as own:
                barrier.wait()
                begin_write(own)
                found = deed(own)
                own.commit()
                return found

        with ThreadPoolExecutor(len(deeds)) as pool:
            return list(pool.map(one, deeds))

    return run


@pytest.fixture
def call(session, cohort, yerlan):
    """With one place."""
    made = add_open_call(session, cohort.id, yerlan.id)
    actions.change(session, cohort.id, details(places=1), seen=made.revision, by_id=yerlan.id, now=THEN)
    session.commit()
    return cohort


def decision(call, yerlan, chosen, state):
    verdict = selecting.Verdict(state=state, words={}, most=0)

    def deed(own):
        return selecting.decide(own, call.id, chosen, verdict, titles=TITLES, link=link, by_id=yerlan.id, now=NOW)

    return deed


def count(session, kind):
    session.rollback()
    return session.scalar(select(func.count()).select_from(Mail).where(Mail.kind == kind))


def test_the_last_place_is_given_once(session, at_once, call, yerlan, aigerim, bolat):
    for person in (aigerim, bolat):
        send(session, call.id, person.id)
    session.commit()
    chosen = [{application_of(session, call.id, person.id): SENT} for person in (aigerim, bolat)]
    session.rollback()
    done = at_once([decision(call, yerlan, one, ACCEPTED) for one in chosen])
    assert sorted((one.done, one.excess) for one in done) == [(0, 1), (1, 0)]
    assert len(members_among(session, call.id, [aigerim.id, bolat.id])) == 1


def test_two_decisions_on_one_applicant_are_one_with_one_letter(session, at_once, call, yerlan, aigerim):
    send(session, call.id, aigerim.id)
    session.commit()
    chosen = {application_of(session, call.id, aigerim.id): SENT}
    session.rollback()
    done = at_once([decision(call, yerlan, chosen, state) for state in (ACCEPTED, REFUSED)])
    assert sorted(one.done for one in done) == [0, 1]
    letters = [count(session, kind) for kind in (MailKind.APPLICATION_ACCEPTED, MailKind.APPLICATION_REFUSED)]
    assert sorted(letters) == [0, 1]


def test_one_form_sent_by_many_tabs_is_one_application(session, at_once, call, aigerim):
    done = at_once([lambda own: send(own, call.id, aigerim.id)] * 5)
    assert sorted(done) == [applying.Sent.NEW, *[applying.Sent.SAME] * 4]
    assert count(session, MailKind.APPLICATION_RECEIVED) == 1
    assert session.scalar(select(func.count()).select_from(Application)) == 1


def test_the_last_place_of_a_code_is_taken_once(session, at_once, call, yerlan, aigerim, bolat):
    id_ = uuid.uuid4()
    joining.make_code(session, id_, call.id, most=1, last_on=None, by_id=yerlan.id, now=THEN)
    session.commit()
    code = session.get_one(JoinCode, id_).code
    session.rollback()
    done = at_once(
        [
            lambda own, id_=person.id: joining.join_by_code(own, code, id_, today=NOW.date(), now=NOW)
            for person in (aigerim, bolat)
        ]
    )
    assert [one for one in done if isinstance(one, JoinObstacle)] == [JoinObstacle.USED_UP]
