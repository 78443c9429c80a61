"""Answer a query: in the reader's language, and in another one only if there is nothing in this."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from helpcourse.catalogue.search.queries import Found, find
from helpcourse.catalogue.shelf import Shelf
from helpcourse.languages import LANGUAGES


def answers(session: Session, shelf: Shelf, typed: str, language: str) -> list[Found]:
    """One in the reader's language; else those in the others; else one that understands misspelt words; else none."""
    documents = sum(1 + len(edition.lessons) for edition in shelf.courses(session))
    own = find(session, typed, language, documents=documents)
    if own.is_sure and not own.is_nothing:
        return [own]
    others = list(_elsewhere(session, typed, language, documents))
    sure = [found for found in others if found.is_sure and not found.unknown]
    return sure or [found for found in (own, *others) if not found.is_nothing][:1]


def _elsewhere(session: Session, typed: str, language: str, documents: int) -> Iterator[Found]:
    for other in LANGUAGES:
        if other != language and not (found := find(session, typed, other, documents=documents)).is_nothing:
            yield found
