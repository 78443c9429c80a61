"""Who says that they come, and who was there."""

from datetime import timedelta

import pytest

from helpcourse.errors import ConflictError, NotFoundError
from helpcourse.learning.actions import enrol
from helpcourse.tutoring.actions import add_member, take_out
from helpcourse.tutoring.schedule import actions, attendance
from tests.builders import NOW
from tests.tutoring.schedule.builders import webinar

AFTER = NOW + timedelta(days=20)


@pytest.fixture
def asking(session, cohort, event, dana):
    """The webinar, which asks whether one comes."""
    actions.change_event(session, cohort.id, event, webinar(takes_registration=True), seen=1, by_id=dana.id, now=NOW)
    session.flush()
    return event


@pytest.fixture
def second(session, cohort, bolat):
    """Bolat's enrolment in the same cohort."""
    add_member(session, cohort.id, bolat.id, now=NOW)
    return enrol(session, bolat.id, cohort.course_id, now=NOW)


def said(session, cohort, event):
    return [row.is_coming for row in attendance.list_of(session, cohort.id, event)]


def there(session, cohort, event):
    return [row.was_there for row in attendance.list_of(session, cohort.id, event)]


def test_the_last_word_counts(session, cohort, member, asking, aigerim):
    for is_coming in (True, True, False):
        attendance.say(session, asking, aigerim.id, is_coming=is_coming, now=NOW)
    assert said(session, cohort, asking) == [False]
    assert attendance.coming(session, [asking]) == {asking: {member: False}}


def test_a_stranger_says_nothing(session, member, asking, bolat):
    with pytest.raises(NotFoundError):
        attendance.say(session, asking, bolat.id, is_coming=True, now=NOW)


def test_where_nobody_asks_or_it_is_over_nothing_is_said(session, member, event, aigerim):
    with pytest.raises(ConflictError, match="no_registration"):
        attendance.say(session, event, aigerim.id, is_coming=True, now=NOW)


def test_after_the_end_nothing_is_said(session, member, asking, aigerim):
    with pytest.raises(ConflictError, match="no_registration"):
        attendance.say(session, asking, aigerim.id, is_coming=True, now=AFTER)


def test_two_tutors_who_tick_different_people_do_not_undo_each_other(
    session, cohort, member, second, event, dana, yerlan
):
    attendance.mark(session, cohort.id, event, {member: True}, by_id=dana.id, now=AFTER)
    attendance.mark(session, cohort.id, event, {second: True}, by_id=yerlan.id, now=AFTER)
    assert there(session, cohort, event) == [True, True]


def test_a_tick_is_taken_back_and_sent_twice_is_one(session, cohort, member, event, dana):
    for was_there in (True, False, False):
        attendance.mark(session, cohort.id, event, {member: was_there}, by_id=dana.id, now=AFTER)
    assert there(session, cohort, event) == [False]


def test_nobody_is_ticked_before_it_begins(session, cohort, member, event, dana):
    with pytest.raises(ConflictError, match="not_begun"):
        attendance.mark(session, cohort.id, event, {member: True}, by_id=dana.id, now=NOW)


def test_who_is_no_member_is_not_ticked(session, cohort, event, bolat, dana):
    stranger = enrol(session, bolat.id, cohort.course_id, now=NOW)
    attendance.mark(session, cohort.id, event, {stranger: True}, by_id=dana.id, now=AFTER)
    assert attendance.attended(session, [event]) == {event: set()}


def test_who_left_stays_on_the_list_of_what_they_attended(session, cohort, member, second, event, dana):
    attendance.mark(session, cohort.id, event, {member: True}, by_id=dana.id, now=AFTER)
    take_out(session, cohort.id, [member, second], now=AFTER)
    assert [(row.enrolment_id, row.has_left) for row in attendance.list_of(session, cohort.id, event)] == [
        (member, True)
    ]
