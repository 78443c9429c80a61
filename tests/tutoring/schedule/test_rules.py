"""Wall times and zones; which deadline holds; what is open."""

from datetime import UTC, datetime

import pytest

from helpcourse.tutoring.schedule.rules import (
    EntryKind,
    closed_modules,
    deadline,
    deadlines,
    revision_of_dates,
)
from tests.builders import NOW
from tests.tutoring.schedule.builders import FIRST, SECOND, entry, extended, wall

DEADLINE, OPENING, WEBINAR = EntryKind.DEADLINE, EntryKind.OPENING, EntryKind.WEBINAR


@pytest.mark.parametrize(
    ("time", "zone", "moment"),
    [
        ("2024-02-15 18:00", "Asia/Almaty", "2024-02-15T12:00"),  # UTC+6 until 1 March 2024
        ("2024-03-01 18:00", "Asia/Almaty", "2024-03-01T13:00"),  # UTC+5 since
        ("2026-11-20 18:00", "Asia/Almaty", "2026-11-20T13:00"),
        ("2024-02-15 18:00", "Asia/Qyzylorda", "2024-02-15T13:00"),  # had UTC+5 before
        ("2026-03-28 18:00", "Europe/Paris", "2026-03-28T17:00"),  # winter
        ("2026-03-29 18:00", "Europe/Paris", "2026-03-29T16:00"),  # summer since that night
        ("2026-10-25 18:00", "Europe/Paris", "2026-10-25T17:00"),
        ("2026-11-20 18:00", "UTC", "2026-11-20T18:00"),
    ],
)
def test_a_wall_time_is_a_moment_by_the_law_of_its_day(time, zone, moment):
    assert wall(time, zone).moment() == datetime.fromisoformat(moment).replace(tzinfo=UTC)


def test_an_hour_that_came_twice_begins_an_event_early_and_ends_a_deadline_late():
    """At midnight before 1 March 2024 the clocks of Almaty were put back to 23:00."""
    assert entry(WEBINAR, "2024-02-29 23:30").at == datetime(2024, 2, 29, 17, 30, tzinfo=UTC)
    assert entry(DEADLINE, "2024-02-29 23:30", FIRST).at == datetime(2024, 2, 29, 18, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("time", "zone", "exists"),
    [
        ("2026-03-29 02:30", "Europe/Paris", False),  # from 2:00 to 3:00
        ("2026-03-29 03:00", "Europe/Paris", True),
        ("2026-10-25 02:30", "Europe/Paris", True),  # twice, even
        ("2024-02-29 23:30", "Asia/Almaty", True),
        ("2026-03-29 02:30", "Asia/Almaty", True),
    ],
)
def test_an_hour_that_the_clock_leaves_out_does_not_exist(time, zone, exists):
    assert wall(time, zone).exists is exists


def test_a_day_of_23_hours_is_a_day():
    """A deadline a day later, by the clock, is 23 hours later in that night."""
    saturday, sunday = wall("2026-03-28 23:59", "Europe/Paris"), wall("2026-03-29 23:59", "Europe/Paris")
    assert (sunday.moment() - saturday.moment()).total_seconds() == 23 * 3600


@pytest.mark.parametrize(
    ("extensions", "holds"),
    [
        ([], "2026-11-20 23:59"),
        ([extended(FIRST, wall("2026-11-27 23:59"))], "2026-11-27 23:59"),
        ([extended(SECOND, wall("2026-11-27 23:59"))], "2026-11-20 23:59"),  # of another module
        ([extended(FIRST, wall("2026-11-10 23:59"))], "2026-11-20 23:59"),  # the cohort's was moved past it
        (
            [extended(FIRST, wall("2026-11-27 23:59")), extended(FIRST, wall("2026-11-25 12:00"))],
            "2026-11-27 23:59",
        ),
    ],
)
def test_the_latest_deadline_holds(extensions, holds):
    found = deadline(entry(DEADLINE, "2026-11-20 23:59", FIRST), extensions)
    assert found is not None
    assert found.time == wall(holds)
    assert found.is_extended is (holds != "2026-11-20 23:59")


def test_where_no_deadline_is_set_none_is_extended():
    extension = extended(FIRST, wall("2026-11-27 23:59"))
    cancelled = entry(DEADLINE, "2026-11-20 23:59", FIRST, cancelled_at=NOW)
    assert deadline(None, [extension]) is None
    assert deadline(cancelled, [extension]) is None


def test_deadlines_come_in_the_order_in_which_they_hold():
    set_ = [entry(DEADLINE, "2026-11-20 23:59", FIRST), entry(DEADLINE, "2026-11-25 23:59", SECOND)]
    later = extended(FIRST, wall("2026-12-01 23:59"))
    assert [one.item for one in deadlines(set_, [])] == [FIRST, SECOND]
    assert [one.item for one in deadlines(set_, [later])] == [SECOND, FIRST]


def test_a_module_is_closed_until_it_opens():
    entries = [
        entry(OPENING, "2026-11-03 14:00", FIRST),  # this very moment
        entry(OPENING, "2026-11-03 14:01", SECOND),
        entry(OPENING, "2026-12-01 00:00", "module:third", cancelled_at=NOW),
        entry(DEADLINE, "2026-12-01 00:00", FIRST),
    ]
    assert closed_modules(entries, now=NOW) == {"first-hours": wall("2026-11-03 14:01")}


def test_the_revision_of_the_dates_rises_when_one_is_cancelled():
    before = [entry(OPENING, "2026-11-03 14:00", FIRST, revision=2), entry(WEBINAR, "2026-11-03 14:00", revision=9)]
    after = [entry(OPENING, "2026-11-03 14:00", FIRST, revision=3, cancelled_at=NOW), before[1]]
    assert (revision_of_dates(before), revision_of_dates(after)) == (2, 3)
