"""The table of changed keys."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from helpcourse.db import Base, UtcDateTime


class KeyChange(Base):
    """That a question of an edition is graded by another key; only added, and applied one after the other."""

    __tablename__ = "key_change"
    __table_args__ = (
        CheckConstraint("(key IS NULL) = (from_edition_id IS NULL)", "key_whole"),
        CheckConstraint("reason <> ''", "has_reason"),
    )

    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), primary_key=True)  # whose attempts it concerns
    module_id: Mapped[str] = mapped_column(String(80), primary_key=True)  # whose quiz asks it; empty: the final test
    question_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)  # 1, 2, 3 … of the question
    from_edition_id: Mapped[int | None] = mapped_column(
        ForeignKey("edition.id")
    )  # whose key holds; null: whoever was asked has all points
    key: Mapped[str | None] = mapped_column(Text)  # that key, as rules.py writes it; null as above
    only_improves: Mapped[bool] = mapped_column()  # who would lose points by it keeps them
    reason: Mapped[str] = mapped_column(Text)  # words of whoever changed it; learners read them
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
