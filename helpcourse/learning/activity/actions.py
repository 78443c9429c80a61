"""Writes of activity: time by the day, a goal for the week."""

import uuid
from datetime import date, datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Person
from helpcourse.db import rows_touched
from helpcourse.learning.activity.models import StudyDay, WeeklyGoal
from helpcourse.learning.activity.rules import MOST_LESSONS
from helpcourse.learning.models import Enrolment


def spend(session: Session, enrolment_id: uuid.UUID, day: date, seconds: int) -> None:
    """Seconds more on this day. Call it with the enrolment's row locked."""
    updated = session.execute(
        update(StudyDay)
        .where(StudyDay.enrolment_id == enrolment_id, StudyDay.day == day)
        .values(seconds=StudyDay.seconds + seconds)
    )
    if rows_touched(updated) == 0:
        session.execute(insert(StudyDay).values(enrolment_id=enrolment_id, day=day, seconds=seconds))


def set_goal(session: Session, person_id: int, lessons: int, *, now: datetime) -> None:
    """So many lessons a week; 0: none are aimed at any more."""
    session.execute(select(Person.id).where(Person.id == person_id).with_for_update(key_share=True))
    session.execute(delete(WeeklyGoal).where(WeeklyGoal.person_id == person_id))
    if lessons > 0:
        session.add(WeeklyGoal(person_id=person_id, lessons=min(lessons, MOST_LESSONS), set_at=now))


def erase_activity(session: Session, person_id: int) -> None:
    """On which days they learned, and what they had set themselves; the time by lesson stays for the figures."""
    mine = select(Enrolment.id).where(Enrolment.person_id == person_id)
    session.execute(delete(StudyDay).where(StudyDay.enrolment_id.in_(mine)))
    session.execute(delete(WeeklyGoal).where(WeeklyGoal.person_id == person_id))
