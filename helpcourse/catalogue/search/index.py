"""The index of an edition as rows: made from its pages, written with it, made again when its form changes."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from helpcourse.catalogue.models import TRANSLATIONS, Edition, EditionPage, PublishedCourse, SearchPosting
from helpcourse.catalogue.search.postings import FORMAT, Posting, postings, revised
from helpcourse.catalogue.search.texts import Document, documents
from helpcourse.content import stored
from helpcourse.content.compiled import CompiledCourse
from helpcourse.languages import is_language

Page = tuple[str, str, str]  # page, language, JSON; as in EditionPage


@dataclass(frozen=True, slots=True)
class Pages:
    """An edition as it is stored, to be indexed."""

    course: CompiledCourse
    contents: Mapping[str, Mapping[str, str]]  # language -> page -> JSON

    @classmethod
    def of(cls, structure: str, pages: Iterable[Page]) -> "Pages":
        contents: dict[str, dict[str, str]] = {}
        for page, language, content in pages:
            contents.setdefault(language, {})[page] = content
        of_languages = {language: contents[language] for language in sorted(contents) if is_language(language)}
        return cls(stored.course_from_json(structure), of_languages)

    def lessons(self, language: str) -> dict[str, tuple[int, str, str]]:
        """By id, all that what is found of a lesson depends on."""
        outlines = [lesson for module in self.course.modules for lesson in module.lessons]
        contents = self.contents[language]
        return {
            outline.id: (number, outline.titles.get(language, ""), contents[outline.id])
            for number, outline in enumerate(outlines, 1)
        }

    def documents(self, language: str, lessons: Collection[str]) -> dict[int, Document]:
        """By number: the course, its terms, and these lessons."""
        contents = self.contents[language]
        page = stored.course_page_from_json(contents[""])
        read = {id_: stored.lesson_page_from_json(contents[id_]) for id_ in lessons if id_ in contents}
        return {document.number: document for document in documents(self.course, page, read, language)}


@dataclass(frozen=True, slots=True)
class Indexed:
    """An edition and its index."""

    pages: Pages
    postings: tuple[Posting, ...]


def index(pages: Pages, before: Indexed | None = None) -> tuple[Posting, ...]:
    """The postings of an edition in all of its languages; what is found of one before it is taken over.

    Without that it takes a second, so it is done before the write begins.
    """
    return tuple(posting for language in pages.contents for posting in _in_language(pages, language, before))


def _in_language(pages: Pages, language: str, before: Indexed | None) -> list[Posting]:
    if before is None or language not in before.pages.contents:
        return postings(pages.documents(language, pages.lessons(language)).values(), language)
    ours, theirs = pages.lessons(language), before.pages.lessons(language)
    lessons = [id_ for id_ in ours.keys() | theirs.keys() if ours.get(id_) != theirs.get(id_)]
    new, old = pages.documents(language, lessons), before.pages.documents(language, lessons)
    gone = {number for number, document in old.items() if new.get(number) != document}
    anew = [document for number, document in new.items() if old.get(number) != document]
    known = (posting for posting in before.postings if posting.language == language)
    return revised(known, anew, language, gone=gone)


def write(session: Session, edition_id: int, made: Iterable[Posting]) -> None:
    """Keep an edition's index; the one that it had is gone."""
    session.execute(select(Edition.id).where(Edition.id == edition_id).with_for_update())  # two servers may be starting
    session.execute(delete(SearchPosting).where(SearchPosting.edition_id == edition_id))
    rows = [
        {"language": one.language, "stem": one.stem, "edition_id": edition_id, "word": one.word, "places": one.places}
        for one in made
    ]
    if rows:
        session.execute(insert(SearchPosting), rows)
    session.execute(update(Edition).where(Edition.id == edition_id).values(search_format=FORMAT))


def outdated(session: Session) -> list[int]:
    """Current editions without an index of this version's form."""
    query = select(Edition.id).where(Edition.format == stored.FORMAT, Edition.search_format != FORMAT)
    current = set(session.scalars(select(PublishedCourse.current_edition_id)))
    return [edition_id for edition_id in session.scalars(query.order_by(Edition.id)) if edition_id in current]


def index_of(session: Session, edition_id: int) -> tuple[Posting, ...]:
    """The postings of an edition that is stored already, made anew."""
    return index(_pages(session, edition_id))


def find_indexed(session: Session, edition_id: int) -> Indexed | None:
    """An edition to take over from; None if it was stored or indexed by a version that did so otherwise."""
    is_of_today = (Edition.format == stored.FORMAT) & (Edition.search_format == FORMAT)
    if session.scalar(select(Edition.id).where(Edition.id == edition_id, is_of_today)) is None:
        return None
    kept = SearchPosting
    rows = session.execute(
        select(kept.language, kept.stem, kept.word, kept.places).where(kept.edition_id == edition_id)
    )
    return Indexed(_pages(session, edition_id), tuple(Posting(*row) for row in rows))


def _pages(session: Session, edition_id: int) -> Pages:
    structure = session.scalars(select(Edition.structure).where(Edition.id == edition_id)).one()
    rows = session.execute(
        select(EditionPage.page, EditionPage.language, EditionPage.content).where(
            EditionPage.edition_id == edition_id, EditionPage.page != TRANSLATIONS
        )
    )
    return Pages.of(structure, ((row.page, row.language, row.content) for row in rows))
