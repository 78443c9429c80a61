"""Tables of questionnaires: what is asked, what was answered, apart from it who has answered; of closing reports.

No row of answers is one person's, and none says when it was given. Box and turnout are one row each for the whole
cohort, written anew with every answer: rows of their own would tell by their order, in PostgreSQL also by the
transaction that each carries (xmin), which answer and which name came together.
"""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from helpcourse.db import Base, UtcDateTime, code_column
from helpcourse.tutoring.evaluation.rules import Phase


class Questionnaire(Base):
    """What is particular to a cohort's questionnaire; without a row it is the standard one."""

    __tablename__ = "questionnaire"
    __table_args__ = (CheckConstraint("(changed_at IS NULL) = (changed_by_id IS NULL)", "changed_whole"),)

    cohort_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("cohort.id"), primary_key=True)
    phase: Mapped[Phase] = mapped_column(code_column(Phase), primary_key=True)
    questions: Mapped[list[dict[str, Any]] | None] = mapped_column(
        JSON(none_as_null=True), default=None
    )  # as asked.py keeps them; null: the standard ones, and nobody has answered yet
    opens_on: Mapped[date | None] = mapped_column(default=None)  # day in Astana time; null: by rule
    last_on: Mapped[date | None] = mapped_column(default=None)  # the same
    revision: Mapped[int] = mapped_column(default=0)  # rises with every change of what is asked
    changed_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # null: never, by people
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)


class QuestionnaireBox(Base):
    """What was answered, mixed: bags as rules.py keeps them."""

    __tablename__ = "questionnaire_box"

    cohort_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("cohort.id"), primary_key=True)
    phase: Mapped[Phase] = mapped_column(code_column(Phase), primary_key=True)
    given: Mapped[dict[str, Any]] = mapped_column(JSON)
    held: Mapped[dict[str, Any]] = mapped_column(JSON)  # shown next
    shown: Mapped[dict[str, Any]] = mapped_column(JSON)  # until it is over


class QuestionnaireTurnout(Base):
    """Who has answered, so that nobody is asked twice."""

    __tablename__ = "questionnaire_turnout"

    cohort_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("cohort.id"), primary_key=True)
    phase: Mapped[Phase] = mapped_column(code_column(Phase), primary_key=True)
    enrolments: Mapped[str] = mapped_column(Text)  # ids in the order of their letters, with spaces between


class QuestionnaireReminder(Base):
    """That somebody was told of a questionnaire that waits for them."""

    __tablename__ = "questionnaire_reminder"

    cohort_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("cohort.id"), primary_key=True)
    phase: Mapped[Phase] = mapped_column(code_column(Phase), primary_key=True)
    enrolment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("enrolment.id"), primary_key=True, index=True)
    reminded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ClosingReport(Base):
    """One version of what the tutors of a cohort report at its end; only added, the last one counts."""

    __tablename__ = "closing_report"
    __table_args__ = (CheckConstraint("number > 0", "number_positive"),)

    cohort_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("cohort.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)  # from 1
    text: Mapped[str] = mapped_column(Text)  # Markdown
    language: Mapped[str] = mapped_column(String(2))  # that it is written in
    is_drafted: Mapped[bool] = mapped_column()  # from the data; else written by a person
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    written_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
