"""The table of signed files."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from helpcourse.db import Base, UtcDateTime


class SignedFile(Base):
    """A file that somebody signed with a signature of their own, such as a national one; kept byte for byte."""

    __tablename__ = "signed_file"
    __table_args__ = (CheckConstraint("(removed_at IS NULL) = (removed_by_id IS NULL)", "removed_whole"),)

    certificate_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("certificate.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))  # as it was called
    signed_by: Mapped[str] = mapped_column(String(200))  # as whoever added it says; nobody here has checked it
    sha256: Mapped[str] = mapped_column(String(64))  # of the whole file, hex
    size: Mapped[int] = mapped_column()  # bytes
    content: Mapped[bytes] = mapped_column(LargeBinary)
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    added_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default_factory=uuid.uuid4)  # brought by the form
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # null: it is shown
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
