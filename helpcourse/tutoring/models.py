"""Tables of tutored runs: cohorts, their tutors and members."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from helpcourse.accounts.models import Country
from helpcourse.db import Base, UtcDateTime, code_column
from helpcourse.tutoring.levels.rules import Level


class Cohort(Base):
    """A tutored run of a course; it stays on its edition until moved."""

    __tablename__ = "cohort"
    __table_args__ = (CheckConstraint("ends_on >= starts_on", "ends_after_start"),)

    course_id: Mapped[str] = mapped_column(ForeignKey("course.id"), index=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    name: Mapped[str] = mapped_column(String(200))  # in the language of those who run it
    country: Mapped[Country] = mapped_column(code_column(Country))  # whose coordinator sees it
    starts_on: Mapped[date] = mapped_column()  # days in Astana time; printed as the dates of training
    ends_on: Mapped[date] = mapped_column()
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # null: by the command line
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default_factory=uuid.uuid4)
    institution_id: Mapped[int | None] = mapped_column(
        ForeignKey("institution.id"), default=None
    )  # partner; null: none
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # null: running
    test_language: Mapped[str | None] = mapped_column(
        String(2), default=None
    )  # in which all tests are taken; null: as each learner likes
    order_number: Mapped[str] = mapped_column(
        String(40), default="", server_default=""
    )  # of the institution's order on the training, printed on sheets; empty: none
    order_on: Mapped[date | None] = mapped_column(default=None)  # the order's date; null: none, or not known


class CohortTutor(Base):
    __tablename__ = "cohort_tutor"

    cohort_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("cohort.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)


class CohortMember(Base):
    """A learner of a cohort; who left keeps the row, since attendance was real."""

    __tablename__ = "cohort_member"

    cohort_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("cohort.id"), primary_key=True)
    enrolment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("enrolment.id"), primary_key=True, index=True)
    joined_at: Mapped[datetime] = mapped_column(UtcDateTime)
    left_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # null: still a member
    confirmed_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime, default=None
    )  # by the tutor, who proposes them for a paper; null: not yet
    confirmed_for: Mapped[Level] = mapped_column(
        code_column(Level), default=Level.CERTIFICATE, server_default="certificate"
    )  # of which level; says nothing without confirmed_at
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
