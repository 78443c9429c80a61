"""Answer a query: in the reader's language, and in another one only if there is nothing in this."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from helpcourse.catalogue.search.queries import Found, find
from helpcourse.languages import LANGUAGES


def answers(session: Session, typed: str, language: str) -> list[Found]:
    """One in the reader's language; else those in the others; else one that understands misspelt words; else none."""
    own = find(session, typed, language)
    if own.is_sure and not own.is_nothing:
        return [own]
    others = list(_elsewhere(session, typed, language))
    sure = [found for found in others if found.is_sure and not found.unknown]
    return sure or [found for found in (own, *others) if not found.is_nothing][:1]


def _elsewhere(session: Session, typed: str, language: str) -> Iterator[Found]:
    for other in LANGUAGES:
        if other != language and not (found := find(session, typed, other)).is_nothing:
            yield found
