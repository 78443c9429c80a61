"""Changes are told in one mail, each once, and nothing of what is past."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy.orm import Session

from helpcourse.db import begin_write
from helpcourse.messages.models import MailKind
from helpcourse.tutoring.actions import take_out
from helpcourse.tutoring.schedule import actions
from helpcourse.tutoring.schedule.telling import tell_changes, untold_cohorts
from tests.builders import NOW
from tests.tutoring.schedule.builders import webinar

QUIET = NOW + timedelta(minutes=10)


@pytest.fixture
def tell(session, shelf, cohort, member, mails):
    """tell() -> what the mails of this time say: each as [(kind, time by the clock, before that), …]."""

    def once(now=QUIET):
        before = len(mails())
        tell_changes(session, shelf, cohort.id, now=now)
        session.flush()
        new = mails()[before:]
        assert {mail.kind for mail in new} <= {MailKind.SCHEDULE_CHANGED}
        return [[_said(change) for change in mail.values["changes"]] for mail in new]

    return once


def _said(change):
    was = change["was"] and change["was"]["wall_at"][5:16]
    return change["kind"] + (" cancelled" if change["is_cancelled"] else ""), change["wall_at"][5:16], was


def test_all_that_is_new_is_told_in_one_mail(event, set_due, tell):
    set_due("2026-11-16 23:59")
    assert tell() == [[("deadline", "11-16T23:59", None), ("webinar", "11-20T18:00", None)]]


def test_what_was_told_is_not_told_again(event, tell):
    assert len(tell()) == 1
    assert tell(QUIET + timedelta(days=1)) == []


def test_a_change_is_told_with_what_was_before(session, cohort, event, tell, dana):
    tell()
    moved = webinar("2026-11-21 19:00")
    actions.change_event(session, cohort.id, event, moved, seen=1, by_id=dana.id, now=QUIET)
    assert tell() == [[("webinar", "11-21T19:00", "11-20T18:00")]]


def test_what_was_changed_and_changed_back_is_not_told(session, cohort, event, tell, dana):
    tell()
    actions.change_event(session, cohort.id, event, webinar(minutes=60), seen=1, by_id=dana.id, now=QUIET)
    actions.change_event(session, cohort.id, event, webinar(), seen=2, by_id=dana.id, now=QUIET)
    assert tell() == []


def test_what_is_cancelled_is_told_to_those_who_had_heard_of_it(session, cohort, event, set_due, tell, dana):
    tell()
    set_due("2026-11-16 23:59")
    set_due("")  # before anybody was told
    actions.cancel(session, cohort.id, event, by_id=dana.id, now=QUIET)
    assert tell() == [[("webinar cancelled", "11-20T18:00", "11-20T18:00")]]


def test_nothing_is_told_of_what_is_past(session, cohort, event, set_due, tell, dana):
    set_due("2026-11-01 23:59")
    assert tell() == [[("webinar", "11-20T18:00", None)]]
    after = NOW + timedelta(days=30)
    actions.change_event(session, cohort.id, event, webinar(place="7"), seen=1, by_id=dana.id, now=after)
    assert tell(after) == []


def test_what_is_moved_from_the_past_into_the_future_is_told(set_due, tell):
    set_due("2026-11-01 23:59")
    tell()
    set_due("2026-11-16 23:59")
    assert tell() == [[("deadline", "11-16T23:59", "11-01T23:59")]]


def test_who_has_left_is_told_nothing(session, cohort, member, event, tell):
    take_out(session, cohort.id, [member], now=NOW)
    assert tell() == []


@pytest.mark.parametrize(
    ("changed", "now", "is_due"),
    [
        ([0], 9, False),  # minutes: perhaps the tutor goes on
        ([0], 10, True),
        ([0, 8, 16], 18, False),
        ([0, 8, 16], 26, True),
        ([0, 8, 16, 24, 32, 40, 48, 56], 59, False),
        ([0, 8, 16, 24, 32, 40, 48, 56], 60, True),  # long enough
    ],
)
def test_it_is_told_when_the_tutor_has_done(session, cohort, set_due, changed, now, is_due):
    for number, minute in enumerate(changed):
        item = f"module:{number}"
        set_due("2026-11-16 23:59", item, now=NOW + timedelta(minutes=minute))
    assert untold_cohorts(session, now=NOW + timedelta(minutes=now)) == ([cohort.id] if is_due else [])


def test_two_workers_at_once_tell_it_once(app, session, shelf, cohort, member, event, mails):
    session.commit()
    start = Barrier(2)

    def work(_number):
        with Session(app.extensions["engine"]) as own:
            start.wait()
            begin_write(own)
            tell_changes(own, shelf, cohort.id, now=QUIET)
            own.commit()

    with ThreadPoolExecutor(2) as workers:
        list(workers.map(work, range(2)))
    assert len(mails()) == 1
