"""The glossary: a definition list, each term with its id."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from helpcourse.content import strict_yaml
from helpcourse.content.blocks import ID, segment
from helpcourse.content.documents import labels
from helpcourse.content.files import TextFile
from helpcourse.content.media_blocks import MediaLibrary
from helpcourse.content.mistakes import MistakeLog, phrase
from helpcourse.content.model import Block, BlockKind, Passage, Term, Text
from helpcourse.content.pairing import Reading
from helpcourse.content.settings import TitleFront, fitted
from helpcourse.content.strict_yaml import Settings
from helpcourse.content.translations import measured

_NAME = re.compile(r"(.*?)\s*\{\s*#([^}\s]*)\s*\}\s*")
_REMEDY = phrase("write `term {#id}`, and on the next line `:   what it means`")


@dataclass(frozen=True, slots=True)
class Glossary:
    terms: tuple[Term, ...]
    definitions: list[Text]  # to be proofread
    labels: tuple[Passage, ...]  # its title and its terms, as they are translated


@dataclass(frozen=True, slots=True)
class _Entry:
    id: str
    name: str
    definition: Text


def read_glossary(texts: Mapping[str, TextFile], name: str, reading: Reading) -> Glossary:
    """The terms; a course may have no glossary."""
    if texts and reading.source not in texts:
        reading.mistakes.tell(
            f"{name}.{reading.source}.md", 1, phrase("the glossary's source language is missing"), phrase("write it")
        )
    written: dict[str, Settings] = {}
    entries: dict[str, dict[str, _Entry]] = {}
    for language in reading.languages:
        if language in texts:
            front, entries[language] = _read(texts[language], reading)
            written |= {language: front} if front else {}
    source = entries.get(reading.source, {})
    for language in entries.keys() - {reading.source}:
        _look_for_unknown(entries[language].values(), source, reading)
    terms = tuple(_term(id_, entries) for id_ in source)
    passages = tuple(_passage(id_, entries, reading) for id_ in source)
    definitions = [entry.definition for of_language in entries.values() for entry in of_language.values()]
    return Glossary(terms, definitions, (*labels(written, "glossary", reading), *passages))


def _passage(id_: str, found: Mapping[str, Mapping[str, _Entry]], reading: Reading) -> Passage:
    texts = {
        language: replace(entries[id_].definition, heading=entries[id_].name)
        for language, entries in found.items()
        if id_ in entries
    }
    block = Block(id_, BlockKind.SECTION, texts, reading.source)
    if reading.source in texts:
        block = replace(block, texts=measured(block, "glossary", reading.lock))
    return Passage("glossary", block)


def _term(id_: str, found: Mapping[str, Mapping[str, _Entry]]) -> Term:
    of_term = {language: entries[id_] for language, entries in found.items() if id_ in entries}
    names = {language: entry.name for language, entry in of_term.items()}
    return Term(id_, names, {language: entry.definition.markdown for language, entry in of_term.items()})


def _look_for_unknown(entries: Iterable[_Entry], source: Mapping[str, _Entry], reading: Reading) -> None:
    for entry in entries:
        if entry.id not in source:
            what = phrase("the source's glossary has no term `%(id)s`", id=entry.id)
            reading.mistakes.tell(
                entry.definition.file, entry.definition.line, what, phrase("mend the id, or add it there")
            )


def terms_in(file: TextFile) -> dict[str, Text]:
    """The terms of any text by id, each name as a heading; mistakes in it are not told."""
    reading = Reading("", (), {}, MistakeLog(), MediaLibrary({}, {}))
    _, entries = _read(file, reading)
    return {id_: replace(entry.definition, heading=entry.name) for id_, entry in entries.items()}


def _read(file: TextFile, reading: Reading) -> tuple[Settings | None, dict[str, _Entry]]:
    """The front matter, and the terms by id."""
    document = segment(file.text, file.name, (), reading.mistakes)
    front = strict_yaml.read(document.front, file.name, document.front_line, reading.mistakes)
    fitted(front, TitleFront, reading.mistakes)
    entries: dict[str, _Entry] = {}
    for part in document.segments:
        if part.heading:
            reading.mistakes.tell(file.name, part.line, phrase("a heading in the glossary"), _REMEDY)
        for entry in _of_lines(part.body.split("\n"), part.body_line, file.name, reading):
            if entry.id in entries:
                line = entry.definition.line
                reading.mistakes.tell(
                    file.name,
                    line,
                    phrase("the term `%(id)s` is defined twice", id=entry.id),
                    phrase("keep one of them"),
                )
            entries.setdefault(entry.id, entry)
    return front, entries


def _of_lines(lines: list[str], first: int, file: str, reading: Reading) -> list[_Entry]:
    entries: list[_Entry] = []
    starts = [place for place, line in enumerate(lines) if line.strip() and not line.startswith((":", " "))]
    if lines[0].startswith((":", " ")):
        reading.mistakes.tell(file, first, phrase("a definition without its term"), _REMEDY)
    for start, end in pairwise([*starts, len(lines)]):
        definition = _definition(lines[start + 1 : end])
        name = _NAME.fullmatch(lines[start])
        if not name or not name[1] or not ID.fullmatch(name[2]):
            reading.mistakes.tell(file, first + start, phrase("a term without name or id"), _REMEDY)
        elif not definition:
            reading.mistakes.tell(
                file, first + start, phrase("the term `%(id)s` has no definition", id=name[2]), _REMEDY
            )
        else:
            entries.append(_Entry(name[2], name[1], Text(definition, file, first + start, body_line=first + start + 1)))
    return entries


def _definition(lines: list[str]) -> str:
    """The Markdown after `: `, its further paragraphs indented by four spaces."""
    if not lines or not lines[0].startswith(":"):
        return ""
    rest = [line[4:] if line.startswith("    ") else line.lstrip(" :") for line in lines[1:]]
    return "\n".join([lines[0][1:].strip(), *rest]).strip()
