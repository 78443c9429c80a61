"""The table of views."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from helpcourse.accounts.own_views.rules import LONGEST_NAME, LONGEST_QUERY
from helpcourse.db import Base, UtcDateTime


class OwnView(Base):
    """What somebody wants to see of a table: filters, order and columns; nobody else sees it."""

    __tablename__ = "own_view"
    __table_args__ = (
        UniqueConstraint("person_id", "table_name", "name"),
        Index(
            "uq_own_view_first",
            "person_id",
            "table_name",
            unique=True,
            sqlite_where=text("is_first"),
            postgresql_where=text("is_first"),
        ),
        CheckConstraint("name <> '' OR NOT is_first", "first_has_a_name"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    table_name: Mapped[str] = mapped_column(String(30))  # of one that the pages know
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))  # empty: only the columns, as they were chosen last
    query: Mapped[str] = mapped_column(String(LONGEST_QUERY))  # as an address has it: show=attention&sort=-done
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    is_first: Mapped[bool] = mapped_column(default=False)  # the table opens with it
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default_factory=uuid.uuid4)
