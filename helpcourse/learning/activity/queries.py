"""Reads of activity."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from helpcourse.learning.activity.models import StudyDay, WeeklyGoal
from helpcourse.learning.models import Enrolment, LessonDone


@dataclass(frozen=True, slots=True)
class Activity:
    """What one person has done in all courses since some day."""

    finished_at: list[datetime]  # a moment for each lesson
    seconds: Mapping[date, int]  # spent on lessons, by day


def activity_of(session: Session, person_id: int, *, since: datetime, since_day: date) -> Activity:
    """`since` is the moment at which `since_day` begins."""
    done = (
        select(LessonDone.done_at)
        .join(Enrolment, Enrolment.id == LessonDone.enrolment_id)
        .where(Enrolment.person_id == person_id, LessonDone.done_at >= since)
    )
    spent = (
        select(StudyDay.day, func.sum(StudyDay.seconds).label("seconds"))
        .join(Enrolment, Enrolment.id == StudyDay.enrolment_id)
        .where(Enrolment.person_id == person_id, StudyDay.day >= since_day)
        .group_by(StudyDay.day)
    )
    rows = session.execute(spent)
    return Activity(list(session.scalars(done)), {row.day: int(row.seconds) for row in rows})


def goal_of(session: Session, person_id: int) -> int | None:
    """Lessons a week; None: no goal is set."""
    return session.scalar(select(WeeklyGoal.lessons).where(WeeklyGoal.person_id == person_id))
