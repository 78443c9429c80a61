"""The text of a lesson as HTML: what is the same for all is drawn once and kept, the reader's own parts each time.

Drawing a lesson anew for everybody cost two thirds of the page's time.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain

from helpcourse.content.compiled import LessonOutline, LessonPage
from helpcourse.web.fragments import Cut, Kept, cut, macros, weight
from helpcourse.web.lesson_view import Mine, ShownPiece, shown_pieces

_KEPT = 40_000_000  # bytes: some 900 lessons, each by language and country


@dataclass(frozen=True, slots=True)
class Reading:
    """For whom a lesson is drawn; two readers alike in all this see the same, but for what they have answered."""

    edition_id: int
    digest: str  # of the edition: what is kept depends on the text, whatever number a database gives it
    lesson_url: str
    language: str
    beside: str  # the second language; empty: none
    country: str  # whose law is unfolded
    is_country_asked: bool  # in the address, so that it is shown but not kept
    is_enrolled: bool
    is_logged_in: bool
    is_tutored: bool  # works on its case studies are handed in
    today: date


@dataclass(frozen=True, slots=True)
class Drawn:
    """A lesson as somebody sees it who has answered nothing."""

    pieces: Mapping[str, Cut]  # by block id
    apparatus: Cut


def _weight(drawn: Drawn) -> int:
    return weight((*drawn.pieces.values(), drawn.apparatus))


_blanks: Kept[Drawn] = Kept(_KEPT, _weight)


def article(lesson: LessonOutline, page: LessonPage, mine: Mine, reading: Reading) -> Cut:
    """The text with the reader's answers and notes in their places, still without the reader's token."""
    blank = _blank(lesson, page, reading)
    own = mine.ids
    shown = shown_pieces(page, lesson, mine, reading.country) if own else []
    live = {one.piece.id: _draw(one, reading) for one in shown if _has_any(one, own)}
    return tuple(chain(*(live.get(id_, kept) for id_, kept in blank.pieces.items())))


def apparatus(lesson: LessonOutline, page: LessonPage, reading: Reading) -> Cut:
    """The sources that the lesson cites and the terms that it uses."""
    return _blank(lesson, page, reading).apparatus


def _has_any(one: ShownPiece, own: Collection[str]) -> bool:
    """Whether something of the reader's own belongs here, or into a block that stands in it."""
    return one.piece.id in own or any(_has_any(inner, own) for inner in one.inside)


def _blank(lesson: LessonOutline, page: LessonPage, reading: Reading) -> Drawn:
    return _blanks.get(reading, lambda: _draw_blank(lesson, page, reading))


def _draw_blank(lesson: LessonOutline, page: LessonPage, reading: Reading) -> Drawn:
    shown = shown_pieces(page, lesson, Mine(), reading.country)
    pieces = {one.piece.id: _draw(one, reading) for one in shown}
    return Drawn(pieces, cut(macros("components/apparatus.html").apparatus(page)))


def _draw(one: ShownPiece, reading: Reading) -> Cut:
    return cut(macros("components/pieces.html").draw(one.as_marked, reading))
