"""Tables of what is told: the outbox, in which each mail is sent once, and notices on the site."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from helpcourse.db import Base, UtcDateTime, code_column
from helpcourse.messages.rules import How, Subject


class MailKind(StrEnum):
    """What is told, and which values each kind carries; web/mails/ makes the sentences.

    `to` is where it goes, if not to the account's address.
    `path` is the page it leads to, from the site's root, as url_for() gives it for the mail's language.
    `course_title` is the course's title by language: {"kk": …, "ru": …, "en": …}; the source's will do for all.
    `module_title` is the same of a module, where its quiz is meant and not the final test.
    """

    CONFIRM = "confirm"  # token
    ALREADY_REGISTERED = "already_registered"  # none: somebody tried to register with a known address
    RESET = "reset"  # token
    PASSWORD_CHANGED = "password_changed"  # none
    NEW_EMAIL = "new_email"  # token, to: the new address, to which it goes
    EMAIL_CHANGE_ASKED = "email_change_asked"  # none; goes to the old address
    TUTOR_ADDED = "tutor_added"  # cohort (its name), course_title, path
    COHORT_ADDED = "cohort_added"  # cohort (its name), course_title, path; is_new: an account was made for them
    ATTEMPT_RESULT = "attempt_result"  # course_title, module_title?, path (of the attempt)
    ATTEMPT_AWAITS_REVIEW = "attempt_awaits_review"  # the same, while a tutor has still to read essays
    REVIEWED = "reviewed"  # the same, when one has read them
    REGRADED = (
        "regraded"  # course_title, module_title?, reason (words of whoever changed the key), path (of the attempt)
    )
    ALLOWANCE_GIVEN = "allowance_given"  # course_title, module_title?, minutes, attempts, reason, path (of the test)
    ALLOWANCE_TAKEN_BACK = "allowance_taken_back"  # course_title, module_title?, path (of the test)
    SCHEDULE_CHANGED = "schedule_changed"  # cohort (its name), course_title, changes: as telling.py writes them, path
    DEADLINE_NEAR = "deadline_near"  # course_title, due: deadlines as telling.py writes them, path
    EXTENSION_GIVEN = "extension_given"  # course_title, due: one of the same, reason, path
    EXTENSION_TAKEN_BACK = "extension_taken_back"  # course_title, due: what holds again, path
    CASES_WAITING = "cases_waiting"  # count (works handed in since the last such mail), path (of the queue)
    CASE_REVIEWED = "case_reviewed"  # course_title, is_accepted, path (of the work)
    APPLICATION_RECEIVED = "application_received"  # cohort (its name), course_title, path (of the application)
    APPLICATION_ACCEPTED = "application_accepted"  # cohort, course_title, words (added by who chose), path (the course)
    APPLICATION_WAITING = "application_waiting"  # cohort, course_title, words, path (of the person's applications)
    APPLICATION_REFUSED = "application_refused"  # the same
    CALL_WITHDRAWN = "call_withdrawn"  # the same
    TUTOR_WROTE = "tutor_wrote"  # cohort (its name), by (the writer's name), subject, words, path (of the letter)
    GRADE_CHANGED = (
        "grade_changed"  # course_title, module_title?, by (who changed it), reason (their words), path (of the attempt)
    )
    GROUP_ANNOUNCEMENT = "group_announcement"  # cohort (its name), title, text (how it begins), path (of the message)
    GROUP_MENTION = "group_mention"  # cohort, title (of the thread), path
    GROUP_ANSWER = "group_answer"  # the same
    GROUP_THREAD = "group_thread"  # the same
    GROUP_MATERIAL = "group_material"  # cohort, title (of the material), path
    QUESTIONNAIRE_WAITS = "questionnaire_waits"  # cohort, course_title, path (of the questionnaire)
    DIGEST = "digest"  # notices: [{kind, values}] of what was put off, path (of all notices)
    REFRESHER = "refresher"  # course_title, count (questions that wait), path, leave: the page that ends these mails
    STATEMENT_ISSUED = "statement_issued"  # course_title, path (of the person's certificates)
    CERTIFICATE_ISSUED = "certificate_issued"  # course_title, path (of the person's certificates)
    CERTIFICATE_REVOKED = (
        "certificate_revoked"  # course_title, reason (words of whoever revoked), path (of verification)
    )


SUBJECTS: Mapping[MailKind, Subject] = {
    MailKind.GROUP_ANNOUNCEMENT: Subject.ANNOUNCEMENTS,
    MailKind.GROUP_MENTION: Subject.MENTIONS,
    MailKind.GROUP_ANSWER: Subject.ANSWERS,
    MailKind.GROUP_THREAD: Subject.THREADS,
    MailKind.GROUP_MATERIAL: Subject.ANNOUNCEMENTS,
    MailKind.QUESTIONNAIRE_WAITS: Subject.SCHEDULE,
    MailKind.SCHEDULE_CHANGED: Subject.SCHEDULE,
    MailKind.DEADLINE_NEAR: Subject.SCHEDULE,
    MailKind.EXTENSION_GIVEN: Subject.SCHEDULE,
    MailKind.EXTENSION_TAKEN_BACK: Subject.SCHEDULE,
    MailKind.ATTEMPT_RESULT: Subject.RESULTS,
    MailKind.ATTEMPT_AWAITS_REVIEW: Subject.RESULTS,
    MailKind.REVIEWED: Subject.RESULTS,
    MailKind.REGRADED: Subject.RESULTS,
    MailKind.ALLOWANCE_GIVEN: Subject.RESULTS,
    MailKind.ALLOWANCE_TAKEN_BACK: Subject.RESULTS,
    MailKind.CASE_REVIEWED: Subject.RESULTS,
    MailKind.CASES_WAITING: Subject.REVIEWING,
}


class Mail(Base):
    """One mail to one address, in its reader's language; the sentences are made when it is sent."""

    __tablename__ = "mail"
    __table_args__ = (
        Index(
            "ix_mail_waiting",
            "next_try_at",
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    message_id: Mapped[str] = mapped_column(String(100), unique=True)  # before the @host; the same at every try
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[MailKind] = mapped_column(code_column(MailKind))
    language: Mapped[str] = mapped_column(String(2))
    values: Mapped[dict[str, Any]] = mapped_column(JSON)  # codes and ids; emptied once sent, tokens among them
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    next_try_at: Mapped[datetime] = mapped_column(UtcDateTime)  # also the lease: moved on before a try
    tries: Mapped[int] = mapped_column(default=0)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # sent or given up; null: waiting
    last_error: Mapped[str] = mapped_column(Text, default="")  # empty: none, or sent
    leave_token: Mapped[str | None] = mapped_column(
        String(43), unique=True, default=None
    )  # of the link at its foot; null: such mails always go out, or have a link of their own
    leaves: Mapped[list[str]] = mapped_column(
        JSON, default_factory=list, server_default="[]"
    )  # the subjects that the link ends


class Notice(Base):
    """What a person is told on the site; its mail goes out with it, later or never, by their choice."""

    __tablename__ = "notice"
    __table_args__ = (
        Index(
            "ix_notice_unseen",
            "person_id",
            sqlite_where=text("seen_at IS NULL"),
            postgresql_where=text("seen_at IS NULL"),
        ),
        Index(
            "ix_notice_mail_at",
            "mail_at",
            sqlite_where=text("mail_at IS NOT NULL"),
            postgresql_where=text("mail_at IS NOT NULL"),
        ),
        Index("ix_notice_person_id_made_at", "person_id", "made_at"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(String(32))  # a MailKind that has a subject
    language: Mapped[str] = mapped_column(String(2))  # of the mail
    values: Mapped[dict[str, Any]] = mapped_column(JSON)  # as the mail of this kind carries them
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default_factory=uuid.uuid4)
    about_id: Mapped[uuid.UUID | None] = mapped_column(
        index=True, default=None
    )  # the message or material of a group that it tells of; null: something else
    mail_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime, default=None
    )  # when it goes into a mail with others; null: it had its own, or gets none
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # null: not yet


class NoticeChoice(Base):
    """How somebody wants to be told by mail; no row: the default."""

    __tablename__ = "notice_choice"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    subject: Mapped[Subject] = mapped_column(code_column(Subject), primary_key=True)
    how: Mapped[How] = mapped_column(code_column(How))
