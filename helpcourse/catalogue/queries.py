"""Reads of published courses for those who administer them: withdrawn ones too, with all editions."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from helpcourse.catalogue.models import TRANSLATIONS, Edition, EditionPage, PublishedCourse
from helpcourse.content import stored
from helpcourse.content.changes import State
from helpcourse.content.coverage import Row
from helpcourse.content.made_of import MadePage, PageKey
from helpcourse.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class EditionRow:
    id: int
    number: int
    digest: str
    published_at: datetime


@dataclass(frozen=True, slots=True)
class CourseRow:
    """A course that was ever published."""

    id: str
    current_edition_id: int
    withdrawn_at: datetime | None  # None: in the catalogue
    editions: tuple[EditionRow, ...]  # the latest first

    @property
    def current(self) -> EditionRow:
        return next(edition for edition in self.editions if edition.id == self.current_edition_id)

    def get_edition(self, number: int) -> EditionRow:
        """Raises NotFoundError."""
        return _the_one([edition for edition in self.editions if edition.number == number])

    def get_edition_before(self, number: int) -> EditionRow:
        """The last of those published before this one. Raises NotFoundError."""
        return _the_one([edition for edition in self.editions if edition.number < number])


@dataclass(frozen=True, slots=True)
class ListedCourse:
    """A course that was ever published, in short."""

    id: str
    current_edition_id: int
    withdrawn_at: datetime | None  # None: in the catalogue
    editions: int


def published_courses(session: Session) -> list[ListedCourse]:
    """All of them, in the catalogue's order."""
    rows = session.execute(
        select(PublishedCourse.id, PublishedCourse.current_edition_id, PublishedCourse.withdrawn_at, func.count())
        .join(Edition, Edition.course_id == PublishedCourse.id)
        .where(PublishedCourse.current_edition_id.is_not(None))
        .group_by(PublishedCourse.id)
        .order_by(PublishedCourse.position, PublishedCourse.id)
    )
    return [ListedCourse(id_, current or 0, withdrawn_at, count) for id_, current, withdrawn_at, count in rows]


def get_course(session: Session, course_id: str) -> CourseRow:
    """Raises NotFoundError."""
    course = find_course(session, course_id)
    if course is None:
        raise NotFoundError
    return course


def find_course(session: Session, course_id: str) -> CourseRow | None:
    course = session.get(PublishedCourse, course_id)
    if course is None or course.current_edition_id is None:
        return None
    return CourseRow(course.id, course.current_edition_id, course.withdrawn_at, _editions(session, course_id))


def state_of(session: Session, edition_id: int) -> State:
    """All that an edition shows, to be held against another. Raises NotFoundError."""
    structure = session.scalar(select(Edition.structure).where(Edition.id == edition_id))
    if structure is None:
        raise NotFoundError
    pages = {key: page.content for key, page in made_pages(session, edition_id).items()}
    return State(stored.course_from_json(structure), pages)


def made_pages(session: Session, edition_id: int) -> dict[PageKey, MadePage]:
    """The pages of an edition, and what each was made of."""
    pages = session.execute(
        select(EditionPage.page, EditionPage.language, EditionPage.made_of, EditionPage.content).where(
            EditionPage.edition_id == edition_id, EditionPage.page != TRANSLATIONS
        )
    )
    return {(page, language): MadePage(digest, content) for page, language, digest, content in pages}


def find_translations(session: Session, edition_id: int, language: str) -> tuple[Row, ...] | None:
    """What of an edition is translated into a language; None in editions of before this was kept."""
    content = session.scalar(
        select(EditionPage.content).where(
            EditionPage.edition_id == edition_id, EditionPage.page == TRANSLATIONS, EditionPage.language == language
        )
    )
    return None if content is None else stored.translation_page_from_json(content).rows


def source_files(session: Session, course_id: str) -> Iterator[Mapping[str, str]]:
    """The files, path -> text, of each edition of a course, the latest first."""
    select_files = select(Edition.source_files).where(Edition.course_id == course_id).order_by(Edition.number.desc())
    for text in session.scalars(select_files):
        files: Mapping[str, str] = json.loads(text)
        yield files


def _editions(session: Session, course_id: str) -> tuple[EditionRow, ...]:
    rows = session.execute(
        select(Edition.id, Edition.number, Edition.digest, Edition.published_at)
        .where(Edition.course_id == course_id)
        .order_by(Edition.number.desc())
    )
    return tuple(EditionRow(*row) for row in rows)


def _the_one(editions: Sequence[EditionRow]) -> EditionRow:
    """The first of them. Raises NotFoundError."""
    if not editions:
        raise NotFoundError
    return editions[0]
