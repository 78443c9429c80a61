"""Works on a case study, of the learners of tests/world.py who are in a cohort."""

import uuid
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy.orm import Session

from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.learning.models import Reflection
from helpcourse.tutoring.cases import handing_in, reviewing
from helpcourse.tutoring.cases.handing_in import CasePlace, Shown, Terms, Upload
from helpcourse.tutoring.cases.queries import find_work
from helpcourse.tutoring.cases.rules import Decision, Passage
from tests.builders import NOW, Someone

CASE_LESSON, CASE = "duty-to-investigate", "refusal-in-five-weeks"
WORK_FILE = b"1, 2, 3"  # handed in with every work


def add_work(
    session: Session, edition: ServedEdition, enrolment_id: uuid.UUID, name: str, people: dict[str, Someone]
) -> dict[str, uuid.UUID]:
    """Aigerim's is accepted, Saltanat's under review by Dana, Azamat's waits; the ids that stand in URLs."""
    place, then = CasePlace(enrolment_id, CASE_LESSON, CASE), NOW - timedelta(days=8)
    session.add(
        Reflection(
            enrolment_id=place.enrolment_id,
            lesson_id=CASE_LESSON,
            block_id=CASE,
            revision=1,
            text="1, 2, 3…\n4, 5, 6…",
            saved_at=then,
        )
    )
    handing_in.add_file(session, place, Upload("1.txt", sha256(WORK_FILE).hexdigest(), len(WORK_FILE)), now=then)
    session.flush()
    file_id = find_work(session, place.enrolment_id, CASE_LESSON, CASE).files[0].id
    id_, shown, terms = uuid.uuid4(), Shown(1, frozenset({file_id})), Terms(edition.id, 1, "kk", None)
    handing_in.hand_in(session, place, id_, shown, terms, now=then)
    session.flush()
    if name != "azamat":
        _reviewed(session, edition, id_, people["dana"].id, is_given=name == "aigerim", now=then)
    if name == "aigerim":
        handing_in.reply(session, place, id_, uuid.uuid4(), "1, 2, 3…", now=then)
    return {"hand_in_id": id_, "file_id": file_id}


def _reviewed(
    session: Session, edition: ServedEdition, id_: uuid.UUID, tutor_id: int, *, is_given: bool, now: datetime
) -> None:
    most = [3.0, 3.0, 2.0, 2.0]
    reviewing.begin(session, id_, tutor_id, now=now)
    reviewing.comment(session, id_, tutor_id, uuid.uuid4(), Passage(1, 0, 4), "1, 2, 3…", now=now)
    reviewing.save_draft(session, id_, tutor_id, most, "1, 2, 3…", Decision.ACCEPT, most=most, seen=0, now=now)
    if is_given:
        reviewing.give(session, id_, tutor_id, edition, now=now)
