"""What was found as it is shown: title, place, and the part of the text that answers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from helpcourse.catalogue.search.excerpts import Marked, excerpt, has_any, marked
from helpcourse.catalogue.search.queries import Found
from helpcourse.catalogue.search.rules import Ranked
from helpcourse.catalogue.search.texts import LAST_PART, TERMS, anchor_of, plain, text_of
from helpcourse.catalogue.shelf import ServedEdition, Shelf
from helpcourse.content.compiled import LessonOutline, ModuleOutline, Piece
from helpcourse.languages import in_language


@dataclass(frozen=True, slots=True)
class Result:
    """A course or one of its lessons."""

    edition: ServedEdition
    module: ModuleOutline | None  # None: the course itself
    lesson: LessonOutline | None
    title: list[Marked]
    anchor: str = ""  # of the part that answers; empty: the page itself
    heading: str = ""  # of that part, where it has one that is not the title
    excerpt: tuple[Marked, ...] = ()


@dataclass(frozen=True, slots=True)
class TermResult:
    """A word of a glossary that was asked for by its name."""

    edition: ServedEdition
    id: str
    name: str
    definition: str


def term_results(session: Session, shelf: Shelf, found: Found) -> list[TermResult]:
    """The terms that were asked for: shown beside the list, since they answer at once."""
    wanted = () if found.unknown else found.ranking.terms
    return [_term(session, shelf, found, one) for one in _served(session, shelf, wanted)]


def _term(session: Session, shelf: Shelf, found: Found, one: Ranked) -> TermResult:
    edition = shelf.edition(session, one.edition_id)
    term = shelf.course_page(session, edition, found.language).glossary[one.number - TERMS]
    return TermResult(edition, term.id, term.name, plain(term.html))


def results(session: Session, shelf: Shelf, found: Found, ranked: Sequence[Ranked]) -> list[Result]:
    """These as they are shown to somebody who may read them."""
    return [_result(session, shelf, found, one) for one in _served(session, shelf, ranked)]


def _served(session: Session, shelf: Shelf, ranked: Sequence[Ranked]) -> list[Ranked]:
    """Those that can be shown: not of an edition that this version cannot read, or that was published just now."""
    editions = {edition.id for edition in shelf.courses(session)}
    return [one for one in ranked if one.edition_id in editions]


def _result(session: Session, shelf: Shelf, found: Found, one: Ranked) -> Result:
    edition = shelf.edition(session, one.edition_id)
    module, lesson = _place(edition, one.number)
    titles = lesson.titles if lesson else edition.course.titles
    title = marked(in_language(titles, found.language, edition.course.source)[0], found.stems, found.language)
    if lesson:
        pieces = shelf.lesson_page(session, edition, lesson.id, found.language).pieces
    else:
        pieces = shelf.course_page(session, edition, found.language).about
    piece = _best(pieces, one.parts, found)
    if piece is None:
        text = "" if lesson else edition.course.summaries.get(found.language, "")
        return Result(edition, module, lesson, title, excerpt=tuple(excerpt(text, found.stems, found.language)))
    shown = tuple(excerpt(text_of(piece), found.stems, found.language))
    return Result(edition, module, lesson, title, anchor_of(piece), plain(piece.heading), shown)


def _place(edition: ServedEdition, number: int) -> tuple[ModuleOutline | None, LessonOutline | None]:
    """The lesson of this number, counted from 1 through all modules."""
    for module in edition.course.modules:
        if 0 < number <= len(module.lessons):
            return module, module.lessons[number - 1]
        number -= len(module.lessons)
    return None, None


def _best(pieces: Sequence[Piece], parts: Sequence[int], found: Found) -> Piece | None:
    """Of the parts that have most of the words the first that has one in its heading, else the first.

    Without any (the words are in the title alone) the beginning of the text; None if it has none in this language.
    """
    own = [piece for piece in pieces if piece.language == found.language]
    likely = [piece for piece in _numbered(pieces, parts) if piece.language == found.language] or own
    headed = (piece for piece in likely if has_any(plain(piece.heading), found.stems, found.language))
    return next(headed, next(iter(likely), None))


def _numbered(pieces: Sequence[Piece], parts: Sequence[int]) -> Iterator[Piece]:
    for part in parts:
        yield from pieces[part : None if part == LAST_PART else part + 1]
