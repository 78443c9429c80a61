"""How commands speak: in which language; mistakes as text."""

import argparse
import os
from collections.abc import Iterable, Mapping

from helpcourse.content.mistakes import Mistake
from helpcourse.languages import LANGUAGES
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
