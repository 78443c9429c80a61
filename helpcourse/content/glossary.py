"""The glossary: a definition list, each term with its id."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from helpcourse.content import strict_yaml
from helpcourse.content.blocks import ID, segment
from helpcourse.content.documents import Reading
from helpcourse.content.files import TextFile
from helpcourse.content.model import Term, Text
from helpcourse.content.settings import TitleFront, fitted

_NAME = re.compile(r"(.*?)\s*\{\s*#([^}\s]*)\s*\}\s*")
_REMEDY = "write `term {#id}`, and on the next line `:   what it means`"


@dataclass(frozen=True, slots=True)
class _Entry:
    id: str
    name: str
    definition: Text


def read_glossary(texts: Mapping[str, TextFile], name: str, reading: Reading) -> tuple[tuple[Term, ...], list[Text]]:
    """The terms, and their definitions as texts that can be proofread; a course may have no glossary."""
    if texts and reading.source not in texts:
        reading.mistakes.tell(f"{name}.{reading.source}.md", 1, "the glossary's source language is missing", "write it")
    entries = {language: _entries(texts[language], reading) for language in reading.languages if language in texts}
    source = {entry.id: entry for entry in entries.get(reading.source, ())}
    for language in entries.keys() - {reading.source}:
        _look_for_unknown(entries[language], source, reading)
    found = {language: {entry.id: entry for entry in of_language} for language, of_language in entries.items()}
    terms = tuple(_term(id_, found) for id_ in source)
    return terms, [entry.definition for of_language in entries.values() for entry in of_language]


def _term(id_: str, found: Mapping[str, Mapping[str, _Entry]]) -> Term:
    of_term = {language: entries[id_] for language, entries in found.items() if id_ in entries}
    names = {language: entry.name for language, entry in of_term.items()}
    return Term(id_, names, {language: entry.definition.markdown for language, entry in of_term.items()})


def _look_for_unknown(entries: list[_Entry], source: Mapping[str, _Entry], reading: Reading) -> None:
    for entry in entries:
        if entry.id not in source:
            what = f"the source's glossary has no term `{entry.id}`"
            reading.mistakes.tell(entry.definition.file, entry.definition.line, what, "mend the id, or add it there")


def _entries(file: TextFile, reading: Reading) -> list[_Entry]:
    document = segment(file.text, file.name, (), reading.mistakes)
    front = strict_yaml.read(document.front, file.name, document.front_line, reading.mistakes)
    fitted(front, TitleFront, reading.mistakes)
    entries: dict[str, _Entry] = {}
    for part in document.segments:
        if part.heading:
            reading.mistakes.tell(file.name, part.line, "a heading in the glossary", _REMEDY)
        for entry in _of_lines(part.body.split("\n"), part.body_line, file.name, reading):
            if entry.id in entries:
                line = entry.definition.line
                reading.mistakes.tell(file.name, line, f"the term `{entry.id}` is defined twice", "keep one of them")
            entries.setdefault(entry.id, entry)
    return list(entries.values())


def _of_lines(lines: list[str], first: int, file: str, reading: Reading) -> list[_Entry]:
    entries: list[_Entry] = []
    starts = [place for place, line in enumerate(lines) if line.strip() and not line.startswith((":", " "))]
    if lines[0].startswith((":", " ")):
        reading.mistakes.tell(file, first, "a definition without its term", _REMEDY)
    for start, end in pairwise([*starts, len(lines)]):
        definition = _definition(lines[start + 1 : end])
        name = _NAME.fullmatch(lines[start])
        if not name or not name[1] or not ID.fullmatch(name[2]):
            reading.mistakes.tell(file, first + start, "a term without name or id", _REMEDY)
        elif not definition:
            reading.mistakes.tell(file, first + start, f"the term `{name[2]}` has no definition", _REMEDY)
        else:
            entries.append(_Entry(name[2], name[1], Text(definition, file, first + start, body_line=first + start + 1)))
    return entries


def _definition(lines: list[str]) -> str:
    """The Markdown after `: `, its further paragraphs indented by four spaces."""
    if not lines or not lines[0].startswith(":"):
        return ""
    rest = [line[4:] if line.startswith("    ") else line.lstrip(" :") for line in lines[1:]]
    return "\n".join([lines[0][1:].strip(), *rest]).strip()
