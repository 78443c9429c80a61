"""Markdown cut into units that a translator works on: paragraphs, items of lists, headings, tables, code.

What lies between the units (empty lines, marks of lists and quotations) is kept, to put them together again.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from helpcourse.content.fences import in_code

_MARKS = re.compile(r"(?:\s*(?:>|(?:[-*+]|[0-9]{1,9}[.)]|#{1,6}|\[\^[^\]\s]+\]:|:)(?= )))*\s*")
_LEADING = re.compile(r"[\s>]*")
_HAS_WORDS = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Unit:
    text: str  # without the marks before its first line and the indentation of the others
    line: int  # within the Markdown, from 0
    before: str  # what stands between the unit before and this one, its own marks at the end
    indent: str  # of its lines but the first


@dataclass(frozen=True, slots=True)
class Cut:
    """A Markdown text as units and what is between them."""

    units: tuple[Unit, ...]
    after: str  # the last unit

    @property
    def texts(self) -> list[str]:
        return [unit.text for unit in self.units]

    def filled(self, texts: Sequence[str]) -> str:
        """The Markdown with these texts in place of its units."""
        pairs = zip(self.units, texts, strict=True)
        return "".join(unit.before + indented(text, unit.indent) for unit, text in pairs) + self.after


def cut(markdown: str) -> Cut:
    """Filled with its own texts it is the same Markdown again."""
    units: list[Unit] = []
    between = ""
    place = 0
    for lines in _chunks(markdown.split("\n")):
        end = "\n" if place + len(lines) <= markdown.count("\n") else ""
        unit, rest = _unit(lines, place, between)
        if unit is None:
            between += "\n".join(lines) + end
        else:
            units.append(unit)
            between = rest + end
        place += len(lines)
    return Cut(tuple(units), between)


def indented(text: str, indent: str) -> str:
    """The text with its lines but the first indented; an empty line keeps no spaces at its end."""
    first, *others = text.split("\n")
    return "\n".join([first, *((indent + line).rstrip() if not line else indent + line for line in others)])


def below(marks: str) -> str:
    """What indents the lines below one that begins with these marks."""
    return "".join(letter if letter == ">" else " " for letter in marks)


def _chunks(lines: list[str]) -> Iterator[list[str]]:
    """Lines that belong together: of code, of one paragraph; an empty line is alone."""
    chunk: list[str] = []
    was_code = False
    for is_code, line in in_code(lines):
        if chunk and (is_code != was_code or not (is_code or _goes_on(chunk[-1], line))):
            yield chunk
            chunk = []
        chunk.append(line)
        was_code = is_code
    yield chunk


def _goes_on(above: str, line: str) -> bool:
    """Whether this line goes on with the paragraph of the line above."""
    marks = _MARKS.match(line)
    leading = marks[0] if marks else ""
    is_end = not line[len(leading) :] or not above.strip(" >") or above.startswith("#")
    return not is_end and not leading.strip(" >") and leading.count(">") == _quotes(above)


def _quotes(line: str) -> int:
    marks = _MARKS.match(line)
    return marks[0].count(">") if marks else 0


def _unit(lines: list[str], place: int, between: str) -> tuple[Unit | None, str]:
    """The unit in these lines and the spaces after it; none if they have no words."""
    if not _HAS_WORDS.search("\n".join(lines)):
        return None, ""
    marks = _MARKS.match(lines[0])
    lead = marks[0] if marks else ""
    if not _HAS_WORDS.search(lines[0][len(lead) :]) and len(lines) == 1:
        return None, ""
    indent = _common_indent(lines[1:]) if len(lines) > 1 else below(lead)
    text = "\n".join([lines[0][len(lead) :], *(line[len(indent) :] for line in lines[1:])])
    words = text.rstrip()
    return Unit(words, place, between + lead, indent), text[len(words) :]


def _common_indent(lines: list[str]) -> str:
    """What all these lines begin with, of spaces and marks of quotations."""
    leads = [match[0] if (match := _LEADING.match(line)) else "" for line in lines]
    shortest = min(leads, key=len)
    return next(
        (
            shortest[:length]
            for length in range(len(shortest), 0, -1)
            if all(one.startswith(shortest[:length]) for one in leads)
        ),
        "",
    )
