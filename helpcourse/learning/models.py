"""Tables of learning: enrolments, what was read, answered and reached."""

import uuid
from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column

from helpcourse.db import Base, UtcDateTime, code_column


class AttemptState(StrEnum):
    OPEN = "open"  # also while out of time but not yet closed: the clock decides, see rules.py
    SUBMITTED = "submitted"
    EXPIRED = "expired"  # closed by the clock, with what was saved


class WhyUncounted(StrEnum):
    """Why an answer that reached us was not saved into its attempt."""

    OUT_OF_TIME = "out_of_time"
    SUBMITTED = "submitted"  # the attempt had been submitted before, perhaps from another device
    LOGGED_OUT = "logged_out"  # whoever sent it was no longer logged in; offered to the learner, see uncounted.py


class Enrolment(Base):
    """One person in one course, in whatever language and format."""

    __tablename__ = "enrolment"
    __table_args__ = (UniqueConstraint("person_id", "course_id"), Index("ix_enrolment_finished_at", "finished_at"))

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    course_id: Mapped[str] = mapped_column(ForeignKey("course.id"), index=True)
    enrolled_at: Mapped[datetime] = mapped_column(UtcDateTime)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default_factory=uuid.uuid4)
    edition_id: Mapped[int | None] = mapped_column(
        ForeignKey("edition.id"), default=None
    )  # a cohort's; null: the current
    last_active_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # null: no lesson, no test begun
    last_lesson_id: Mapped[str | None] = mapped_column(String(80), default=None)  # where to go on; null: at the start
    last_anchor: Mapped[str | None] = mapped_column(String(80), default=None)  # the section within it
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # when the completion rule was met


class LessonDone(Base):
    """That a lesson was finished; kept when the lesson leaves the course."""

    __tablename__ = "lesson_done"

    enrolment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("enrolment.id"), primary_key=True)
    lesson_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    done_at: Mapped[datetime] = mapped_column(UtcDateTime)


class CaseDone(Base):
    """That a tutor has accepted the work of a case study; kept when the case leaves the course."""

    __tablename__ = "case_done"

    enrolment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("enrolment.id"), primary_key=True)
    lesson_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    block_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    done_at: Mapped[datetime] = mapped_column(UtcDateTime)


class LessonTime(Base):
    """Seconds spent on a lesson, idle time cut off; told by the page's script."""

    __tablename__ = "lesson_time"
    __table_args__ = (CheckConstraint("seconds >= 0", "not_negative"),)

    enrolment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("enrolment.id"), primary_key=True)
    lesson_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    seconds: Mapped[int] = mapped_column()


class CheckAnswer(Base):
    """An answer to a knowledge check; each try is kept, the last one is shown."""

    __tablename__ = "check_answer"

    enrolment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("enrolment.id"), primary_key=True)
    lesson_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    question_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)  # 1, 2, 3 …; 1 + the one that the page had seen
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))  # the text that was answered
    language: Mapped[str] = mapped_column(String(2))  # in which it was read
    given: Mapped[str] = mapped_column(Text)  # by part, as given.py writes it
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Reflection(Base):
    """A private note; every saved state is kept, the last revision is shown to its writer only."""

    __tablename__ = "reflection"

    enrolment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("enrolment.id"), primary_key=True)
    lesson_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    block_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)  # 1, 2, 3 …
    text: Mapped[str] = mapped_column(Text)  # plain text; up to 20,000 characters
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Attempt(Base):
    """One go at the final test or at a module's quiz, on the edition on which it was begun."""

    __tablename__ = "attempt"
    __table_args__ = (
        UniqueConstraint("enrolment_id", "module_id", "number"),
        Index(
            "uq_attempt_open",
            "enrolment_id",
            "module_id",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
        CheckConstraint("(state = 'open') = (closed_at IS NULL)", "closed_whole"),
    )

    enrolment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("enrolment.id"))
    number: Mapped[int] = mapped_column()  # 1, 2, 3 …
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    seed: Mapped[int] = mapped_column(BigInteger)  # drew the questions and the order of what belongs to them
    questions: Mapped[list[list[str]]] = mapped_column(JSON)  # [question id, what belongs to it …] in the order shown
    began_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # null: no limit
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default_factory=uuid.uuid4)
    state: Mapped[AttemptState] = mapped_column(code_column(AttemptState), default=AttemptState.OPEN)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # null while open
    module_id: Mapped[str] = mapped_column(String(80), default="", server_default="")  # whose quiz; empty: final test
    language: Mapped[str | None] = mapped_column(
        String(2), default=None
    )  # fixed by the cohort when it was begun; null: the learner's choice


