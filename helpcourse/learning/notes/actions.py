"""Writes of highlights and notes."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from helpcourse.errors import ConflictError
from helpcourse.learning.models import Enrolment
from helpcourse.learning.notes.models import OwnNote
from helpcourse.learning.notes.queries import get_note

LONGEST_WORDS = 20_000  # characters
LONGEST_QUOTE = 4_000
MOST = 5_000  # in one course


@dataclass(frozen=True, slots=True)
class Passage:
    """What of a lesson is marked."""

    lesson_id: str
    block_id: str
    language: str
    quote: str = ""  # empty: the whole block
    occurrence: int = 0


def keep(
    session: Session, enrolment_id: uuid.UUID, note_id: uuid.UUID, passage: Passage, words: str, *, now: datetime
) -> None:
    """Keep a highlight or a note; sent twice it is kept once. Raises ConflictError if it is too long or too many."""
    _bound(words, passage.quote)
    session.execute(select(Enrolment.id).where(Enrolment.id == enrolment_id).with_for_update(key_share=True))
    known = session.get(OwnNote, note_id)
    if known:
        if known.enrolment_id != enrolment_id or known.words != words:
            raise ConflictError("form_used")
        return
    if session.scalars(select(func.count(OwnNote.id)).where(OwnNote.enrolment_id == enrolment_id)).one() >= MOST:
        raise ConflictError("note_too_many")
    session.add(
        OwnNote(
            enrolment_id=enrolment_id,
            lesson_id=passage.lesson_id,
            block_id=passage.block_id,
            language=passage.language,
            quote=passage.quote,
            occurrence=passage.occurrence,
            words=words,
            made_at=now,
            id=note_id,
        )
    )


def reword(session: Session, person_id: int, note_id: uuid.UUID, words: str) -> None:
    """Change what one wrote. Raises NotFoundError for somebody else's."""
    _bound(words)
    note = get_note(session, person_id, note_id)
    if not (words or note.quote):
        raise ConflictError("note_empty")
    note.words = words


def remove(session: Session, person_id: int, note_id: uuid.UUID) -> None:
    """For good. Raises NotFoundError for somebody else's."""
    session.delete(get_note(session, person_id, note_id))


def erase_notes(session: Session, person_id: int) -> None:
    """All that a person has marked and noted."""
    mine = select(Enrolment.id).where(Enrolment.person_id == person_id)
    session.execute(delete(OwnNote).where(OwnNote.enrolment_id.in_(mine)))


def _bound(words: str, quote: str = "") -> None:
    if len(words) > LONGEST_WORDS or len(quote) > LONGEST_QUOTE:
        raise ConflictError("note_too_long")
