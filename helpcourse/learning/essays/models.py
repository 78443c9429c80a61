"""The table of essay reviews."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from helpcourse.db import Base, UtcDateTime


class EssayReview(Base):
    """What a tutor gave for an essay of a test; only added, the highest number counts for the answer that was read."""

    __tablename__ = "essay_review"
    __table_args__ = (
        ForeignKeyConstraint(["attempt_id", "counted_in"], ["grade.attempt_id", "grade.number"]),
        CheckConstraint("points >= 0", "not_negative"),
    )

    attempt_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    question_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)  # 1, 2, 3 …; 1 + the one that the page had seen
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime)  # of the answer that was read: a late one is another
    points: Mapped[float] = mapped_column()
    words: Mapped[str] = mapped_column(Text)  # to the learner; may be empty, and is emptied when they are erased
    counted_in: Mapped[int] = mapped_column()  # number of the grade that came of it
    reviewed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    reviewed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
