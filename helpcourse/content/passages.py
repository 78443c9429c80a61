"""Passages of rendered HTML: its paragraphs numbered, so that each has an address; quotes found in it and marked."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import unescape
from itertools import count

from helpcourse.content.compiled import LessonPage, Piece

# Attributes never have a bare `>`: our renderer escapes it.
_ATOM = re.compile(r"<[^>]*>|&(?:#\w+|\w+);|[^<]")
_TAG = re.compile(r"<[^>]*>")
_NUMBERED = re.compile(r'<p id="[^".]+\.(\d+)">(.*?)</p>', re.DOTALL)
_EMPTY_MARK = re.compile(r"<mark>(\s*)</mark>")


@dataclass(frozen=True, slots=True)
class Quote:
    """Some words of a text."""

    text: str  # with even spaces
    occurrence: int = 0  # the first, the second … time that they stand there


def with_numbers(html: str, block_id: str) -> str:
    """The HTML with ids at its paragraphs: the third of block `ban` is `ban.3`."""
    numbers = count(1)
    return re.sub("<p>", lambda _found: f'<p id="{block_id}.{next(numbers)}">', html)


def numbered(page: LessonPage) -> LessonPage:
    """The same in all blocks of a lesson."""
    return replace(page, pieces=tuple(map(_numbered, page.pieces)))


def _numbered(piece: Piece) -> Piece:
    return replace(piece, html=with_numbers(piece.html, piece.id), inside=tuple(map(_numbered, piece.inside)))


def paragraphs(html: str) -> dict[int, str]:
    """The words of numbered paragraphs, by their numbers."""
    return {int(number): plain(inner) for number, inner in _NUMBERED.findall(html)}


def plain(html: str) -> str:
    """The words alone, with even spaces."""
    return even(unescape(_TAG.sub("", html)))


def even(text: str) -> str:
    return " ".join(text.split())


def highlighted(html: str, quotes: Iterable[Quote]) -> str:
    """The HTML with `<mark>` around these quotes; one that does not stand in it (any more) is left out."""
    atoms = _ATOM.findall(html)
    text, places = _read(atoms)
    within: set[int] = set()
    for quote in quotes:
        start = _find(text, quote)
        if start is not None:
            within.update(places[start : start + len(quote.text)])
    return _EMPTY_MARK.sub(r"\1", _drawn(atoms, within)) if within else html


def _read(atoms: Sequence[str]) -> tuple[str, list[int]]:
    """The text with even spaces, and for each of its letters the atom that it comes from."""
    letters: list[str] = []
    places: list[int] = []
    for place, atom in enumerate(atoms):
        for letter in "" if atom.startswith("<") else unescape(atom):
            shown = " " if letter.isspace() else letter
            if shown != " " or letters[-1:] != [" "]:
                letters.append(shown)
                places.append(place)
    return "".join(letters), places


def _find(text: str, quote: Quote) -> int | None:
    """Where it begins: at its occurrence, or at the last one before that."""
    found = None
    start = text.find(quote.text) if quote.text else -1
    for _number in range(quote.occurrence + 1):
        if start < 0:
            break
        found, start = start, text.find(quote.text, start + 1)
    return found


def _drawn(atoms: Sequence[str], within: set[int]) -> str:
    """A mark ends before each tag and begins again after it: elements stay whole."""
    drawn: list[str] = []
    is_open = False
    for place, atom in enumerate(atoms):
        if (place in within) != is_open:
            drawn.append("</mark>" if is_open else "<mark>")
            is_open = not is_open
        drawn.append(atom)
    return "".join([*drawn, "</mark>"] if is_open else drawn)
