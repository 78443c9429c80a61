"""Tables of case studies: works, what was handed in of them, reviews, and what tutors keep for reviewing."""

import uuid
from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from helpcourse.db import Base, UtcDateTime, code_column
from helpcourse.tutoring.cases.rules import Decision, WorkState


class CaseWork(Base):
    """One learner's work on one case study, from the first file or the first handing in on."""

    __tablename__ = "case_work"
    __table_args__ = (UniqueConstraint("enrolment_id", "lesson_id", "block_id"),)

    enrolment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("enrolment.id"))
    lesson_id: Mapped[str] = mapped_column(String(80))
    block_id: Mapped[str] = mapped_column(String(80))
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default_factory=uuid.uuid4)
    state: Mapped[WorkState] = mapped_column(code_column(WorkState), default=WorkState.WRITTEN)


class CaseFile(Base):
    """A file of a work; its content lies in the store of uploads under its hash."""

    __tablename__ = "case_file"

    work_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case_work.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))  # as it was called; emptied when the learner is erased
    digest: Mapped[str] = mapped_column(String(64), index=True)  # sha256; emptied with the name
    size: Mapped[int] = mapped_column()  # bytes
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default_factory=uuid.uuid4)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # null: goes with the next one


class HandIn(Base):
    """A work as it was handed in, once; later words are another one."""

    __tablename__ = "case_hand_in"
    __table_args__ = (
        UniqueConstraint("work_id", "number"),
        CheckConstraint("(released_at IS NULL) = (outcome IS NULL)", "released_whole"),
        Index(
            "ix_case_hand_in_waiting",
            "handed_in_at",
            sqlite_where=text("released_at IS NULL AND taken_back_at IS NULL"),
            postgresql_where=text("released_at IS NULL AND taken_back_at IS NULL"),
        ),
    )

    work_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case_work.id"))
    number: Mapped[int] = mapped_column()  # 1, 2, 3 …
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))  # whose facts, tasks and criteria it is about
    language: Mapped[str] = mapped_column(String(2))  # in which it is written, as the learner says
    text: Mapped[str] = mapped_column(Text)  # as typed; emptied when the learner is erased
    handed_in_at: Mapped[datetime] = mapped_column(UtcDateTime)
    is_late: Mapped[bool] = mapped_column()  # by the deadline that held then
    reviewers: Mapped[int] = mapped_column()  # how many it needs, by the course's rules
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default_factory=uuid.uuid4)  # brought by the form
    taken_back_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # null: it was not
    told_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # to the tutors; null: not yet
    released_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime, default=None
    )  # when the last of its reviews was given and the learner told; null: waits
    outcome: Mapped[Decision | None] = mapped_column(code_column(Decision), default=None)  # of all reviews together


class HandInFile(Base):
    """Which files were handed in with it."""

    __tablename__ = "case_hand_in_file"

    hand_in_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case_hand_in.id"), primary_key=True)
    file_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case_file.id"), primary_key=True)


class CaseReview(Base):
    """One tutor's review: a draft until it is given, never changed afterwards."""

    __tablename__ = "case_review"
    __table_args__ = (
        UniqueConstraint("hand_in_id", "place"),
        UniqueConstraint("hand_in_id", "reviewer_id"),
        CheckConstraint("given_at IS NULL OR decision IS NOT NULL", "decided_when_given"),
    )

    hand_in_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case_hand_in.id"))
    place: Mapped[int] = mapped_column()  # 1, or 2 where the course asks for two
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default_factory=uuid.uuid4)
    revision: Mapped[int] = mapped_column(default=0)  # of the draft; 0: nothing is saved yet
    points: Mapped[list[float | None]] = mapped_column(JSON, default_factory=list)  # by criterion; null: none yet
    feedback: Mapped[str] = mapped_column(Text, default="")  # on the whole; emptied when the learner is erased
    decision: Mapped[Decision | None] = mapped_column(
        code_column(Decision), default=None
    )  # in a draft: meant so far; null: open
    given_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # null: a draft


class CaseComment(Base):
    """What a reviewer says of a passage."""

    __tablename__ = "case_comment"
    __table_args__ = (CheckConstraint("paragraph > 0 AND begins >= 0 AND ends >= begins", "passage"),)

    review_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case_review.id"), index=True)
    paragraph: Mapped[int] = mapped_column()  # 1, 2, 3 …, as rules.paragraphs() counts
    begins: Mapped[int] = mapped_column()  # characters of the paragraph
    ends: Mapped[int] = mapped_column()  # behind the last; 0 with begins 0: the whole paragraph
    text: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default_factory=uuid.uuid4)  # brought by the form


class CaseReply(Base):
    """What the learner answers to a review."""

    __tablename__ = "case_reply"

    hand_in_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case_hand_in.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default_factory=uuid.uuid4)  # brought by the form


class Phrase(Base):
    """Words that a tutor keeps for use in later reviews; nobody else sees them."""

    __tablename__ = "phrase"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default_factory=uuid.uuid4)  # brought by the form


class ReviewLanguage(Base):
    """A language in which a tutor reviews; without any, all of them."""

    __tablename__ = "review_language"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(2), primary_key=True)
