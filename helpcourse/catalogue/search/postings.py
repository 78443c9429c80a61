"""The index of one edition: for each stem the documents that have it, how much they are about it, and where."""

import math
import struct
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace

from helpcourse.catalogue.search.stems import stem, words
from helpcourse.catalogue.search.texts import Document

FORMAT = 2  # to be raised when other stems are made or places are kept otherwise: what is older is indexed again

_PLACE = struct.Struct("<HBQ")  # the document's number, its weight, its parts as bits

# Out of 255. A title says what a lesson is on, a heading what a section is on; the text counts by how often it says it.
_TITLE, _HEADING, _TEXT, _MOST_OF_TEXT = 110, 45, 16, 100


@dataclass(frozen=True, slots=True)
class Posting:
    """One stem of one edition in one language."""

    language: str
    stem: str
    word: str  # the stem's most frequent word, to be suggested
    places: bytes  # see `read_places`


@dataclass(slots=True)
class _Found:
    """A stem in a document."""

    in_title: bool = False
    in_heading: bool = False
    times: int = 0  # in the text
    parts: int = 0

    @property
    def weight(self) -> int:
        text = min(_MOST_OF_TEXT, round(_TEXT * math.log2(1 + self.times)))
        return max(1, _TITLE * self.in_title + _HEADING * self.in_heading + text)


@dataclass(slots=True)
class _Index:
    language: str
    found: dict[str, dict[int, _Found]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(_Found)))
    spelt: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def read(self, document: Document) -> None:
        for found in self._stems(document.number, document.title):
            found.in_title = True
        for part in document.parts:
            for found in self._stems(document.number, part.heading):
                found.in_heading = True
                found.parts |= 1 << part.number
            for found in self._stems(document.number, part.text):
                found.times += 1
                found.parts |= 1 << part.number

    def _stems(self, number: int, text: str) -> Iterator[_Found]:
        for word in words(text):
            stemmed = stem(word, self.language)
            self.spelt[stemmed][word] += 1
            yield self.found[stemmed][number]


def postings(documents: Iterable[Document], language: str) -> list[Posting]:
    """The index of these documents, sorted by stem."""
    index = _Index(language)
    for document in documents:
        index.read(document)
    return [
        Posting(language, stemmed, index.spelt[stemmed].most_common(1)[0][0], _packed(found))
        for stemmed, found in sorted(index.found.items())
    ]


def revised(
    before: Iterable[Posting], documents: Iterable[Document], language: str, *, gone: Collection[int]
) -> list[Posting]:
    """The index with these documents in place of those that are gone, by number; a stem that it had keeps its word."""
    added = {posting.stem: posting for posting in postings(documents, language)}
    known = {posting.stem: _without(posting, gone) for posting in before}
    found = (_joined(known.get(stemmed), added.get(stemmed)) for stemmed in sorted(known.keys() | added.keys()))
    return [posting for posting in found if posting.places]


def _without(posting: Posting, gone: Collection[int]) -> Posting:
    places = list(read_places(posting.places))
    kept = [place for place in places if place[0] not in gone]
    return posting if len(kept) == len(places) else replace(posting, places=_written(kept))


def _joined(known: Posting | None, added: Posting | None) -> Posting:
    """Of one stem; at least one of them is there."""
    both = [posting for posting in (known, added) if posting and posting.places]
    if len(both) < 2:
        return both[0] if both else Posting("", "", "", b"")
    return replace(both[0], places=_written(sorted(place for one in both for place in read_places(one.places))))


def read_places(places: bytes) -> Iterator[tuple[int, int, int]]:
    """(document's number, weight from 1 to 255, parts as bits), for each document."""
    return _PLACE.iter_unpack(places)


def _packed(found: dict[int, _Found]) -> bytes:
    return _written((number, one.weight, one.parts) for number, one in sorted(found.items()))


def _written(places: Iterable[tuple[int, int, int]]) -> bytes:
    return b"".join(_PLACE.pack(*place) for place in places)
