"""Current, stale or missing: a translated block against the source block that it was made from.

`translations.lock` keeps one line a block, sorted, so that two branches merge well: the place of the translated
block, the hash of the source block that it was made from, and its own hash at that time:

    lessons/why-absolute.kk#no-exception: 0123456789abcdef fedcba9876543210

A block that the lock does not know is current, and enters it as that. When its source changes it is stale. It is
current again when the source is reverted; or when the translation has changed since too and is recorded; or when the
change is accepted as one without effect on the meaning. Titles, summaries and terms are held in the same way.
"""

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from helpcourse.content.files import TextFile
from helpcourse.content.mistakes import MistakeLog, phrase
from helpcourse.content.model import Block, Course, Freshness, Passage, Text, walk


@dataclass(frozen=True, slots=True)
class Entry:
    """What the lock keeps of one translated block."""

    source: str  # hash of the source block that it was made from
    translation: str = ""  # its own hash when it was recorded; empty in locks of before this was kept


Lock = Mapping[str, Entry]  # by the place of the translated block

_LINE = re.compile(r"([^\s:]+): ([0-9a-f]{16})(?: ([0-9a-f]{16}))?")
_NOTE = "# Made by `helpcourse translations lock`: the source that each translated block was made from.\n"


def read_lock(file: TextFile | None, mistakes: MistakeLog) -> Lock:
    """The lock's entries; a file that is not there has none."""
    entries: dict[str, Entry] = {}
    for number, line in enumerate(file.text.split("\n") if file else (), 1):
        if match := _LINE.fullmatch(line.rstrip()):
            entries[match[1]] = Entry(match[2], match[3] or "")
        elif file and line.strip() and not line.startswith("#"):
            remedy = phrase("resolve the merge, or remove the line and run `helpcourse translations lock`")
            mistakes.tell(file.name, number, phrase("not a line of the lock"), remedy)
    return entries


def lock_text(lock: Lock) -> str:
    lines = (f"{where}: {entry.source} {entry.translation}".rstrip() for where, entry in sorted(lock.items()))
    return _NOTE + "".join(f"{line}\n" for line in lines)


def place(document: str, language: str, block_id: str) -> str:
    """How the lock names a translated block; by ids, so that renumbering lessons changes nothing."""
    return f"{document}.{language}{'' if block_id.startswith('@') else '#'}{block_id}"


def is_within(where: str, wider: str) -> bool:
    """Whether a place is this one or lies in it: in a file (`lessons/why.kk`), in a document, or anywhere ("")."""
    return not wider or where == wider or (where.startswith(wider) and where[len(wider)] in ".#@/")


def hash_of(block: Block, language: str) -> str:
    """Of the words in this language, of the blocks in it too."""
    return text_hash(*_texts_of(block, language))


def text_hash(*texts: Text) -> str:
    """Of a block's words, and of those of the blocks in it; spaces and line breaks do not matter."""
    words = (word for text in texts for word in (text.heading, *text.labels.values(), text.attached, text.markdown))
    return hashlib.sha256(" ".join("\n".join(words).split()).encode()).hexdigest()[:16]


def _texts_of(block: Block, language: str) -> Iterator[Text]:
    if text := block.texts.get(language):
        yield text
    for inner in block.inside:
        yield from _texts_of(inner, language)


def freshness(lock: Lock, where: str, source: str) -> Freshness:
    """Whether the block was made from this source (its hash); one that the lock does not know counts as current."""
    return Freshness.STALE if where in lock and lock[where].source != source else Freshness.CURRENT


def measured(block: Block, document: str, lock: Lock) -> dict[str, Text]:
    """A block's texts, with what each translation is against the original."""
    source = hash_of(block, block.source_language)
    places = {
        language: place(document, language, block.id) for language in block.texts if language != block.source_language
    }
    found = {language: freshness(lock, where, source) for language, where in places.items()}
    changed = {language: state for language, state in found.items() if state is not block.texts[language].freshness}
    return {
        **block.texts,
        **{language: replace(block.texts[language], freshness=state) for language, state in changed.items()},
    }


def passages(course: Course) -> Iterator[Passage]:
    """Everything that is translated, in no order that matters: blocks, then titles, summaries and terms."""
    yield from (Passage("course", block) for block in course.about)
    yield from (Passage(f"modules/{module.id}", module.objectives) for module in course.modules)
    yield from (Passage(f"lessons/{lesson.id}", block) for lesson in course.lessons for block in walk(lesson.blocks))
    yield from (Passage(f"tests/{module.id}", block) for module in course.modules for block in module.bank)
    yield from (Passage("test", block) for block in course.bank)
    yield from course.labels


def freshness_in(block: Block, language: str) -> Freshness:
    text = block.texts.get(language)
    return text.freshness if text else Freshness.MISSING


def places(course: Course, freshness: Freshness) -> list[str]:
    """Where translated blocks are, say, stale, as the lock names them: `test.kk#war-derogation`."""
    return sorted(
        place(passage.document, language, passage.block.id)
        for passage in passages(course)
        for language in course.languages
        if language != passage.block.source_language and freshness_in(passage.block, language) is freshness
    )


def renewed(course: Course, lock: Lock, *, accept: Collection[str] = ()) -> dict[str, Entry]:
    """The lock with new and revised translations in it and without those that are gone.

    A stale block whose translation has not changed keeps its old entry, unless it lies within one of `accept`.
    """
    entries: dict[str, Entry] = {}
    for passage in passages(course):
        block = passage.block
        source = hash_of(block, block.source_language)
        for language in block.texts.keys() - {block.source_language}:
            where = place(passage.document, language, block.id)
            is_accepted = any(is_within(where, wider) for wider in accept)
            new = Entry(source, hash_of(block, language))
            old = lock.get(where, new)
            entries[where] = new if is_accepted or old.source == source or _is_revised(old, new) else old
    return entries


def _is_revised(old: Entry, new: Entry) -> bool:
    return bool(old.translation) and old.translation != new.translation
