"""Tables of calls: the call of a cohort, applications with what became of them, codes to join by."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, DateTime, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from helpcourse.db import Base, UtcDateTime, code_column
from helpcourse.tutoring.calls.rules import ApplicationState, CallState


class Call(Base):
    """The public call of a cohort; one has one at most."""

    __tablename__ = "call"
    __table_args__ = (
        CheckConstraint("places > 0", "places_positive"),
        CheckConstraint("(state = 'draft') = (opened_at IS NULL)", "opened_whole"),
    )

    cohort_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("cohort.id"), unique=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)  # in its public address
    state: Mapped[CallState] = mapped_column(code_column(CallState))
    places: Mapped[int] = mapped_column()
    wall_at: Mapped[datetime] = mapped_column(DateTime)  # the deadline as the clock shows it there; no zone by intent
    zone: Mapped[str] = mapped_column(String(64))  # IANA
    languages: Mapped[list[str]] = mapped_column(JSON)  # of the training
    countries: Mapped[list[str]] = mapped_column(JSON)  # whose people may apply; empty: all
    texts: Mapped[dict[str, str]] = mapped_column(JSON)  # Markdown by language
    questions: Mapped[list[dict[str, Any]]] = mapped_column(JSON)  # as asked.py keeps them
    criteria: Mapped[list[dict[str, Any]]] = mapped_column(JSON)  # the same
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)  # the last time, by making it first
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default_factory=uuid.uuid4)
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # the first time; null: a draft
    revision: Mapped[int] = mapped_column(default=1)  # rises with every change of what it says


class Application(Base):
    """What one person has sent to one call; who withdrew keeps the row, and may send it again."""

    __tablename__ = "application"
    __table_args__ = (UniqueConstraint("call_id", "person_id"),)

    call_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("call.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    state: Mapped[ApplicationState] = mapped_column(code_column(ApplicationState))
    language: Mapped[str] = mapped_column(String(2))  # of the training, as the applicant wishes
    answers: Mapped[dict[str, str]] = mapped_column(JSON)  # by question: words, or an option's id; emptied by erasure
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)  # the first time, or anew after it was withdrawn
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)  # by the applicant
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default_factory=uuid.uuid4)
    revision: Mapped[int] = mapped_column(default=1)  # of what the applicant wrote
    note: Mapped[str] = mapped_column(Text, default="")  # of those who choose; emptied by erasure
    points: Mapped[dict[str, int]] = mapped_column(JSON, default_factory=dict)  # by criterion
    note_revision: Mapped[int] = mapped_column(default=0)  # rises with note and points


class ApplicationEvent(Base):
    """What became of an application: sent, withdrawn, decided; only added."""

    __tablename__ = "application_event"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"), index=True)
    state: Mapped[ApplicationState] = mapped_column(code_column(ApplicationState))
    happened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    words: Mapped[str] = mapped_column(Text, default="")  # added to the letter; emptied by erasure


class JoinCode(Base):
    """A code by which people become members of a cohort without being chosen."""

    __tablename__ = "join_code"
    __table_args__ = (
        CheckConstraint("most > 0", "most_positive"),
        CheckConstraint("most IS NULL OR used <= most", "used_within"),
        CheckConstraint("(revoked_at IS NULL) = (revoked_by_id IS NULL)", "revoked_whole"),
    )

    cohort_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("cohort.id"), index=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)  # shown to those who give it out
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default_factory=uuid.uuid4)  # brought by the form
    most: Mapped[int | None] = mapped_column(default=None)  # how many may join by it; null: any number
    last_on: Mapped[date | None] = mapped_column(default=None)  # day in Astana time; null: until revoked
    used: Mapped[int] = mapped_column(default=0)  # how many have joined
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # null: it holds
    revoked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
