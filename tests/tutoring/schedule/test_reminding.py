"""A deadline that comes near is told once, to those who are not done."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from helpcourse.learning.actions import finish_lesson
from helpcourse.tutoring.actions import close
from helpcourse.tutoring.cases.handing_in import CasePlace
from helpcourse.tutoring.cases.rules import Decision
from helpcourse.tutoring.schedule.extensions import extend
from helpcourse.tutoring.schedule.reminding import cohorts_near_deadlines, remind
from helpcourse.tutoring.schedule.rules import case_item
from tests.builders import NOW
from tests.case_world import CASE, CASE_LESSON
from tests.tutoring.casework import Working
from tests.tutoring.schedule.builders import FIRST, SECOND, wall

DUE = "2026-11-16 23:59"
NEAR = datetime(2026, 11, 14, 9, tzinfo=UTC)  # two days and a half before
DAYS_BEFORE = timedelta(days=3)


@pytest.fixture
def told(session, shelf, cohort, member, mails):
    """told(now) -> the deadlines that mails of this time name, each mail's."""

    def once(now=NEAR):
        before = len(mails())
        for id_ in cohorts_near_deadlines(session, now=now):
            remind(session, shelf, id_, now=now)
        session.flush()
        return [[due["wall_at"][5:16] for due in mail.values["due"]] for mail in mails()[before:]]

    return once


def test_a_deadline_is_told_once(set_due, told):
    set_due(DUE)
    assert told() == [["11-16T23:59"]]
    assert told(NEAR + timedelta(hours=1)) == []


def test_deadlines_that_come_near_together_are_told_in_one_mail(set_due, told):
    set_due(DUE)
    set_due("2026-11-15 12:00", SECOND)
    assert told() == [["11-15T12:00", "11-16T23:59"]]


@pytest.mark.parametrize(
    ("now", "is_told"),
    [
        (datetime(2026, 11, 13, 18, 58, tzinfo=UTC), False),
        (datetime(2026, 11, 13, 18, 59, tzinfo=UTC), True),  # three days before
        (datetime(2026, 11, 16, 18, 58, tzinfo=UTC), True),
        (datetime(2026, 11, 16, 18, 59, tzinfo=UTC), False),  # it is past
    ],
)
def test_it_is_told_in_the_last_three_days(set_due, told, now, is_told):
    set_due(DUE)
    assert bool(told(now)) is is_told


def test_who_has_read_the_module_is_told_nothing(session, member, course, set_due, told):
    set_due(DUE)
    for lesson in course.modules[0].lessons:
        finish_lesson(session, member, lesson.id, course, now=NOW)
    assert told() == []


def test_who_has_handed_in_the_case_study_is_told_nothing(session, edition, member, set_due, told):
    set_due(DUE, case_item(CASE_LESSON, CASE))
    Working(session, edition, CasePlace(member, CASE_LESSON, CASE)).hand_in()
    assert told() == []


def test_whose_case_study_was_returned_is_reminded(session, edition, member, set_due, told, dana):
    set_due(DUE, case_item(CASE_LESSON, CASE))
    working = Working(session, edition, CasePlace(member, CASE_LESSON, CASE))
    working.review(working.hand_in(), dana, Decision.RETURN)
    assert told() == [["11-16T23:59"]]


def test_a_deadline_of_which_one_has_just_heard_is_not_told_again(set_due, told):
    set_due(DUE, now=NEAR - timedelta(hours=1))
    assert told() == []


def test_who_has_more_time_is_reminded_of_that(session, cohort, member, course, set_due, told, dana):
    set_due(DUE)
    id_, later = uuid.uuid4(), wall("2026-11-23 23:59")
    extend(session, id_, cohort.id, member, course, FIRST, later, "…", by_id=dana.id, now=NOW)
    session.flush()
    assert told() == []
    assert told(NEAR + timedelta(days=7)) == [["11-23T23:59"]]


def test_a_deadline_that_was_moved_is_another_one(set_due, told):
    set_due(DUE)
    told()
    set_due("2026-11-26 23:59", now=NEAR)
    assert told(NEAR + timedelta(days=10)) == [["11-26T23:59"]]


def test_nobody_is_reminded_in_a_closed_cohort(session, cohort, set_due, told):
    set_due(DUE)
    close(session, cohort.id, now=NOW)
    assert told() == []
