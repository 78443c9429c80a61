"""What is said in the groups of tests/world.py: an announcement, and a thread that each learner of a group began."""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from helpcourse.tutoring.group import actions
from helpcourse.tutoring.group.actions import NewThread
from helpcourse.tutoring.group.queries import get_thread
from helpcourse.tutoring.group.rules import Seat
from tests.builders import NOW, Someone

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
    return {"thread_id": id_, "post_id": id_}
