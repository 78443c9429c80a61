"""How much of a course is translated, in blocks and in words of the source."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from helpcourse.content.model import BlockKind, Course, Freshness, Passage, Text
from helpcourse.content.translations import freshness_in, passages

_NO_WORDS = re.compile(r"\]\([^)\s]*\)|^- \[.\]", re.MULTILINE)  # targets of links, marks of options
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")


@dataclass(frozen=True, slots=True)
class Count:
    blocks: int = 0
    words: int = 0  # of the source


@dataclass(frozen=True, slots=True)
class Coverage:
    """What of a language's blocks are current, stale and missing; a stale question counts as missing."""

    current: Count = Count()
    stale: Count = Count()
    missing: Count = Count()

    @property
    def total(self) -> Count:
        parts = (self.current, self.stale, self.missing)
        return Count(sum(part.blocks for part in parts), sum(part.words for part in parts))

    @property
    def percent(self) -> int:
        """Of the words that are current; 100 only if nothing is left to do."""
        return 100 * self.current.words // self.total.words if self.total.words else 100


@dataclass(frozen=True, slots=True)
class Row:
    """One block in one language."""

    document: str
    block_id: str
    kind: BlockKind
    freshness: Freshness
    words: int  # of the source
    heading: str  # in the source language

    @property
    def counts_as(self) -> Freshness:
        """A stale question is shown in the source language, as if its translation were missing."""
        is_hidden = self.kind is BlockKind.QUESTION and self.freshness is Freshness.STALE
        return Freshness.MISSING if is_hidden else self.freshness

    @property
    def is_label(self) -> bool:
        """Whether it is a title or a summary: words of the front matter, without a place on the page."""
        return self.block_id.startswith("@")


def coverage(course: Course) -> dict[str, Coverage]:
    """Of each language but the course's own; of that too, if blocks are written in another first."""
    found = {language: list(rows(course, language)) for language in course.languages}
    return {language: summed(of_language) for language, of_language in found.items() if of_language}


def rows(course: Course, language: str) -> Iterator[Row]:
    """All blocks whose source is another language, document by document."""
    for passage in in_order(course):
        if passage.block.source_language != language:
            block = passage.block
            source = block.texts[block.source_language]
            state = freshness_in(block, language)
            yield Row(passage.document, block.id, block.kind, state, words(source), source.heading)


def in_order(course: Course) -> list[Passage]:
    """By document, as they are read: the title before the blocks."""
    documents = ["course", "glossary"]
    for module in course.modules:
        documents += [f"modules/{module.id}", *(f"lessons/{lesson.id}" for lesson in module.lessons)]
        documents.append(f"tests/{module.id}")
    order = {document: number for number, document in enumerate([*documents, "test"])}

    def position(passage: Passage) -> tuple[int, bool]:
        return order.get(passage.document, len(order)), not passage.block.id.startswith("@")

    return sorted(passages(course), key=position)


def translated(course: Course) -> Iterator[tuple[Passage, str]]:
    """Every translated block, and the language."""
    for passage in in_order(course):
        for language in course.languages:
            if language != passage.block.source_language and language in passage.block.texts:
                yield passage, language


def summed(rows: Iterable[Row]) -> Coverage:
    counts: dict[Freshness, Count] = dict.fromkeys(Freshness, Count())
    for row in rows:
        before = counts[row.counts_as]
        counts[row.counts_as] = Count(before.blocks + 1, before.words + row.words)
    return Coverage(counts[Freshness.CURRENT], counts[Freshness.STALE], counts[Freshness.MISSING])


def by_document(rows: Iterable[Row]) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.document, []).append(row)
    return found


def words(text: Text) -> int:
    """How many there are to translate."""
    return _count("\n".join((text.heading, *text.labels.values(), text.markdown)))


@lru_cache(maxsize=2048)  # a source is counted for each language that it is translated into
def _count(said: str) -> int:
    return len(_WORD.findall(_NO_WORDS.sub(" ", said)))
