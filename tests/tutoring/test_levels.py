"""Levels of a cohort: its rules, its learners' figures, proposals."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import event

from helpcourse.learning.actions import enrol, keep_place
from helpcourse.learning.models import CaseDone, LessonDone
from helpcourse.tutoring import actions
from helpcourse.tutoring.levels.actions import propose, set_rules
from helpcourse.tutoring.levels.queries import rules_of, standings
from helpcourse.tutoring.levels.rules import USUAL, Level, Part, Rule
from helpcourse.tutoring.models import CohortMember
from helpcourse.tutoring.schedule import actions as schedule
from helpcourse.tutoring.schedule.attendance import mark
from helpcourse.tutoring.schedule.rules import EntryKind, WallTime
from tests.builders import NOW
from tests.tutoring.conftest import COURSE

RULES = {Level.ATTENDANCE: Rule(events=50), Level.CERTIFICATE: Rule(course=True, test=75)}


@pytest.fixture
def learning(session, cohort, aigerim):
    """Aigerim's enrolment in the cohort."""
    actions.add_member(session, cohort.id, aigerim.id, now=NOW)
    session.flush()
    return enrol(session, aigerim.id, COURSE, now=NOW)


def add_event(session, cohort, dana, *, days_ago: int, kind=EntryKind.WEBINAR) -> uuid.UUID:
    id_, then = uuid.uuid4(), NOW - timedelta(days=days_ago)
    details = schedule.EventDetails(kind=kind, title="1", time=WallTime(then.replace(tzinfo=None), "UTC"), minutes=60)
    schedule.add_event(session, id_, cohort.id, details, by_id=dana.id, now=NOW)
    return id_


def only(session, cohort, edition):
    """The standing of the one member."""
    ((standing,), _events) = standings(session, cohort.id, edition.course, now=NOW)
    return standing


def test_a_cohort_gives_certificates_to_who_has_finished_until_somebody_sets_rules(session, cohort, yerlan):
    assert rules_of(session, cohort.id) == USUAL
    set_rules(session, cohort.id, RULES, by_id=yerlan.id, now=NOW)
    session.flush()
    assert rules_of(session, cohort.id) == RULES


def test_the_usual_rules_leave_nothing_of_those_before(session, cohort, yerlan):
    set_rules(session, cohort.id, RULES, by_id=yerlan.id, now=NOW)
    set_rules(session, cohort.id, USUAL, by_id=yerlan.id, now=NOW)
    assert rules_of(session, cohort.id) == USUAL


def test_figures_count_lessons_cases_and_minutes_of_the_course(session, cohort, edition, learning):
    lesson = edition.lessons[0]
    session.add_all(
        [
            LessonDone(enrolment_id=learning, lesson_id=lesson.id, done_at=NOW),
            LessonDone(enrolment_id=learning, lesson_id="of-an-older-edition", done_at=NOW),
            CaseDone(enrolment_id=learning, lesson_id="of-an-older-edition", block_id="case", done_at=NOW),
        ]
    )
    keep_place(session, learning, lesson.id, None, 90, now=NOW)
    session.flush()
    figures = only(session, cohort, edition).figures
    assert (figures.lessons.done, figures.cases.done, figures.minutes) == (1, 0, 1)


def test_only_events_that_are_over_and_ticked_count(session, cohort, edition, learning, dana):
    held, _unticked = add_event(session, cohort, dana, days_ago=9), add_event(session, cohort, dana, days_ago=2)
    add_event(session, cohort, dana, days_ago=-3)
    session.flush()
    mark(session, cohort.id, held, {learning: True}, by_id=dana.id, now=NOW)
    (standing,), events = standings(session, cohort.id, edition.course, now=NOW)
    assert standing.figures.events == Part(1, 1)
    assert (events.held, events.unticked) == (1, 1)


def test_an_event_that_is_cancelled_counts_for_nobody(session, cohort, edition, learning, dana):
    id_ = add_event(session, cohort, dana, days_ago=-1)
    session.flush()
    schedule.cancel(session, cohort.id, id_, by_id=dana.id, now=NOW)
    session.flush()
    later = NOW + timedelta(days=3)
    assert standings(session, cohort.id, edition.course, now=later)[1].unticked == 0


def test_a_proposal_is_for_a_level_and_can_be_raised(session, cohort, learning, dana):
    for level in (Level.ATTENDANCE, Level.CERTIFICATE):
        assert propose(session, cohort.id, {learning: level}, by_id=dana.id, now=NOW) == 1
        assert propose(session, cohort.id, {learning: level}, by_id=dana.id, now=NOW) == 0
    assert session.get_one(CohortMember, (cohort.id, learning)).confirmed_for is Level.CERTIFICATE


def test_who_left_is_not_proposed(session, cohort, learning, dana):
    actions.take_out(session, cohort.id, [learning], now=NOW)
    assert propose(session, cohort.id, {learning: Level.ATTENDANCE}, by_id=dana.id, now=NOW) == 0


def test_a_hundred_learners_take_as_many_reads_as_one(session, cohort, edition, learning, bolat, gulnara):
    def reads() -> int:
        asked = []
        connection = session.connection()
        event.listen(connection, "before_cursor_execute", lambda *_all: asked.append(1))
        standings(session, cohort.id, edition.course, now=NOW)
        return len(asked)

    alone = reads()
    for person in (bolat, gulnara):
        actions.add_member(session, cohort.id, person.id, now=NOW)
    session.flush()
    assert reads() == alone
