"""Tables of published courses: immutable editions and their rendered pages."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from helpcourse.db import Base, UtcDateTime

TRANSLATIONS = "@translations"  # the page of an edition that says what is translated; no lesson's id


class PublishedCourse(Base):
    """A course that the site serves; rolling back is pointing at an older edition."""

    __tablename__ = "course"

    id: Mapped[str] = mapped_column(String(80), primary_key=True)  # the folder's name
    current_edition_id: Mapped[int | None] = mapped_column(
        ForeignKey("edition.id", use_alter=True, name="fk_course_current_edition_id"), default=None
    )  # null only while its first edition is written
    position: Mapped[int] = mapped_column(default=0)  # in the catalogue
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)  # null: in the catalogue


class Edition(Base):
    """One published state of a course; never changed."""

    __tablename__ = "edition"
    __table_args__ = (
        UniqueConstraint("course_id", "digest"),
        UniqueConstraint("course_id", "number"),
        # Asked at each start; in a row megabytes of text stand before them, which SQLite would go through.
        Index("ix_edition_formats", "format", "search_format"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    course_id: Mapped[str] = mapped_column(ForeignKey("course.id"))
    number: Mapped[int] = mapped_column()  # 1, 2, 3 … within the course; printed on certificates
    digest: Mapped[str] = mapped_column(String(64))
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)
    source_files: Mapped[str] = mapped_column(
        Text, deferred=True
    )  # JSON: path -> text, all that is needed to compile again
    format: Mapped[int] = mapped_column()  # of `structure` and of the pages: content/stored.py
    structure: Mapped[str] = mapped_column(Text, deferred=True)  # CompiledCourse as JSON
    search_format: Mapped[int] = mapped_column(
        default=0, server_default="0"
    )  # of its postings: catalogue/search/postings.py; 0: it has none


class EditionPage(Base):
    """The words of one page of an edition in one language, as JSON; a cache that can be made again."""

    __tablename__ = "edition_page"

    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), primary_key=True)
    page: Mapped[str] = mapped_column(
        String(80), primary_key=True
    )  # a lesson's id; empty: the course's own; "@translations"
    language: Mapped[str] = mapped_column(String(2), primary_key=True)
    content: Mapped[str] = mapped_column(Text)  # LessonPage, CoursePage or TranslationPage as JSON
    made_of: Mapped[str] = mapped_column(
        String(64), default="", server_default=""
    )  # digest of content/made_of.py; a later edition takes over what is the same. Empty: not known


# PostgreSQL's own order of letters depends on the machine; stems are also looked up by how they begin.
_STEM = String(40).with_variant(String(40, collation="C"), "postgresql")


class SearchPosting(Base):
    """Where an edition has a word, in one language; a cache that can be made again."""

    __tablename__ = "search_posting"

    language: Mapped[str] = mapped_column(String(2), primary_key=True)
    stem: Mapped[str] = mapped_column(_STEM, primary_key=True)  # folded, without endings: catalogue/search/stems.py
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), primary_key=True, index=True)
    word: Mapped[str] = mapped_column(String(40))  # the stem's most frequent form, to be suggested
    places: Mapped[bytes] = mapped_column(LargeBinary)  # documents, weights, parts: catalogue/search/postings.py
