"""The table of refreshers; their answers are further tries at the course's knowledge checks."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from helpcourse.db import Base, UtcDateTime


class Refresher(Base):
    """A learner's wish to be asked again, in one course that they have finished."""

    __tablename__ = "refresher"
    __table_args__ = (
        CheckConstraint("every_days > 0", "days_from_one"),
        CheckConstraint("next_mail_at IS NULL OR every_days IS NOT NULL", "mails_at_intervals"),
        CheckConstraint("ended_at IS NULL OR next_mail_at IS NULL", "no_mail_once_ended"),
        Index(
            "ix_refresher_next_mail_at",
            "next_mail_at",
            sqlite_where=text("next_mail_at IS NOT NULL"),
            postgresql_where=text("next_mail_at IS NOT NULL"),
        ),
    )

    enrolment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("enrolment.id"), primary_key=True)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)  # the last time that it was begun
    end_token: Mapped[str] = mapped_column(String(43), unique=True)  # in mails: ends this refresher, and nothing else
    every_days: Mapped[int | None] = mapped_column(default=None)  # between mails; null: none are wanted
    next_mail_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # null: none is to come
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # null: running
