"""The groups of tests/world.py: an announcement, a material, and a thread that each of their learners began."""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy.orm import Session

from helpcourse.messages.notices import notices_of
from helpcourse.tutoring.cases.handing_in import Upload
from helpcourse.tutoring.group import actions, materials
from helpcourse.tutoring.group.actions import NewThread
from helpcourse.tutoring.group.queries import get_thread
from helpcourse.tutoring.group.rules import Seat
from helpcourse.tutoring.group.telling import QUIET, tell, untold_posts
from tests.builders import NOW, Someone
from tests.case_world import WORK_FILE

_TUTORS = {"aigerim": "dana", "saltanat": "dana", "azamat": "cholpon"}


def add_talk(
    session: Session, cohorts: Mapping[str, uuid.UUID], people: dict[str, Someone]
) -> dict[str, dict[str, uuid.UUID]]:
    """The ids that stand in URLs, by learner."""
    then = NOW - timedelta(days=6)
    return {
        name: _talk(session, cohort_id, people[name], people[_TUTORS[name]], now=then)
        for name, cohort_id in cohorts.items()
    }


def _talk(
    session: Session, cohort_id: uuid.UUID, learner: Someone, tutor: Someone, *, now: datetime
) -> dict[str, uuid.UUID]:
    """The learner's message was edited and is answered by the tutor, who names them."""
    leads, learns = Seat(tutor.id, leads=True, is_closed=False), Seat(learner.id, leads=False, is_closed=False)
    announced = NewThread("№ 1", "1, 2, 3…", is_announcement=True)
    actions.begin(session, cohort_id, leads, uuid.uuid4(), announced, now=now)
    id_ = uuid.uuid4()
    actions.begin(session, cohort_id, learns, id_, NewThread("№ 2", "1, 2, 3…"), now=now)
    thread = get_thread(session, cohort_id, id_)
    actions.edit(session, thread, learns, id_, "1, 2, 3, 4…", seen=1, now=now + timedelta(minutes=1))
    answered_at = now + timedelta(hours=1)
    words = f"@{learner.name}\n\n> 1, 2, 3\n\n4…"
    actions.answer(session, thread, leads, uuid.uuid4(), words, answers_id=id_, now=answered_at)
    session.flush()
    for post_id in untold_posts(session, now=answered_at + QUIET):
        tell(session, post_id, now=answered_at + QUIET)
    return {"thread_id": id_, "post_id": id_, **_material(session, cohort_id, tutor, now=now)}


def _material(session: Session, cohort_id: uuid.UUID, tutor: Someone, *, now: datetime) -> dict[str, uuid.UUID]:
    """With a file."""
    id_ = uuid.uuid4()
    materials.add(session, cohort_id, id_, "№ 3", "1, 2, 3…", by_id=tutor.id, now=now)
    upload = Upload("1.txt", sha256(WORK_FILE).hexdigest(), len(WORK_FILE))
    materials.add_file(session, cohort_id, id_, upload, now=now)
    session.flush()
    file = materials.get_material(session, cohort_id, id_).files[0]
    return {"material_id": id_, "group_file_id": file.id}


def notice_of(session: Session, person: Someone) -> uuid.UUID:
    """The last of what they were told."""
    session.flush()
    return notices_of(session, person.id)[0].id
