"""The outbox: mails to be sent, each once."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from helpcourse.db import Base, UtcDateTime, code_column


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
    REFRESHER = "refresher"  # course_title, count (questions that wait), path, leave: the page that ends these mails
    STATEMENT_ISSUED = "statement_issued"  # course_title, path (of the person's certificates)
    CERTIFICATE_ISSUED = "certificate_issued"  # course_title, path (of the person's certificates)
    CERTIFICATE_REVOKED = (
        "certificate_revoked"  # course_title, reason (words of whoever revoked), path (of verification)
    )


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
