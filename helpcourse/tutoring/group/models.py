"""Tables of a group: threads, messages with every earlier wording, who is named, who mutes; materials with files."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from helpcourse.db import Base, UtcDateTime


class GroupThread(Base):
    """An announcement with what is said to it, or a thread of the discussion."""

    __tablename__ = "group_thread"
    __table_args__ = (CheckConstraint("(closed_at IS NULL) = (closed_by_id IS NULL)", "closed_whole"),)

    cohort_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("cohort.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))  # emptied when its author is erased
    is_announcement: Mapped[bool] = mapped_column()  # by who leads the cohort
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default_factory=uuid.uuid4)  # brought by the form
    pinned_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # null: stands where its time puts it
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # null: takes messages
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    settled_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime, default=None
    )  # who leads said that nothing written up to then awaits a word of theirs; null: never


class GroupPost(Base):
    """One message of a thread; the first is what the thread began with."""

    __tablename__ = "group_post"
    __table_args__ = (
        UniqueConstraint("thread_id", "number"),
        CheckConstraint("(hidden_at IS NULL) = (hidden_by_id IS NULL)", "hidden_whole"),
        Index(
            "ix_group_post_untold",
            "written_at",
            sqlite_where=text("told_at IS NULL"),
            postgresql_where=text("told_at IS NULL"),
        ),
    )

    thread_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("group_thread.id"))
    number: Mapped[int] = mapped_column()  # 1, 2, 3 …
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    text: Mapped[str] = mapped_column(Text)  # Markdown; emptied when withdrawn, or when its author is erased
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default_factory=uuid.uuid4)  # brought by the form
    answers_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("group_post.id"), default=None
    )  # the message that it answers; null: the thread
    revision: Mapped[int] = mapped_column(default=1)  # of the text
    edited_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # the last time; null: never
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # by its author; null: stands
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # by who leads; null: shown to all
    hidden_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    hidden_reason: Mapped[str] = mapped_column(Text, default="")  # words of who hid it, that all can read
    told_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # to the group; null: not yet


class GroupPostVersion(Base):
    """How a message read before it was edited."""

    __tablename__ = "group_post_version"

    post_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("group_post.id"), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)  # emptied with the message's
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)


class GroupMention(Base):
    """Who is called by name in a message, by any of its wordings."""

    __tablename__ = "group_mention"

    post_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("group_post.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    told_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # to that person; null: not yet


class ThreadMute(Base):
    """Whose own wish it is not to be told of answers in a thread; they are still told where they are named."""

    __tablename__ = "thread_mute"

    thread_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("group_thread.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    muted_at: Mapped[datetime] = mapped_column(UtcDateTime)


class GroupMaterial(Base):
    """What a tutor gives the group to read: words, files, or both."""

    __tablename__ = "group_material"

    cohort_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("cohort.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)  # Markdown; may be empty
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default_factory=uuid.uuid4)  # brought by the form
    revision: Mapped[int] = mapped_column(default=1)  # of title and text
    changed_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # null: never
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # null: shown
    told_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # to the group; null: not yet


class GroupFile(Base):
    """A file of a material; its content lies in the store of materials under its hash."""

    __tablename__ = "group_file"

    material_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("group_material.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))  # as it was called
    digest: Mapped[str] = mapped_column(String(64))  # sha256
    size: Mapped[int] = mapped_column()  # bytes
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default_factory=uuid.uuid4)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # null: goes with the material
