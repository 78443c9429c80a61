"""How commands speak: in which language, and lists of changes as text."""

import argparse
import os
from collections.abc import Iterable

from helpcourse.languages import LANGUAGES
from helpcourse.web.edition_wording import Line, Section


def add_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--language", choices=LANGUAGES, default=_of_the_terminal(), help="of what is printed")


def _of_the_terminal() -> str:
    """As the environment says, `ru_RU.UTF-8`; else English."""
    said = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return said[:2] if said[:2] in LANGUAGES else "en"


def as_text(heading: str, sections: Iterable[Section]) -> str:
    """Sections below a heading, each line with what it concerns."""
    lines = [heading]
    for section in sections:
        lines += [f"  {section.title}", *(f"    {_line(line)}" for line in section.lines)]
    return "\n".join(lines)


def _line(line: Line) -> str:
    return f"{line.id}: {line.words}" if line.id else line.words
