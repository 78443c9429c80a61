"""Tables of schedules: entries, extensions, registrations, attendance, reminders, private addresses of calendars."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, DateTime, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from helpcourse.db import Base, UtcDateTime, code_column
from helpcourse.tutoring.schedule.rules import EntryKind


class ScheduleEntry(Base):
    """An event, an opening or a deadline of a cohort; its moment is derived, since a zone's law may change."""

    __tablename__ = "schedule_entry"
    __table_args__ = (
        CheckConstraint("(kind IN ('launch', 'webinar')) = (item = '')", "item_of_dates"),
        CheckConstraint("(kind IN ('launch', 'webinar')) = (title <> '')", "title_of_events"),
        CheckConstraint("(kind IN ('launch', 'webinar')) = (minutes > 0)", "length_of_events"),
        CheckConstraint("(cancelled_at IS NULL) = (cancelled_by_id IS NULL)", "cancelled_whole"),
        Index(
            "uq_schedule_entry_item",
            "cohort_id",
            "kind",
            "item",
            unique=True,
            sqlite_where=text("item <> ''"),
            postgresql_where=text("item <> ''"),
        ),
        Index(
            "ix_schedule_entry_untold",
            "changed_at",
            sqlite_where=text("told_at IS NULL"),
            postgresql_where=text("told_at IS NULL"),
        ),
    )

    cohort_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("cohort.id"), index=True)
    kind: Mapped[EntryKind] = mapped_column(code_column(EntryKind))
    item: Mapped[str] = mapped_column(String(200))  # what opens or is due: rules.module_item(…); empty: of an event
    wall_at: Mapped[datetime] = mapped_column(DateTime)  # what the clock shows there; without a zone by intent
    zone: Mapped[str] = mapped_column(String(64))  # IANA
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)  # the last time, by making it first
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default_factory=uuid.uuid4)  # of an event: by its form
    title: Mapped[str] = mapped_column(String(200), default="")  # these six of an event, in the cohort's language
    minutes: Mapped[int] = mapped_column(default=0)  # its length
    place: Mapped[str] = mapped_column(String(200), default="")
    link: Mapped[str] = mapped_column(String(500), default="")
    notes: Mapped[str] = mapped_column(Text, default="")  # plain text
    takes_registration: Mapped[bool] = mapped_column(default=False)  # members say whether they come
    revision: Mapped[int] = mapped_column(default=1)  # 1, 2, 3 …; SEQUENCE of calendars, less one
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # null: it holds
    cancelled_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    told: Mapped[dict[str, Any] | None] = mapped_column(
        JSON(none_as_null=True), default=None
    )  # what its members were told last, see telling.py; null: nothing yet
    told_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # null: a change waits to be told


class Extension(Base):
    """More time for one member until a deadline; may be taken back, but stays."""

    __tablename__ = "extension"
    __table_args__ = (CheckConstraint("(taken_back_at IS NULL) = (taken_back_by_id IS NULL)", "taken_back_whole"),)

    cohort_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("cohort.id"), index=True)
    enrolment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("enrolment.id"), index=True)
    item: Mapped[str] = mapped_column(String(200))  # of the deadline
    wall_at: Mapped[datetime] = mapped_column(DateTime)  # as in ScheduleEntry
    zone: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(Text)  # the words of who gave it; emptied when the learner is erased
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    given_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default_factory=uuid.uuid4)  # brought by the form
    taken_back_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # null: it holds
    taken_back_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)


class Registration(Base):
    """Whether a member says that they come to an event."""

    __tablename__ = "event_registration"

    entry_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("schedule_entry.id"), primary_key=True)
    enrolment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("enrolment.id"), primary_key=True, index=True)
    is_coming: Mapped[bool] = mapped_column()
    said_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Attendance(Base):
    """Whether a member was at an event, as a tutor has ticked; no row: never ticked."""

    __tablename__ = "attendance"

    entry_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("schedule_entry.id"), primary_key=True)
    enrolment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("enrolment.id"), primary_key=True, index=True)
    was_there: Mapped[bool] = mapped_column()
    marked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    marked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class DeadlineReminder(Base):
    """That somebody was reminded of a deadline; one that is moved is another one."""

    __tablename__ = "deadline_reminder"

    entry_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("schedule_entry.id"), primary_key=True)
    enrolment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("enrolment.id"), primary_key=True, index=True)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime, primary_key=True)
    reminded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class CalendarFeed(Base):
    """The private address of a person's calendar; a new one ends the old."""

    __tablename__ = "calendar_feed"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    token: Mapped[str] = mapped_column(String(43), unique=True)  # shown to its owner again and again
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
