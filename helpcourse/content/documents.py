"""One document in all its languages: the source gives the structure, translations other words for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic

from helpcourse.content import strict_yaml
from helpcourse.content.blocks import Document, Segment, segment
from helpcourse.content.files import TextFile
from helpcourse.content.headers import Said, said_once, said_twice
from helpcourse.content.likeness import differences
from helpcourse.content.mistakes import MistakeLog, phrase
from helpcourse.content.model import Block, BlockKind, Freshness, Passage, Text
from helpcourse.content.settings import M, Strict, TitleFront, fitted
from helpcourse.content.strict_yaml import Settings
from helpcourse.content.translations import Lock, measured

LABELS = ("title", "summary")  # what front matter says in words


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known while the files of a course are read."""

    source: str
    languages: tuple[str, ...]
    lock: Lock
    mistakes: MistakeLog


@dataclass(frozen=True, slots=True)
class Form(Generic[M]):
    """What a kind of document looks like."""

    kinds: frozenset[str]  # of blocks that may stand in it
    front: type[M]  # of the source
    translated_front: type[Strict] = TitleFront
    has_sections: bool = True


@dataclass(frozen=True, slots=True)
class Words(Generic[M]):
    """A document that was read; what could not be read is left out, and told."""

    front: M | None
    fronts: Mapping[str, Strict]  # by language, the source's among them
    blocks: tuple[Block, ...]
    labels: tuple[Passage, ...]  # the words of the front matter

    def titles(self, key: str = "title") -> dict[str, str]:
        """The title, or another word of the front matter, in the languages that have it."""
        found = {language: getattr(front, key, None) for language, front in self.fronts.items()}
        return {language: words for language, words in found.items() if words}


def read_document(
    texts: Mapping[str, TextFile], name: str, document: str, form: Form[M], reading: Reading
) -> Words[M] | None:
    """The document in these files; `name` is the files' without language, `document` the lock's name for it."""
    if reading.source not in texts:
        _tell_missing(name, reading)
        return None
    for language in texts.keys() - set(reading.languages):
        remedy = phrase("remove it, or add the language to course.yaml")
        reading.mistakes.tell(
            texts[language].name,
            1,
            phrase("`%(language)s` is not a language of this course", language=language),
            remedy,
        )
    documents = {
        language: segment(texts[language].text, texts[language].name, form.kinds, reading.mistakes)
        for language in reading.languages
        if language in texts
    }
    written = {language: _front(one, reading) for language, one in documents.items()}
    front = fitted(written[reading.source], form.front, reading.mistakes)
    fronts: dict[str, Strict] = {reading.source: front} if front else {}
    for language in documents.keys() - {reading.source}:
        if found := fitted(written[language], form.translated_front, reading.mistakes):
            fronts[language] = found
    said = {language: one for language, one in written.items() if one and language in fronts}
    return Words(front, fronts, _blocks(documents, document, form, reading), labels(said, document, reading))


def labels(written: Mapping[str, Settings], document: str, reading: Reading) -> tuple[Passage, ...]:
    """The title and other words of the front matter, to be translated like blocks."""
    found = []
    for key in LABELS:
        texts = {
            language: Text("", front.file, front.line((key,)), str(front.value[key]))
            for language, front in written.items()
            if isinstance(front.value, dict) and key in front.value
        }
        if reading.source in texts:
            texts = measured(texts, reading.source, document, f"@{key}", reading.lock)
            found.append(Passage(document, Block(f"@{key}", BlockKind.SECTION, texts, reading.source)))
    return tuple(found)


def _tell_missing(name: str, reading: Reading) -> None:
    file = f"{name}.{reading.source}.md"
    if not reading.mistakes.has_any(file):
        reading.mistakes.tell(
            file, 1, phrase("the file in the course's source language is missing"), phrase("write it")
        )


def _front(document: Document, reading: Reading) -> Settings | None:
    return strict_yaml.read(document.front, document.file, document.front_line, reading.mistakes)


def _blocks(documents: Mapping[str, Document], document: str, form: Form[M], reading: Reading) -> tuple[Block, ...]:
    source = documents[reading.source]
    if not form.has_sections:
        _refuse_sections(source, reading.mistakes)
    is_sound = not reading.mistakes.has_any(source.file)  # else what follows from its faults would be told as well
    parts = {reading.source: {part.id: part for part in source.segments}}
    for language in documents:
        if language != reading.source:
            parts[language] = _paired(source, documents[language], reading.mistakes) if is_sound else {}
    blocks = []
    for part in source.segments:
        texts = {
            language: _text(documents[language].file, found[part.id])
            for language, found in parts.items()
            if part.id in found and (found[part.id].body or found[part.id].heading)
        }
        said = said_once(part, source.file, reading.mistakes)
        if said and _has_source(part, said, texts, source.file, reading):
            blocks.append(_block(part, said, texts, document, reading))
    return tuple(blocks)


def _has_source(part: Segment, said: Said, texts: Mapping[str, Text], file: str, reading: Reading) -> bool:
    original = said.source_language or reading.source
    if original not in texts:
        what = phrase("`%(id)s` has no words in its source language", id=part.id)
        reading.mistakes.tell(file, part.line, what, phrase("write them in %(language)s", language=original))
    return original in texts


def _refuse_sections(document: Document, mistakes: MistakeLog) -> None:
    for found in document.segments:
        if found.kind == BlockKind.SECTION:
            mistakes.tell(
                document.file, found.line, phrase("words outside of a block"), phrase("only questions stand here")
            )


def _paired(source: Document, document: Document, mistakes: MistakeLog) -> dict[str, Segment]:
    """The translation's blocks by id, if they are the source's and in its order."""
    places = {found.id: place for place, found in enumerate(source.segments)}
    pairs: dict[str, Segment] = {}
    last = -1
    for found in document.segments:
        if found.id not in places:
            what = phrase("the source has no `%(id)s`", id=found.id)
            mistakes.tell(
                document.file, found.line, what, phrase("mend the id, or add it to %(file)s", file=source.file)
            )
            continue
        if places[found.id] < last:
            what = phrase("`%(id)s` stands in another order than in the source", id=found.id)
            mistakes.tell(document.file, found.line, what, phrase("keep the source's order"))
        last = max(last, places[found.id])
        for line, what, remedy in differences(source.segments[places[found.id]], found):
            mistakes.tell(document.file, line, what, remedy)
        said_twice(found, document.file, mistakes)
        pairs.setdefault(found.id, found)
    return pairs


def _block(part: Segment, said: Said, texts: dict[str, Text], document: str, reading: Reading) -> Block:
    original = said.source_language or reading.source
    return Block(
        id=part.id,
        kind=BlockKind(part.kind),
        texts=measured(texts, original, document, part.id, reading.lock),
        source_language=original,
        question=said.question,
        citation=said.citation,
        country=said.country,
        as_of=said.as_of,
        review_by=said.review_by,
        checked_by=said.checked_by,
    )


def _text(file: str, words: Segment) -> Text:
    return Text(words.body, file, words.line, words.heading, Freshness.CURRENT, words.body_line)
