"""Current, stale or missing: a translated block against the source block that it was made from.

`translations.lock` keeps one line a block, sorted, so that two branches merge well:

    lessons/why-absolute.kk#no-exception: 0123456789abcdef
"""

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from helpcourse.content.files import TextFile
from helpcourse.content.mistakes import MistakeLog
from helpcourse.content.model import Block, Course, Freshness, Text

Lock = Mapping[str, str]  # place of a translated block -> hash of its source block

_LINE = re.compile(r"([^\s:]+): ([0-9a-f]{16})")
_NOTE = "# Made by `helpcourse translations lock`: the source that each translated block was made from.\n"


def read_lock(file: TextFile | None, mistakes: MistakeLog) -> Lock:
    """The lock's entries; a file that is not there has none."""
    entries: dict[str, str] = {}
    for number, line in enumerate(file.text.split("\n") if file else (), 1):
        if match := _LINE.fullmatch(line.rstrip()):
            entries[match[1]] = match[2]
        elif file and line.strip() and not line.startswith("#"):
            remedy = "resolve the merge, or remove the line and run `helpcourse translations lock`"
            mistakes.tell(file.name, number, "not a line of the lock", remedy)
    return entries


def place(document: str, language: str, block_id: str) -> str:
    """How the lock names a translated block; by ids, so that renumbering lessons changes nothing."""
    return f"{document}.{language}#{block_id}"


def source_hash(heading: str, markdown: str) -> str:
    """Of a block's words in its source language; spaces and line breaks do not matter."""
    words = " ".join(f"{heading}\n{markdown}".split())
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def freshness(lock: Lock, where: str, source: str) -> Freshness:
    """Whether the block was made from this source (its hash); one that the lock does not know counts as current."""
    return Freshness.CURRENT if lock.get(where, source) == source else Freshness.STALE


def documents(course: Course) -> Iterator[tuple[str, Block]]:
    """Every block with words, and the document that it stands in, as the lock names it."""
    yield from (("course", block) for block in course.about)
    yield from ((f"modules/{module.id}", module.objectives) for module in course.modules)
    yield from ((f"lessons/{lesson.id}", block) for lesson in course.lessons for block in lesson.blocks)
    yield from (("test", block) for block in course.bank)


def figures(course: Course) -> dict[str, Counter[Freshness]]:
    """How many blocks of each language are current, stale and missing; the source language is not among them."""
    counts = {language: Counter[Freshness]() for language in course.languages if language != course.source}
    for _, block in documents(course):
        for language in counts.keys() - {block.source_language}:
            counts[language][_freshness_in(block, language)] += 1
    return counts


def places(course: Course, freshness: Freshness) -> list[str]:
    """Where translated blocks are, say, stale, as the lock names them: `test.kk#war-derogation`."""
    return sorted(
        place(document, language, block.id)
        for document, block in documents(course)
        for language in course.languages
        if language != block.source_language and _freshness_in(block, language) is freshness
    )


def renewed(course: Course, lock: Lock, *, accept: Collection[str] = ()) -> dict[str, str]:
    """The lock with the new translations in it and without those that are gone.

    A stale block keeps its old entry, unless its place begins with one of `accept`
    ("" accepts all, "lessons/why-absolute.kk" one file).
    """
    entries: dict[str, str] = {}
    for document, block in documents(course):
        source = _hash_of(block.texts[block.source_language])
        for language in block.texts.keys() - {block.source_language}:
            where = place(document, language, block.id)
            is_accepted = any(where.startswith(beginning) for beginning in accept)
            entries[where] = source if is_accepted else lock.get(where, source)
    return entries


def lock_text(lock: Lock) -> str:
    return _NOTE + "".join(f"{where}: {source}\n" for where, source in sorted(lock.items()))


def _freshness_in(block: Block, language: str) -> Freshness:
    text = block.texts.get(language)
    return text.freshness if text else Freshness.MISSING


def _hash_of(text: Text) -> str:
    return source_hash(text.heading, text.markdown)
