"""New words in an author's file: what does not change stays as it was written, byte for byte."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from helpcourse.content import strict_yaml
from helpcourse.content.blocks import OPENING, Document, Segment, segment
from helpcourse.content.files import TextFile
from helpcourse.content.glossary import terms_in
from helpcourse.content.headers import KINDS
from helpcourse.content.mistakes import MistakeLog
from helpcourse.content.model import BlockKind


@dataclass(frozen=True, slots=True)
class NewWords:
    """What one file of a translation is to say, by the ids of its blocks; all else stays."""

    labels: Mapping[str, str]  # title, summary
    blocks: Mapping[str, tuple[str, str]]  # heading and body


def rewritten(text: str, source: str, words: NewWords) -> tuple[str, set[str]]:
    """The translation with the new words, and the ids of blocks that cannot stand there yet.

    Prose that follows a block is named after it, and waits until the block itself is translated.
    """
    ours, theirs = _document(source), _document(text)
    lines, chunks = _cut_up(text, {one.id: one.line for one in theirs.segments})
    for one in theirs.segments:
        if one.id in words.blocks:
            chunks[one.id] = _changed(chunks[one.id], one, words.blocks[one.id])
    placed: dict[str, list[str]] = {}
    waiting: set[str] = set()
    for one in ours.segments:
        if one.id in chunks:
            placed[one.id] = chunks[one.id]
        elif one.id in words.blocks and _may_stand(one, placed):
            _add(placed, one.id, _written(one, words.blocks[one.id]))
        elif one.id in words.blocks:
            waiting.add(one.id)
    return _joined(_front(lines, theirs, words.labels), placed, text), waiting


def rewritten_glossary(text: str, source: str, words: NewWords) -> str:
    """The same for a glossary, whose blocks are terms, each with its definition as body."""
    starts = {id_: entry.line for id_, entry in terms_in(TextFile("", text)).items()}
    lines, chunks = _cut_up(text, starts)
    placed: dict[str, list[str]] = {}
    for id_ in terms_in(TextFile("", source)):
        if id_ in words.blocks:
            name, definition = words.blocks[id_]
            indented = (f"    {line}" if line else "" for line in definition.split("\n"))
            _add(placed, id_, [f"{name} {{#{id_}}}", *_with_colon(indented)])
        elif id_ in chunks:
            placed[id_] = chunks[id_]
    return _joined(_front(lines, _document(text), words.labels), placed, text)


def _with_colon(lines: Iterable[str]) -> Iterator[str]:
    first, *others = lines
    yield f":   {first.strip()}"
    yield from others


def _joined(front: Sequence[str], chunks: Mapping[str, Sequence[str]], before: str) -> str:
    """The whole file, ending as it did before."""
    body = "\n".join([*front, *(line for chunk in chunks.values() for line in chunk)]).rstrip("\n")
    return body + (before[len(before.rstrip("\n")) :] or "\n")


def _cut_up(text: str, starts: Mapping[str, int]) -> tuple[list[str], dict[str, list[str]]]:
    """The lines before the first block, and each block's own, up to the next one's."""
    lines = text.split("\n") if text else []
    places = [line - 1 for line in starts.values()]
    spans = pairwise([*places, len(lines)])
    chunks = {id_: lines[start:end] for id_, (start, end) in zip(starts, spans, strict=True)}
    return lines[: places[0]] if places else lines, chunks


def _document(text: str) -> Document:
    return segment(text, "", KINDS, MistakeLog())


def _changed(chunk: Sequence[str], one: Segment, words: tuple[str, str]) -> list[str]:
    heading, body = words
    lines = list(chunk)
    start = one.body_line - one.line
    if one.body:
        lines[start : start + one.body.count("\n") + 1] = body.split("\n")
    elif body:
        at = 1 + (one.header.count("\n") + 1 if one.header else 0)
        lines[at:at] = ["", *body.split("\n")]
    if one.heading and heading != one.heading:
        lines[0] = f"## {heading} {{#{one.id}}}"
    return lines


def _may_stand(one: Segment, placed: dict[str, list[str]]) -> bool:
    is_after = one.kind == BlockKind.SECTION and not one.heading and one.id != OPENING
    return not is_after or one.id.removeprefix("after-") == next(reversed(placed), None)


def _add(placed: dict[str, list[str]], id_: str, lines: Sequence[str]) -> None:
    """After an empty line, and with one after it."""
    if placed:
        last = placed[next(reversed(placed))]
        if last and last[-1].strip():
            last.append("")
    placed[id_] = [*lines, ""]


def _written(one: Segment, words: tuple[str, str]) -> list[str]:
    heading, body = words
    if one.kind != BlockKind.SECTION:
        return [f"::: {one.kind} {one.id}", "", *body.split("\n"), ":::"]
    first = [f"## {heading} {{#{one.id}}}"] if one.heading else []
    return [*first, *([""] if first and body else []), *(body.split("\n") if body else [])]


def _front(lines: Sequence[str], document: Document, labels: Mapping[str, str]) -> list[str]:
    """The lines before the first block, with these labels in the front matter."""
    if not labels:
        return list(lines)
    if not lines or lines[0].rstrip() != "---":
        return ["---", *(f"{key}: {_yaml(words)}" for key, words in labels.items()), "---", "", *lines]
    written = strict_yaml.read(document.front, "", 2, MistakeLog())
    end = next(number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---")
    places = {str(path[0]): line - 1 for path, line in written.lines.items() if len(path) == 1} if written else {}
    done = list(lines)
    for key, words in sorted(labels.items(), key=lambda label: places.get(label[0], end), reverse=True):
        start = places.get(key, end)
        after = min([place for place in places.values() if place > start], default=end) if key in places else end
        done[start:after] = [f"{key}: {_yaml(words)}"]
    return done


def _yaml(words: str) -> str:
    """The words as a value that is read as they are; in quotation marks if need be."""
    unheard = MistakeLog()
    read = strict_yaml.read(f"key: {words}", "", 1, unheard)
    is_plain = read is not None and read.value == {"key": words} and not unheard.all()
    return words if is_plain else json.dumps(words, ensure_ascii=False)
