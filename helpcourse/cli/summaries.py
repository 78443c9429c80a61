"""Lists of changes as text."""

from collections.abc import Iterable

from helpcourse.web.edition_wording import Line, Section


def as_text(heading: str, sections: Iterable[Section]) -> str:
    """Sections below a heading, each line with what it concerns."""
    lines = [heading]
    for section in sections:
        lines += [f"  {section.title}", *(f"    {_line(line)}" for line in section.lines)]
    return "\n".join(lines)


def _line(line: Line) -> str:
    return f"{line.id}: {line.words}" if line.id else line.words
