"""New words in an author's file: what does not change stays as it was written, byte for byte."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from helpcourse.content import strict_yaml
from helpcourse.content.blocks import OPENING, Document, Segment, segment, walk
from helpcourse.content.files import TextFile
from helpcourse.content.glossary import terms_in
from helpcourse.content.headers import KINDS, labels
from helpcourse.content.mistakes import MistakeLog
from helpcourse.content.model import BlockKind


@dataclass(frozen=True, slots=True)
class NewWords:
    """What one file of a translation is to say, by the ids of its blocks; all else stays."""

    labels: dict[str, str]  # title, summary
    blocks: Mapping[str, tuple[str, str]]  # heading and body


@dataclass(slots=True)
class _Chunk:
    """The lines of one block, without those of the blocks in it."""

    own: list[str]
    rest: list[str]  # after its words: empty lines, and the `:::` of all blocks that end before the next one begins


def rewritten(text: str, source: str, words: NewWords) -> tuple[str, set[str]]:
    """The translation with the new words, and the ids of blocks that cannot stand there yet.

    Prose that follows a block is named after it, and waits until the block itself is translated; so does a block
    within another.
    """
    ours, theirs = _document(source), _document(text)
    there = list(walk(theirs.segments))
    lines, spans = _cut_up(text, {one.id: one.line for one in there})
    chunks = {one.id: _chunk(spans[one.id], one) for one in there}
    for one in there:
        if one.id in words.blocks:
            chunks[one.id].own = _changed(chunks[one.id].own, one, words.blocks[one.id])
    depths = dict(_depths(ours.segments))
    around = {inner.id: outer.id for outer in walk(ours.segments) for inner in outer.inside}
    placed: dict[str, _Chunk] = {}
    waiting: set[str] = set()
    before: Segment | None = None
    for one in walk(ours.segments):
        if one.id in words.blocks and one.id not in chunks and not _may_stand(one, placed, around):
            waiting.add(one.id)
        elif one.id in chunks or one.id in words.blocks:
            is_block = before is not None and before.kind != BlockKind.SECTION
            closing = depths[before.id] - depths[one.id] + is_block if before else 0
            placed[one.id] = chunks.get(one.id) or _added(one, words.blocks[one.id], placed, closing)
            before = one
    return _joined(_front(lines, theirs, words.labels), placed.values(), text), waiting


def rewritten_glossary(text: str, source: str, words: NewWords) -> str:
    """The same for a glossary, whose blocks are terms, each with its definition as body."""
    starts = {id_: entry.line for id_, entry in terms_in(TextFile("", text)).items()}
    lines, spans = _cut_up(text, starts)
    chunks: list[_Chunk] = []
    for id_ in terms_in(TextFile("", source)):
        if id_ in words.blocks:
            chunks.append(_Chunk([*_entry(id_, *words.blocks[id_]), ""], []))
        elif id_ in spans:
            chunks.append(_Chunk(_with_end(spans[id_]), []))
    return _joined(_front(lines, _document(text), words.labels), chunks, text)


def _entry(id_: str, name: str, definition: str) -> list[str]:
    first, *others = definition.split("\n")
    return [f"{name} {{#{id_}}}", f":   {first.strip()}", *(f"    {line}" if line else "" for line in others)]


def _joined(front: Sequence[str], chunks: Iterable[_Chunk], before: str) -> str:
    """The whole file, ending as it did before."""
    lines = (line for chunk in chunks for line in (*chunk.own, *chunk.rest))
    body = "\n".join([*front, *lines]).rstrip("\n")
    return body + (before[len(before.rstrip("\n")) :] or "\n")


def _document(text: str) -> Document:
    return segment(text, "", KINDS, MistakeLog())


def _cut_up(text: str, starts: Mapping[str, int]) -> tuple[list[str], dict[str, list[str]]]:
    """The lines before the first block, and each block's own, up to the next one's."""
    lines = text.split("\n") if text else []
    places = [line - 1 for line in starts.values()]
    spans = pairwise([*places, len(lines)])
    chunks = {id_: lines[start:end] for id_, (start, end) in zip(starts, spans, strict=True)}
    return lines[: places[0]] if places else lines, chunks


def _chunk(lines: list[str], one: Segment) -> _Chunk:
    has_first_line = one.kind != BlockKind.SECTION or bool(one.heading)
    end = one.body_line - one.line + one.body.count("\n") + 1
    if not one.body:
        end = has_first_line + (one.header.count("\n") + 1 if one.header else 0)
    return _Chunk(lines[:end], lines[end:])


def _depths(segments: Iterable[Segment], depth: int = 0) -> Iterator[tuple[str, int]]:
    """In how many others each block stands."""
    for one in segments:
        yield one.id, depth
        yield from _depths(one.inside, depth + 1)


def _changed(lines: Sequence[str], one: Segment, words: tuple[str, str]) -> list[str]:
    heading, body = words
    head = list(lines[: one.body_line - one.line] if one.body else lines)
    if one.heading and heading != one.heading:
        head[0] = f"## {heading} {{#{one.id}}}"
    if one.kind != BlockKind.SECTION and heading and labels(one).get("title") != heading:
        head = [line for line in head if not line.startswith("title:")]
        head.insert(1, f"title: {_yaml(heading)}")
    if not body:
        return head
    return [*head, *([] if one.body else [""]), *body.split("\n")]


def _may_stand(one: Segment, placed: Mapping[str, object], around: Mapping[str, str]) -> bool:
    is_after = one.kind == BlockKind.SECTION and not one.heading and one.id != OPENING
    needed = [one.id.removeprefix("after-")] if is_after else []
    return all(id_ in placed for id_ in (*needed, *([around[one.id]] if one.id in around else [])))


def _added(one: Segment, words: tuple[str, str], placed: dict[str, _Chunk], closing: int) -> _Chunk:
    """A new block, put after the last one that is placed, where so many `:::` have closed what it does not stand in."""
    rest: list[str] = []
    if placed:
        last = placed[next(reversed(placed))]
        ends = [number for number, line in enumerate(last.rest, 1) if line.startswith(":::")]
        end = ends[closing - 1] if closing else 0
        rest = _with_end(last.rest[end:])
        last.rest = _with_end(last.rest[:end])
    return _Chunk(_written(one, words), [*([":::"] if one.kind != BlockKind.SECTION else []), *_with_start(rest)])


def _written(one: Segment, words: tuple[str, str]) -> list[str]:
    heading, body = words
    text = body.split("\n") if body else []
    if one.kind == BlockKind.SECTION:
        first = [f"## {heading} {{#{one.id}}}"] if one.heading else []
    else:
        first = [f"::: {one.kind} {one.id}", *([f"title: {_yaml(heading)}"] if heading else [])]
    return [*first, *([""] if first and text else []), *text]


def _with_start(lines: Sequence[str]) -> list[str]:
    """The lines after exactly one empty line."""
    start = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    return ["", *lines[start:]]


def _with_end(lines: Sequence[str]) -> list[str]:
    """The lines before exactly one empty line, or as they are if they end with some."""
    return list(lines) if lines and not lines[-1].strip() else [*lines, ""]


def _front(lines: Sequence[str], document: Document, said: dict[str, str]) -> list[str]:
    """The lines before the first block, with these words in the front matter."""
    if not said:
        return list(lines)
    if not lines or lines[0].rstrip() != "---":
        return ["---", *(f"{key}: {_yaml(words)}" for key, words in said.items()), "---", "", *lines]
    written = strict_yaml.read(document.front, "", 2, MistakeLog())
    end = next(number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---")
    places = {str(path[0]): line - 1 for path, line in written.lines.items() if len(path) == 1} if written else {}
    done = list(lines)
    from_below = sorted(said, key=lambda key: (places.get(key, end), list(said).index(key)), reverse=True)
    for key in from_below:
        start = places.get(key, end)
        after = min([place for place in places.values() if place > start], default=end) if key in places else end
        done[start:after] = [f"{key}: {_yaml(said[key])}"]
    return done


def _yaml(words: str) -> str:
    """The words as a value that is read as they are; in quotation marks if need be."""
    unheard = MistakeLog()
    read = strict_yaml.read(f"key: {words}", "", 1, unheard)
    is_plain = read is not None and read.value == {"key": words} and not unheard.all()
    return words if is_plain else json.dumps(words, ensure_ascii=False)
