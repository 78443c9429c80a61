"""The blocks of one document put together from its languages: each with its words, and how fresh they are."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from helpcourse.content.blocks import Document, Segment, walk
from helpcourse.content.headers import KINDS, Said, labels, read_header, said_once, said_twice
from helpcourse.content.likeness import differences
from helpcourse.content.media import ShownMedia
from helpcourse.content.media_blocks import MediaLibrary, WrittenMedia, read_media_block
from helpcourse.content.mistakes import MistakeLog, phrase
from helpcourse.content.model import Block, BlockKind, Text
from helpcourse.content.settings import Header, MediaHeader
from helpcourse.content.translations import Lock, measured
from helpcourse.content.typed import with_typed

Written = Mapping[str, Mapping[str, Segment]]  # language -> id of a block -> the block as written


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known while the files of a course are read."""

    source: str
    languages: tuple[str, ...]
    lock: Lock
    mistakes: MistakeLog
    library: MediaLibrary


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a block stands in its source: after how many others, in which block."""

    number: int
    around: str  # empty: in none
    segment: Segment


def paired(source: Document, document: Document, mistakes: MistakeLog) -> dict[str, Segment]:
    """The translation's blocks by id, if they are the source's and stand in its order."""
    places = {place.segment.id: place for place in _places(source.segments)}
    pairs: dict[str, Segment] = {}
    last = -1
    for found in _places(document.segments):
        block, place = found.segment, places.get(found.segment.id)
        if place is None:
            remedy = phrase("mend the id, or add it to %(file)s", file=source.file)
            mistakes.tell(document.file, block.line, phrase("the source has no `%(id)s`", id=block.id), remedy)
            continue
        if place.number < last or place.around != found.around:
            what = phrase("`%(id)s` stands in another order than in the source", id=block.id)
            mistakes.tell(document.file, block.line, what, phrase("keep the source's order"))
        last = max(last, place.number)
        if block.kind != place.segment.kind:
            what = phrase(
                "`%(id)s` is of kind `%(kind)s`, in the source of kind `%(source_kind)s`",
                id=block.id,
                kind=block.kind,
                source_kind=place.segment.kind,
            )
            mistakes.tell(document.file, block.line, what, phrase("take the source's kind"))
        pairs.setdefault(block.id, block)
    return pairs


def _places(segments: Iterable[Segment]) -> Iterator[_Place]:
    around = {inner.id: outer.id for outer in walk(segments) for inner in outer.inside}
    for number, one in enumerate(walk(segments)):
        yield _Place(number, around.get(one.id, ""), one)


class BlockReader:
    """Makes the blocks of one document; what cannot be read is told and left out."""

    def __init__(self, document: str, files: Mapping[str, str], written: Written, reading: Reading) -> None:
        self._document, self._files, self._written, self._reading = document, files, written, reading
        self._mistakes = reading.mistakes

    def blocks(self, parts: Iterable[Segment]) -> tuple[Block, ...]:
        """Of these blocks of the course's source, in its order."""
        return tuple(block for part in parts if (block := self._block(part)))

    def _block(self, part: Segment) -> Block | None:
        if part.kind != BlockKind.SECTION and (part.kind not in KINDS or not part.is_closed):
            return None
        file = self._files[self._reading.source]
        is_section = part.kind == BlockKind.SECTION
        header = None if is_section else read_header(part, file, self._mistakes)
        original = (header.source_language if header else None) or self._reading.source
        words = {language: found[part.id] for language, found in self._written.items() if part.id in found}
        texts = {language: self._text(language, found) for language, found in words.items() if _has_words(found)}
        if original not in texts:
            what = phrase("`%(id)s` has no words in its source language", id=part.id)
            self._mistakes.tell(file, part.line, what, phrase("write them in %(language)s", language=original))
            return None
        media = self._media(part, header, words)
        said = said_once(words[original], self._files[original], header, self._mistakes)
        for language in words.keys() - {original}:
            self._look_at_translation(words[original], words[language], language)
        inside = self.blocks(part.inside)
        return self._made(part, said, original, texts, inside, media)

    def _media(self, part: Segment, header: Header | None, words: Mapping[str, Segment]) -> ShownMedia | None:
        if not isinstance(header, MediaHeader):
            return None
        written = {language: WrittenMedia(self._files[language], one, labels(one)) for language, one in words.items()}
        return read_media_block(part, header, written, self._reading.source, self._reading.library, self._mistakes)

    def _look_at_translation(self, original: Segment, translated: Segment, language: str) -> None:
        is_structure = language == self._reading.source
        if translated.kind != original.kind or (is_structure and not _has_words(translated)):
            return  # told; or the course's source only says where the block stands
        for line, what, remedy in differences(original, translated):
            self._mistakes.tell(self._files[language], line, what, remedy)
        said_twice(translated, self._files[language], self._mistakes, may_have_header=is_structure)

    def _made(
        self,
        part: Segment,
        said: Said,
        original: str,
        texts: dict[str, Text],
        inside: tuple[Block, ...],
        media: ShownMedia | None,
    ) -> Block:
        for language, captions in media.captions.items() if media else ():
            texts[language] = replace(texts[language], attached=captions.digest)
        bodies = {language: text.markdown for language, text in texts.items()}
        block = Block(
            id=part.id,
            kind=BlockKind(part.kind),
            texts=texts,
            source_language=original,
            question=with_typed(said.question, bodies) if said.question else None,
            citation=said.citation,
            country=said.country,
            as_of=said.as_of,
            review_by=said.review_by,
            checked_by=said.checked_by,
            media=media,
            rubric=said.rubric,
            inside=inside,
        )
        return replace(block, texts=measured(block, self._document, self._reading.lock))

    def _text(self, language: str, words: Segment) -> Text:
        place = (self._files[language], words.line)
        return Text(words.body, *place, words.heading, body_line=words.body_line, labels=labels(words))


def _has_words(block: Segment) -> bool:
    """A block that only holds others says what they say."""
    return bool(block.body or block.heading or block.inside or labels(block))
