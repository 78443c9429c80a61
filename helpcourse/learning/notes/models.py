"""The table of highlights and notes."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from helpcourse.db import Base, UtcDateTime


class OwnNote(Base):
    """A passage that a learner has highlighted, a note of theirs, or both; nobody else sees it."""

    __tablename__ = "own_note"
    __table_args__ = (
        CheckConstraint("quote <> '' OR words <> ''", "says_something"),
        CheckConstraint("occurrence >= 0", "not_negative"),
        Index("ix_own_note_enrolment_id_lesson_id", "enrolment_id", "lesson_id"),
    )

    enrolment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("enrolment.id"))
    lesson_id: Mapped[str] = mapped_column(String(80))
    block_id: Mapped[str] = mapped_column(String(80))
    language: Mapped[str] = mapped_column(String(2))  # in which the lesson was read
    quote: Mapped[str] = mapped_column(Text)  # as it was read, spaces evened; empty: of the whole block
    occurrence: Mapped[int] = mapped_column()  # of the quote in the block: 0 the first …
    words: Mapped[str] = mapped_column(Text)  # the learner's own; empty: only highlighted
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default_factory=uuid.uuid4)  # brought by the form
