"""Events and dates: set, changed by two at once, cancelled; each may be sent twice."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select

from helpcourse.errors import ConflictError, NotFoundError
from helpcourse.tutoring.actions import close
from helpcourse.tutoring.schedule import actions
from helpcourse.tutoring.schedule.models import ScheduleEntry
from helpcourse.tutoring.schedule.queries import deadline_of, entries_of
from helpcourse.tutoring.schedule.rules import EntryKind, dates, revision_of_dates
from tests.builders import NOW
from tests.tutoring.schedule.builders import FIRST, SECOND, wall, webinar

OPENS, DUE = (EntryKind.OPENING, FIRST), (EntryKind.DEADLINE, FIRST)
BOTH = {OPENS: wall("2026-11-09 00:00"), DUE: wall("2026-11-16 23:59")}
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def set_dates(session, cohort, dana):
    """set_dates(wanted) as Dana, who has seen what is there; or seen=…"""

    def once(wanted, offered=BOTH, *, seen=None, by=dana, now=LATER):
        known = revision_of_dates(entries_of(session, cohort.id)) if seen is None else seen
        change = actions.set_dates(session, cohort.id, wanted, list(offered), seen=known, by_id=by.id, now=now)
        session.flush()
        return change

    return once


def test_an_event_sent_twice_is_one(session, cohort, event, dana):
    actions.add_event(session, event, cohort.id, webinar(), by_id=dana.id, now=LATER)
    session.flush()
    assert [(one.title, one.revision) for one in entries_of(session, cohort.id)] == [(webinar().title, 1)]


def test_an_event_of_another_cohort_is_not_changed_under_this_one(session, make_cohort, event, dana):
    other = make_cohort(name="Басқа топ").id
    with pytest.raises(ConflictError):
        actions.add_event(session, event, other, webinar(), by_id=dana.id, now=NOW)
    with pytest.raises(NotFoundError):
        actions.change_event(session, other, event, webinar(), seen=1, by_id=dana.id, now=NOW)
    with pytest.raises(NotFoundError):
        actions.cancel(session, other, event, by_id=dana.id, now=NOW)


def test_of_two_who_edit_the_same_event_the_later_one_is_told(session, cohort, event, dana, yerlan):
    moved, longer = webinar("2026-11-21 18:00"), webinar(minutes=120)
    first = actions.change_event(session, cohort.id, event, moved, seen=1, by_id=yerlan.id, now=LATER)
    second = actions.change_event(session, cohort.id, event, longer, seen=1, by_id=dana.id, now=LATER)
    assert first is None
    assert second is not None
    assert (second.by, second.at) == (yerlan.name, LATER)
    assert [(one.time, one.minutes) for one in entries_of(session, cohort.id)] == [(moved.time, 90)]


def test_a_change_sent_twice_is_one_change(session, cohort, event, dana):
    moved = webinar("2026-11-21 18:00")
    for _time in "twice":
        assert actions.change_event(session, cohort.id, event, moved, seen=1, by_id=dana.id, now=LATER) is None
    assert [one.revision for one in entries_of(session, cohort.id)] == [2]


def test_what_is_cancelled_stays_and_is_changed_no_more(session, cohort, event, dana):
    for now in (LATER, LATER + timedelta(days=1)):
        actions.cancel(session, cohort.id, event, by_id=dana.id, now=now)
    assert [(one.cancelled_at, one.revision) for one in entries_of(session, cohort.id)] == [(LATER, 2)]
    with pytest.raises(NotFoundError):
        actions.change_event(session, cohort.id, event, webinar(), seen=2, by_id=dana.id, now=LATER)


def test_nothing_is_changed_in_a_closed_cohort(session, cohort, event, set_dates, dana):
    close(session, cohort.id, now=NOW)
    with pytest.raises(ConflictError, match="cohort_closed"):
        set_dates(BOTH)
    with pytest.raises(ConflictError, match="cohort_closed"):
        actions.cancel(session, cohort.id, event, by_id=dana.id, now=NOW)


def test_dates_are_set_and_sent_again_change_nothing(session, cohort, set_dates):
    assert set_dates(BOTH) is None
    assert set_dates(BOTH, seen=0, now=LATER + timedelta(hours=1)) is None
    found = dates(entries_of(session, cohort.id))
    assert {key: one.time for key, one in found.items()} == BOTH
    assert {one.changed_at for one in found.values()} == {LATER}


def test_the_same_moment_in_another_zone_is_no_change(session, cohort, set_dates):
    set_dates(BOTH)
    set_dates({OPENS: wall("2026-11-08 19:00", "UTC"), DUE: wall("2026-11-16 19:59", "Europe/Paris")})
    assert [one.revision for one in entries_of(session, cohort.id)] == [1, 1]


def test_a_date_that_is_wanted_no_more_is_cancelled_and_comes_back_as_itself(session, cohort, set_dates):
    set_dates(BOTH)
    set_dates({OPENS: BOTH[OPENS]})
    assert list(dates(entries_of(session, cohort.id))) == [OPENS]
    set_dates(BOTH)
    rows = session.scalars(select(ScheduleEntry).where(ScheduleEntry.kind == EntryKind.DEADLINE)).all()
    assert [(row.revision, row.cancelled_at) for row in rows] == [(3, None)]


def test_a_date_that_the_form_did_not_offer_stays(session, cohort, set_dates):
    """A module that has left the course meanwhile."""
    set_dates(BOTH)
    set_dates({}, offered=[(EntryKind.DEADLINE, SECOND)])
    assert set(dates(entries_of(session, cohort.id))) == set(BOTH)


def test_of_two_who_set_dates_the_later_one_is_told(session, cohort, set_dates, yerlan):
    set_dates(BOTH)
    seen = revision_of_dates(entries_of(session, cohort.id))
    noon = LATER + timedelta(hours=1)
    assert set_dates({**BOTH, DUE: wall("2026-11-17 23:59")}, seen=seen, by=yerlan, now=noon) is None
    overtaken = set_dates({**BOTH, OPENS: wall("2026-11-08 00:00")}, seen=seen)
    assert overtaken is not None
    assert overtaken.by == yerlan.name


def test_a_deadline_is_found_by_what_is_due(session, cohort, set_dates):
    set_dates(BOTH)
    found = deadline_of(session, cohort.id, uuid.uuid4(), FIRST)
    assert found is not None
    assert (found.time, found.is_extended) == (BOTH[DUE], False)
    assert deadline_of(session, cohort.id, uuid.uuid4(), SECOND) is None
