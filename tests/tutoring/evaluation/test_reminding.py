"""Who is told that a questionnaire waits for them, and when no more."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from helpcourse.catalogue.shelf import Shelf
from helpcourse.learning.models import Enrolment
from helpcourse.messages.models import MailKind, Notice
from helpcourse.tutoring.evaluation.reminding import cohorts_asking, remind_of_questionnaires
from tests.builders import NOW
from tests.evaluation import SHEET, add_learners, answer

ZONE = ZoneInfo("Asia/Almaty")


@pytest.fixture
def begun(make_cohort):
    """A cohort that began two days ago, as a row."""
    return make_cohort(starts_on=date(2026, 11, 1), ends_on=date(2026, 12, 15))


@pytest.fixture
def two(session, begun):
    return add_learners(session, begun.id, 2)


@pytest.fixture
def told(session):
    """told(days) -> whom the worker has told which questionnaire, so many days from now."""

    def after(days=0):
        now = NOW + timedelta(days=days)
        for cohort_id in cohorts_asking(session, ZONE, now=now):
            remind_of_questionnaires(session, Shelf(), cohort_id, ZONE, now=now)
        session.flush()
        rows = session.scalars(select(Notice).where(Notice.kind == MailKind.QUESTIONNAIRE_WAITS))
        return sorted((row.person_id, row.values["path"].rpartition("/")[2]) for row in rows)

    return after


def test_learners_are_told_once_of_the_first_questionnaire(told, two):
    first = sorted((one.id, "before") for one in two)
    assert told() == told(1) == first


def test_who_has_answered_is_not_told(session, begun, told, two):
    answer(session, two[:1], begun.id, SHEET)
    assert told() == [(two[1].id, "before")]


@pytest.mark.usefixtures("two")
def test_nobody_is_told_of_what_has_been_open_for_long(told):
    assert told(4) == []


def test_the_last_questionnaire_is_told_a_week_before_the_end(told, two):
    assert told(34) == []
    assert told(35) == sorted((one.id, "after") for one in two)


def test_who_finishes_the_course_early_is_told_then(session, told, two):
    enrolment = session.scalars(select(Enrolment).where(Enrolment.person_id == two[0].id)).one()
    enrolment.finished_at = NOW + timedelta(days=10)
    session.flush()
    assert told(10) == [(two[0].id, "after")]


def test_a_closed_cohort_asks_nobody(session, begun, told, two):
    begun.closed_at = NOW
    session.flush()
    assert told() == []
