"""Reads of highlights and notes: one, or all of a course."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.errors import NotFoundError
from helpcourse.learning.models import Enrolment
from helpcourse.learning.notes.models import OwnNote


def get_note(session: Session, person_id: int, note_id: uuid.UUID) -> OwnNote:
    """This person's note. Raises NotFoundError, for somebody else's too."""
    found = session.scalars(
        select(OwnNote)
        .join(Enrolment, Enrolment.id == OwnNote.enrolment_id)
        .where(OwnNote.id == note_id, Enrolment.person_id == person_id)
    ).one_or_none()
    if found is None:
        raise NotFoundError
    return found


def course_of(session: Session, note: OwnNote) -> str:
    """The id of the course in which it was made."""
    return session.scalars(select(Enrolment.course_id).where(Enrolment.id == note.enrolment_id)).one()


def notes_of(session: Session, enrolment_id: uuid.UUID) -> list[OwnNote]:
    """All of a course, in the order of making."""
    found = select(OwnNote).where(OwnNote.enrolment_id == enrolment_id)
    return list(session.scalars(found.order_by(OwnNote.made_at, OwnNote.id)))
