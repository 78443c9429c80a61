"""What a tutor keeps for reviewing: own phrases, and the languages in which they review."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Person
from helpcourse.errors import ConflictError
from helpcourse.tutoring.cases.models import Phrase, ReviewLanguage

LONGEST_PHRASE = 2_000  # characters
MOST_PHRASES = 200


@dataclass(frozen=True, slots=True)
class KeptPhrase:
    id: uuid.UUID
    text: str


def phrases_of(session: Session, person_id: int) -> list[KeptPhrase]:
    """A tutor's own, the latest first."""
    rows = session.execute(
        select(Phrase.id, Phrase.text).where(Phrase.person_id == person_id).order_by(Phrase.made_at.desc(), Phrase.id)
    )
    return [KeptPhrase(row.id, row.text) for row in rows]


def keep(session: Session, person_id: int, id_: uuid.UUID, text: str, *, now: datetime) -> None:
    """Keep words under an id that the form brought; words that are kept already are no error."""
    _lock(session, person_id)
    if known := session.get(Phrase, id_):
        if known.person_id != person_id:
            raise ConflictError("form_used")
        return
    mine = Phrase.person_id == person_id
    if session.scalar(select(Phrase.id).where(mine, Phrase.text == text).limit(1)):
        return
    if (session.scalar(select(func.count()).select_from(Phrase).where(mine)) or 0) >= MOST_PHRASES:
        raise ConflictError("too_many_phrases")
    session.add(Phrase(id=id_, person_id=person_id, text=text, made_at=now))


def drop(session: Session, person_id: int, phrase_id: uuid.UUID) -> None:
    """Again is no error."""
    session.execute(delete(Phrase).where(Phrase.id == phrase_id, Phrase.person_id == person_id))


def set_languages(session: Session, person_id: int, languages: Collection[str]) -> None:
    """In which a tutor reviews; none: in all."""
    _lock(session, person_id)
    session.execute(delete(ReviewLanguage).where(ReviewLanguage.person_id == person_id))
    session.add_all(ReviewLanguage(person_id=person_id, language=language) for language in sorted(languages))


def _lock(session: Session, person_id: int) -> None:
    session.execute(select(Person.id).where(Person.id == person_id).with_for_update(key_share=True))
