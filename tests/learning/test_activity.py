"""A learner's weeks and days, and what they have set themselves."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from helpcourse.learning import actions
from helpcourse.learning.activity.actions import erase_activity, set_goal
from helpcourse.learning.activity.models import StudyDay, WeeklyGoal
from helpcourse.learning.activity.queries import activity_of, goal_of
from helpcourse.learning.activity.rules import Day, weeks
from tests.builders import NOW
from tests.small_course import READING

TODAY = date(2026, 11, 26)  # a Thursday


def test_weeks_begin_on_mondays_and_end_today():
    found = weeks([], {}, today=TODAY, count=2)
    assert [week.days[0].on for week in found] == [date(2026, 11, 16), date(2026, 11, 23)]
    assert found[-1].days[-1].on == TODAY


def test_a_week_adds_up_its_days():
    week = weeks([TODAY, TODAY], {TODAY: 600, TODAY - timedelta(days=1): 60}, today=TODAY, count=1)[0]
    assert (week.lessons, week.minutes, week.active_days) == (2, 11, 2)


@pytest.mark.parametrize(
    ("lessons", "minutes", "level"),
    [(0, 0, 0), (0, 1, 1), (0, 15, 2), (1, 0, 2), (0, 30, 3), (2, 5, 3), (0, 60, 4), (3, 0, 4), (1, 90, 4)],
)
def test_a_day_looks_as_full_as_it_was(lessons, minutes, level):
    assert Day(TODAY, lessons, minutes * 60).level == level


def test_time_is_kept_by_the_day(session, enrolment, aigerim, bolat):
    for seconds in (30, 12):
        actions.keep_place(session, enrolment, READING, None, seconds, day=TODAY, now=NOW)
    since = datetime(2026, 11, 1, tzinfo=UTC)
    assert activity_of(session, aigerim.id, since=since, since_day=since.date()).seconds == {TODAY: 42}
    assert activity_of(session, bolat.id, since=since, since_day=since.date()).seconds == {}


def test_a_goal_is_the_last_that_was_set(session, aigerim):
    set_goal(session, aigerim.id, 2, now=NOW)
    set_goal(session, aigerim.id, 5, now=NOW)
    assert goal_of(session, aigerim.id) == 5
    set_goal(session, aigerim.id, 0, now=NOW)
    assert goal_of(session, aigerim.id) is None


def test_days_and_goals_are_erased_with_their_person(session, enrolment, aigerim):
    actions.keep_place(session, enrolment, READING, None, 30, day=TODAY, now=NOW)
    set_goal(session, aigerim.id, 2, now=NOW)
    erase_activity(session, aigerim.id)
    assert session.scalars(select(StudyDay.day)).all() == session.scalars(select(WeeklyGoal.lessons)).all() == []
