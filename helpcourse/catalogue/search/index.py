"""The index of an edition as rows: made from its pages, written with it, made again when its form changes."""

from collections.abc import Iterable, Mapping

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from helpcourse.catalogue.models import TRANSLATIONS, Edition, EditionPage, PublishedCourse, SearchPosting
from helpcourse.catalogue.search.postings import FORMAT, Posting, postings
from helpcourse.catalogue.search.texts import documents
from helpcourse.content import stored
from helpcourse.content.compiled import CompiledCourse, CoursePage, LessonPage
from helpcourse.languages import is_language

Page = tuple[str, str, str]  # page, language, JSON; as in EditionPage


def index(structure: str, pages: Iterable[Page]) -> tuple[Posting, ...]:
    """The postings of an edition in all of its languages; takes a second, so it is done before the write begins."""
    course = stored.course_from_json(structure)
    by_language: dict[str, dict[str, str]] = {}
    for page, language, content in pages:
        by_language.setdefault(language, {})[page] = content
    return tuple(
        posting
        for language, contents in sorted(by_language.items())
        if is_language(language)
        for posting in _in_language(course, contents, language)
    )


def _in_language(course: CompiledCourse, contents: Mapping[str, str], language: str) -> list[Posting]:
    page: CoursePage = stored.course_page_from_json(contents[""])
    lessons: dict[str, LessonPage] = {
        id_: stored.lesson_page_from_json(content) for id_, content in contents.items() if id_
    }
    return postings(documents(course, page, lessons, language), language)


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
    current = select(PublishedCourse.current_edition_id).where(PublishedCourse.current_edition_id.is_not(None))
    can_be_read = Edition.format == stored.FORMAT
    query = select(Edition.id).where(Edition.id.in_(current), can_be_read, Edition.search_format != FORMAT)
    return list(session.scalars(query.order_by(Edition.id)))


def index_of(session: Session, edition_id: int) -> tuple[Posting, ...]:
    """The postings of an edition that is stored already."""
    structure = session.scalars(select(Edition.structure).where(Edition.id == edition_id)).one()
    pages = session.execute(
        select(EditionPage.page, EditionPage.language, EditionPage.content).where(
            EditionPage.edition_id == edition_id, EditionPage.page != TRANSLATIONS
        )
    )
    return index(structure, ((row.page, row.language, row.content) for row in pages))
