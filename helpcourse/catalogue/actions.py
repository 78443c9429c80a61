"""Writes of the catalogue: publish an edition, point back at an older one."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from helpcourse.catalogue.models import TRANSLATIONS, Edition, EditionPage, PublishedCourse
from helpcourse.catalogue.search import index
from helpcourse.catalogue.search.postings import FORMAT, Posting
from helpcourse.content import stored
from helpcourse.content.changes import State
from helpcourse.content.compile import Compiler, compile_course
from helpcourse.content.compiled import TranslationPage
from helpcourse.content.coverage import coverage, rows
from helpcourse.content.made_of import MadePage, PageKey, made_of
from helpcourse.content.media import MediaFile
from helpcourse.content.model import Course
from helpcourse.errors import NotFoundError
from helpcourse.files.store import Store


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A course ready to be written to the database: compiled and rendered, which takes a second or two."""

    course_id: str
    digest: str
    source_files: str  # JSON: path -> text
    structure: str  # JSON of the compiled course
    pages: tuple[tuple[str, str, str], ...]  # page, language, JSON
    postings: tuple[Posting, ...]  # what it is found by
    made_of: Mapping[PageKey, str] = field(default_factory=dict)  # of the pages; not of those made otherwise
    media: tuple[MediaFile, ...] = ()  # to be kept in the store before the edition is published

    @property
    def state(self) -> State:
        """To be held against an edition."""
        pages = {(page, language): content for page, language, content in self.pages if page != TRANSLATIONS}
        return State(stored.course_from_json(self.structure), pages)


def manuscript(
    course: Course, known: Mapping[PageKey, MadePage] | None = None, indexed: index.Indexed | None = None
) -> Manuscript:
    """Compile, render and index a course, but for what is known of it already; to be done before the write begins."""
    compiler, digests = Compiler(course), made_of(course)
    pages = []
    for (page, language), digest in digests.items():
        made = (known or {}).get((page, language))
        if made is None or made.made_of != digest:
            words = compiler.lesson_page(page, language) if page else compiler.course_page(language)
            made = MadePage(digest, stored.to_json(words))
        pages.append((page, language, made.content))
    files = json.dumps(dict(course.source_files), ensure_ascii=False)
    structure = stored.to_json(compile_course(course))
    postings = index.index(index.Pages.of(structure, pages), indexed)
    pages += [
        (TRANSLATIONS, language, stored.to_json(TranslationPage(language, tuple(rows(course, language)))))
        for language in coverage(course)
    ]
    media = tuple(course.media.values())
    return Manuscript(course.id, course.digest, files, structure, tuple(pages), postings, digests, media)


def keep_media(store: Store, course: Manuscript) -> None:
    """Copy what the course shows to where the site serves it from; to be done before the write begins."""
    for file in course.media:
        store.keep(file.path, file.digest)


def publish(session: Session, course: Manuscript, *, now: datetime) -> Edition:
    """Make this state of the course the current one; a state published before becomes current again."""
    published = session.get(PublishedCourse, course.course_id) or _add_course(session, course.course_id)
    edition = find_edition(session, course.course_id, course.digest) or _add_edition(session, course, now)
    if edition.search_format != FORMAT:
        index.write(session, edition.id, course.postings)
    published.current_edition_id = edition.id
    return edition


def renew(session: Session, edition_id: int, course: Manuscript) -> None:
    """Keep the compiled form of an edition in today's format; what it was compiled from stays."""
    session.execute(
        update(Edition).where(Edition.id == edition_id).values(format=stored.FORMAT, structure=course.structure)
    )
    session.execute(delete(EditionPage).where(EditionPage.edition_id == edition_id))
    _add_pages(session, edition_id, course)


def roll_back(session: Session, course_id: str, number: int) -> Edition:
    """Point the course at an older edition. Raises NotFoundError if it has none of this number."""
    edition = session.scalar(select(Edition).where(Edition.course_id == course_id, Edition.number == number))
    published = session.get(PublishedCourse, course_id)
    if edition is None or published is None:
        raise NotFoundError
    if edition.search_format != FORMAT:  # published by a version that searched otherwise
        index.write(session, edition.id, index.index_of(session, edition.id))
    published.current_edition_id = edition.id
    return edition


def withdraw(session: Session, course_id: str, *, now: datetime) -> None:
    """Take the course out of the catalogue; again is no error. Raises NotFoundError."""
    published = _get_course(session, course_id)
    published.withdrawn_at = published.withdrawn_at or now


def restore(session: Session, course_id: str) -> None:
    """Put a withdrawn course back into the catalogue. Raises NotFoundError."""
    _get_course(session, course_id).withdrawn_at = None


def _get_course(session: Session, course_id: str) -> PublishedCourse:
    published = session.get(PublishedCourse, course_id, populate_existing=True)
    if published is None:
        raise NotFoundError
    return published


def find_edition(session: Session, course_id: str, digest: str) -> Edition | None:
    return session.scalar(select(Edition).where(Edition.course_id == course_id, Edition.digest == digest))


def _add_course(session: Session, course_id: str) -> PublishedCourse:
    position = session.scalar(select(func.count()).select_from(PublishedCourse)) or 0
    published = PublishedCourse(id=course_id, position=position)
    session.add(published)
    session.flush()
    return published


def _add_edition(session: Session, course: Manuscript, now: datetime) -> Edition:
    last = session.scalar(select(func.max(Edition.number)).where(Edition.course_id == course.course_id)) or 0
    edition = Edition(
        course_id=course.course_id,
        number=last + 1,
        digest=course.digest,
        published_at=now,
        source_files=course.source_files,
        format=stored.FORMAT,
        structure=course.structure,
    )
    session.add(edition)
    session.flush()
    _add_pages(session, edition.id, course)
    return edition


def _add_pages(session: Session, edition_id: int, course: Manuscript) -> None:
    session.add_all(
        EditionPage(
            edition_id=edition_id,
            page=page,
            language=language,
            content=content,
            made_of=course.made_of.get((page, language), ""),
        )
        for page, language, content in course.pages
    )
