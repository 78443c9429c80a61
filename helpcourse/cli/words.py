"""How commands speak: in which language; mistakes and lists of changes as text."""

import argparse
import os
from collections.abc import Iterable, Mapping

from helpcourse.content.mistakes import Mistake
from helpcourse.languages import LANGUAGES
from helpcourse.web.edition_wording import Line, Section
from helpcourse.web.i18n import gettext

_SAYING = ("HELPCOURSE_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set decides


def add_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--language", choices=LANGUAGES, default=language_of(os.environ), help="of what is printed")


def language_of(environment: Mapping[str, str]) -> str:
    """As the setting or the locale says, `kk` or `ru_RU.UTF-8`; else English."""
    said = next((environment[name] for name in _SAYING if environment.get(name)), "")
    return said[:2] if said[:2] in LANGUAGES else "en"


def in_words(mistakes: Iterable[Mistake]) -> str:
    """One a line, in the language that is being spoken."""
    return "\n".join(mistake.in_words(gettext) for mistake in mistakes)


def as_text(heading: str, sections: Iterable[Section]) -> str:
    """Sections below a heading, each line with what it concerns."""
    lines = [heading]
    for section in sections:
        lines += [f"  {section.title}", *(f"    {_line(line)}" for line in section.lines)]
    return "\n".join(lines)


def _line(line: Line) -> str:
    return f"{line.id}: {line.words}" if line.id else line.words
