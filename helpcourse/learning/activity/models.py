"""Tables of activity: time by the day, goals."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from helpcourse.db import Base, UtcDateTime


class StudyDay(Base):
    """Seconds spent on the lessons of a course in one day; for the learner's own calendar."""

    __tablename__ = "study_day"
    __table_args__ = (CheckConstraint("seconds >= 0", "not_negative"),)

    enrolment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("enrolment.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)  # where the site is
    seconds: Mapped[int] = mapped_column()


class WeeklyGoal(Base):
    """How many lessons somebody means to finish each week; who has set none has no row."""

    __tablename__ = "weekly_goal"
    __table_args__ = (CheckConstraint("lessons > 0", "lessons_from_one"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    lessons: Mapped[int] = mapped_column()
    set_at: Mapped[datetime] = mapped_column(UtcDateTime)
