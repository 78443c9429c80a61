"""Tables of batches: who is to be issued a paper together, and how far that is."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from helpcourse.certification.rules import Obstacle
from helpcourse.db import Base, UtcDateTime, code_column
from helpcourse.tutoring.levels.rules import Level


class IssueBatch(Base):
    """Papers that somebody issues together; the worker does it, and tells people when the time to undo it is over."""

    __tablename__ = "issue_batch"
    __table_args__ = (CheckConstraint("(undone_at IS NULL) = (undone_by_id IS NULL)", "undone_whole"),)

    cohort_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("cohort.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    tell_at: Mapped[datetime] = mapped_column(UtcDateTime)  # until then it can be undone, from then on mails go
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default_factory=uuid.uuid4)  # brought by the form
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # null: it was not
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)


class IssueItem(Base):
    """One learner of a batch: waits, has a paper, or was skipped."""

    __tablename__ = "issue_item"
    __table_args__ = (
        CheckConstraint("certificate_id IS NULL OR skipped IS NULL", "one_outcome"),
        CheckConstraint("told_at IS NULL OR certificate_id IS NOT NULL", "told_of_paper"),
        Index(
            "ix_issue_item_waiting",
            "batch_id",
            "place",
            sqlite_where=text("certificate_id IS NULL AND skipped IS NULL"),
            postgresql_where=text("certificate_id IS NULL AND skipped IS NULL"),
        ),
        Index(
            "ix_issue_item_untold",
            "batch_id",
            sqlite_where=text("certificate_id IS NOT NULL AND told_at IS NULL"),
            postgresql_where=text("certificate_id IS NOT NULL AND told_at IS NULL"),
        ),
    )

    batch_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("issue_batch.id"), primary_key=True)
    enrolment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("enrolment.id"), primary_key=True, index=True)
    place: Mapped[int] = mapped_column()  # 1, 2, 3 … in the order of names: numbers are given in it
    level: Mapped[Level] = mapped_column(code_column(Level))  # as the preview had shown
    certificate_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("certificate.id"), unique=True, default=None
    )  # null: waits, or was skipped
    skipped: Mapped[Obstacle | None] = mapped_column(code_column(Obstacle), default=None)  # what was in the way
    told_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # null: not yet
