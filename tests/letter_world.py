"""Letters to the learners of tests/world.py."""

import uuid
from datetime import timedelta

from sqlalchemy.orm import Session

from helpcourse.tutoring.letters.actions import send
from helpcourse.tutoring.letters.queries import readers_among
from helpcourse.tutoring.letters.rules import Words
from tests.builders import NOW, Someone

WRITTEN = {"kk": Words("№ 1", "1, 2, 3…")}  # figures: the words of those who write belong to no language


def add_letter(session: Session, cohort_id: uuid.UUID, enrolment_id: uuid.UUID, tutor: Someone) -> uuid.UUID:
    """To this learner only."""
    id_, readers = uuid.uuid4(), readers_among(session, [cohort_id], [enrolment_id])
    send(session, id_, tutor.id, WRITTEN, readers, link=letter_link, now=NOW - timedelta(days=1))
    return id_


def letter_link(language: str) -> str:
    return f"/{language}/my/letters"
