"""Letters as their readers will get them, shown before they go."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from helpcourse.languages import LANGUAGES
from helpcourse.messages.models import MailKind
from helpcourse.tutoring.calls.rules import Applicant
from helpcourse.web.i18n import speaking
from helpcourse.web.mails import mail_words
from helpcourse.web.mails.message import MailWords


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in one language, and how many get it."""

    language: str
    count: int
    words: MailWords


def letters_to(people: Iterable[Applicant], kind: MailKind, values: Mapping[str, Any]) -> list[Letter]:
    """In each language that anybody of them reads."""
    readers = [one.mail_language for one in people]
    return [_letter(language, readers.count(language), kind, values) for language in LANGUAGES if language in readers]


def _letter(language: str, count: int, kind: MailKind, values: Mapping[str, Any]) -> Letter:
    with speaking(language):
        return Letter(language, count, mail_words(kind, values))
