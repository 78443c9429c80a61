"""One document in all its languages: the source gives the structure, translations other words for it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Generic

from helpcourse.content import strict_yaml
from helpcourse.content.blocks import Document, segment, walk
from helpcourse.content.files import TextFile
from helpcourse.content.mistakes import MistakeLog, phrase
from helpcourse.content.model import Block, BlockKind, Passage, Text
from helpcourse.content.pairing import BlockReader, Reading, paired
from helpcourse.content.settings import M, Strict, TitleFront, fitted
from helpcourse.content.strict_yaml import Settings
from helpcourse.content.translations import measured

LABELS = ("title", "summary")  # what front matter says in words


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
            block = Block(f"@{key}", BlockKind.SECTION, texts, reading.source)
            found.append(Passage(document, replace(block, texts=measured(block, document, reading.lock))))
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
    written = {reading.source: {part.id: part for part in walk(source.segments)}}
    for language in documents.keys() - {reading.source}:
        written[language] = paired(source, documents[language], reading.mistakes) if is_sound else {}
    files = {language: found.file for language, found in documents.items()}
    return BlockReader(document, files, written, reading).blocks(source.segments)


def _refuse_sections(document: Document, mistakes: MistakeLog) -> None:
    for found in document.segments:
        if found.kind == BlockKind.SECTION:
            mistakes.tell(
                document.file, found.line, phrase("words outside of a block"), phrase("only questions stand here")
            )
