"""Tables of letters from tutors to learners."""

import uuid
from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from helpcourse.db import Base, UtcDateTime


class Letter(Base):
    """What a tutor wrote to learners, in one language or several; never changed once it is sent."""

    __tablename__ = "letter"

    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    words: Mapped[dict[str, list[str]]] = mapped_column(
        JSON
    )  # language -> [subject, text]; emptied when its only reader is erased
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default_factory=uuid.uuid4)  # brought by the form


class LetterReader(Base):
    """To whom a letter went, and as a learner of which cohort."""

    __tablename__ = "letter_reader"

    letter_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("letter.id"), primary_key=True)
    enrolment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("enrolment.id"), primary_key=True, index=True)
    cohort_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("cohort.id"), index=True)
    language: Mapped[str] = mapped_column(String(2))  # in which they got it