class Allowance(Base):
    """More time or more attempts for one learner; may be taken back, but stays."""

    __tablename__ = "allowance"
    __table_args__ = (
        CheckConstraint("minutes >= 0 AND attempts >= 0 AND minutes + attempts > 0", "gives_something"),
        CheckConstraint("(taken_back_at IS NULL) = (taken_back_by_id IS NULL)", "taken_back_whole"),
    )

    enrolment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("enrolment.id"), index=True)
    module_id: Mapped[str] = mapped_column(String(80))  # whose quiz; empty: the final test
    minutes: Mapped[int] = mapped_column()  # more for each attempt
    attempts: Mapped[int] = mapped_column()  # more than the rules give
    reason: Mapped[str] = mapped_column(Text)  # the words of who gave it; emptied when the learner is erased
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    given_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default_factory=uuid.uuid4)  # brought by the form
    taken_back_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # null: it holds
    taken_back_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)


class Answer(Base):
    """One saved answer in an attempt; the highest revision of a question counts, all are kept."""

    __tablename__ = "answer"
    __table_args__ = (CheckConstraint("revision > 0", "revision_from_one"),)

    attempt_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    question_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)  # 1 + the one that the page had seen
    given: Mapped[str] = mapped_column(Text)  # by part, as given.py writes it; {}: cleared
    language: Mapped[str] = mapped_column(String(2))  # in which it was read
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)


class UncountedAnswer(Base):
    """An answer that came too late, or from somebody logged out: shown, and counted only if somebody says so."""

    __tablename__ = "uncounted_answer"
    __table_args__ = (ForeignKeyConstraint(["attempt_id", "counted_in"], ["grade.attempt_id", "grade.number"]),)

    attempt_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    question_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)  # 1, 2, 3 … in the order of coming
    given: Mapped[str] = mapped_column(Text)  # as in Answer
    language: Mapped[str] = mapped_column(String(2))  # in which it was read
    why: Mapped[WhyUncounted] = mapped_column(code_column(WhyUncounted))
    given_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # as the device says; null: its page had no script
    came_at: Mapped[datetime] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # the learner chose again; null: not
    counted_in: Mapped[int | None] = mapped_column(default=None)  # number of the first grade with it; null: in none


class Grade(Base):
    """The score of a closed attempt; a regrade adds a row, the highest number counts."""

    __tablename__ = "grade"
    __table_args__ = (
        CheckConstraint("points >= 0 AND points <= out_of", "points_in_range"),
        Index(
            "ix_grade_awaits",
            "attempt_id",
            "number",
            sqlite_where=text("awaits > 0"),
            postgresql_where=text("awaits > 0"),
        ),
    )

    attempt_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)  # 1: given at submission
    points: Mapped[float] = mapped_column()
    out_of: Mapped[float] = mapped_column()
    is_passed: Mapped[bool] = mapped_column()  # by the pass mark of the attempt's edition
    graded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    graded_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)  # null: by the machine
    reason: Mapped[str] = mapped_column(Text, default="")  # of a regrade
    by_question: Mapped[dict[str, float] | None] = mapped_column(
        JSON(none_as_null=True), default=None
    )  # question id -> points; null: graded before this was kept, by the key of its edition
    awaits: Mapped[float] = mapped_column(default=0.0, server_default="0")  # points that a tutor has still to give
    is_decided: Mapped[bool] = mapped_column(
        default=True, server_default=true()
    )  # false: it depends on them whether the attempt is passed


class GradeOverride(Base):
    """That a grade is what a tutor says, and not what the answers earn; who, when and why stand in the grade itself."""

    __tablename__ = "grade_override"
    __table_args__ = (
        ForeignKeyConstraint(["attempt_id", "number"], ["grade.attempt_id", "grade.number"]),
        CheckConstraint("points >= 0", "not_negative"),
    )

    attempt_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)  # of the grade; the highest of an attempt is in force
    points: Mapped[float | None] = mapped_column()  # null: from here on the answers count again


class Sheet(Base):
    """A closed attempt in one row, as statistics count it: assessment/sheets.py; a cache that can be made again."""

    __tablename__ = "sheet"
    __table_args__ = (Index("ix_sheet_enrolment_id_module_id_number", "enrolment_id", "module_id", "number"),)

    attempt_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    enrolment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("enrolment.id"))
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), index=True)
    number: Mapped[int] = mapped_column()  # of the attempt; the highest at a test is its last closed one
    format: Mapped[int] = mapped_column()  # learning/sheets.py; a lower one is made again
    language: Mapped[str] = mapped_column(String(2))  # of most of its answers; empty: nothing was answered
    points: Mapped[float] = mapped_column()  # these three of the last grade
    out_of: Mapped[float] = mapped_column()
    is_passed: Mapped[bool] = mapped_column()
    entries: Mapped[str] = mapped_column(Text)  # a line a question: id, points, answer
    seconds: Mapped[str] = mapped_column(Text)  # a line a question of which it is known: id, seconds
    module_id: Mapped[str] = mapped_column(String(80), default="", server_default="")  # whose quiz; empty: final test
