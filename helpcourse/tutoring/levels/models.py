"""The table of what cohorts ask for their levels."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from helpcourse.db import Base, UtcDateTime, code_column
from helpcourse.tutoring.levels.rules import Level


class LevelRule(Base):
    """What a cohort asks for one level; a cohort without any gives certificates to who has finished the course."""

    __tablename__ = "level_rule"
    __table_args__ = (
        CheckConstraint(
            "lessons BETWEEN 0 AND 100 AND events BETWEEN 0 AND 100 AND cases BETWEEN 0 AND 100 "
            "AND test BETWEEN 0 AND 100 AND minutes >= 0",
            "in_range",
        ),
    )

    cohort_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("cohort.id"), primary_key=True)
    level: Mapped[Level] = mapped_column(code_column(Level), primary_key=True)
    course: Mapped[bool] = mapped_column()  # these six as in rules.Rule
    lessons: Mapped[int] = mapped_column()
    events: Mapped[int] = mapped_column()
    cases: Mapped[int] = mapped_column()
    test: Mapped[int] = mapped_column()
    minutes: Mapped[int] = mapped_column()
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
