"""What a learner has answered, written and marked in one lesson."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Text, Uuid, and_, bindparam, cast, null, select
from sqlalchemy.orm import Session

from helpcourse.content.compiled import LessonOutline
from helpcourse.learning import given
from helpcourse.learning.models import CheckAnswer, Reflection
from helpcourse.learning.notes.models import OwnNote
from helpcourse.learning.queries import SavedAnswer


@dataclass(frozen=True, slots=True)
class SavedWords:
    text: str
    revision: int
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class SavedNote:
    """A passage that a learner has highlighted, with what they wrote at it."""

    id: uuid.UUID
    block_id: str
    quote: str  # empty: the note is about the whole block
    occurrence: int  # of the quote in the block, from 0
    words: str  # empty: only highlighted


@dataclass(frozen=True, slots=True)
class LessonState:
    """All of one learner's in one lesson."""

    answers: Mapping[str, SavedAnswer] = field(default_factory=dict)  # question id -> last try
    reflections: Mapping[str, SavedWords] = field(default_factory=dict)  # block id -> last revision
    notes: Mapping[str, tuple[SavedNote, ...]] = field(default_factory=dict)  # by block id


def _here(table: type[CheckAnswer] | type[Reflection] | type[OwnNote]) -> ColumnElement[bool]:
    return and_(table.enrolment_id == bindparam("enrolment_id"), table.lesson_id == bindparam("lesson_id"))


# One statement for the three, since each costs as much as drawing the page: edition_id is null for a reflection and
# a note, note_id for all but a note.
_LESSON_STATE = (
    select(
        CheckAnswer.question_id.label("id"),
        CheckAnswer.given.label("words"),
        CheckAnswer.number.label("revision"),
        CheckAnswer.answered_at.label("saved_at"),
        CheckAnswer.edition_id,
        cast(null(), Uuid()).label("note_id"),
        cast(null(), Text()).label("quote"),
    )
    .where(_here(CheckAnswer))
    .union_all(
        select(
            Reflection.block_id,
            Reflection.text,
            Reflection.revision,
            Reflection.saved_at,
            null(),
            cast(null(), Uuid()),
            cast(null(), Text()),
        ).where(_here(Reflection)),
        select(
            OwnNote.block_id,
            OwnNote.words,
            OwnNote.occurrence,
            OwnNote.made_at,
            null(),
            OwnNote.id,
            OwnNote.quote,
        ).where(_here(OwnNote)),
    )
    .order_by("revision", "saved_at")
)


def lesson_state(session: Session, enrolment_id: uuid.UUID, lesson: LessonOutline) -> LessonState:
    """The last answers, and all notes; later rows overwrite earlier ones in the dictionaries."""
    where = {"enrolment_id": enrolment_id, "lesson_id": lesson.id}
    answers: dict[str, SavedAnswer] = {}
    reflections: dict[str, SavedWords] = {}
    notes: dict[str, tuple[SavedNote, ...]] = {}
    for row in session.connection().execute(_LESSON_STATE, where):
        if row.note_id:
            notes[row.id] = (*notes.get(row.id, ()), _note(row))
        elif row.edition_id is None:
            reflections[row.id] = SavedWords(row.words, row.revision, row.saved_at)
        else:
            answers[row.id] = SavedAnswer(given.read(row.words), row.revision, row.saved_at, row.edition_id)
    return LessonState(answers, reflections, notes)


def _note(row: Any) -> SavedNote:
    return SavedNote(row.note_id, row.id, row.quote, row.revision, row.words)
