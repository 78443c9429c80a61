"""Calls of the cohorts of tests/world.py, with applications and a code to join by."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.tutoring.calls import actions, applying, joining, selecting
from helpcourse.tutoring.calls.asked import Criterion, Question, QuestionKind
from helpcourse.tutoring.calls.models import Application, Call, JoinCode
from helpcourse.tutoring.calls.rules import ApplicationState
from helpcourse.tutoring.options import Option
from helpcourse.tutoring.schedule.rules import WallTime
from tests.builders import NOW, Someone

THEN = NOW - timedelta(days=38)
QUESTIONS = (
    Question("1", QuestionKind.LONG, True, {"kk": "№ 1", "ru": "№ 1", "en": "№ 1"}),
    Question(
        "2",
        QuestionKind.CHOICE,
        False,
        {"kk": "№ 2", "ru": "№ 2", "en": "№ 2"},
        (Option("1", {"kk": "10", "ru": "10", "en": "10"}), Option("2", {"kk": "20", "ru": "20", "en": "20"})),
    ),
)
DETAILS = actions.CallDetails(
    places=3,
    deadline=WallTime((NOW + timedelta(days=10)).replace(tzinfo=None), "Asia/Almaty"),
    languages=("kk", "ru"),
    countries=("KZ", "KG"),
    texts={"kk": "1, 2, 3…", "ru": "1, 2, 3…", "en": "1, 2, 3…"},
    criteria=(Criterion("1", "№ 1", 10), Criterion("2", "№ 2", 5)),
)
TITLES = {"kk": "№ 1"}


def link(language: str) -> str:
    return f"/{language}/my/applications"


def details(**changes: Any) -> actions.CallDetails:
    """DETAILS with changes."""
    return actions.CallDetails(**{name: getattr(DETAILS, name) for name in DETAILS.__slots__} | changes)


def add_open_call(session: Session, cohort_id: uuid.UUID, by_id: int) -> Call:
    """A call with two questions, to which one can apply."""
    actions.keep(session, cohort_id, DETAILS, seen=0, by_id=by_id, now=THEN)
    session.flush()
    actions.ask(session, cohort_id, QUESTIONS, seen=1, by_id=by_id, now=THEN)
    actions.open_call(session, cohort_id, by_id=by_id, now=THEN)
    session.flush()
    return session.scalars(select(Call).where(Call.cohort_id == cohort_id)).one()


def send(session: Session, cohort_id: uuid.UUID, person_id: int, **changes: Any) -> Any:
    """An application; `changes`: answers, language, seen, now."""
    wanted = {"answers": {"1": "1, 2, 3…"}, "language": "kk", "seen": 0, "now": THEN} | changes
    answers, language = wanted.pop("answers"), wanted.pop("language")
    return applying.apply(
        session, uuid.uuid4(), cohort_id, person_id, answers, language, titles=TITLES, link=link, **wanted
    )


def add_calls(session: Session, cohort_id: uuid.UUID, by_id: int) -> None:
    """An open call and a code to join by."""
    add_open_call(session, cohort_id, by_id)
    joining.make_code(session, uuid.uuid4(), cohort_id, most=5, last_on=None, by_id=by_id, now=THEN)


def come_in(session: Session, cohort_id: uuid.UUID, person: Someone, by_id: int, *, now: datetime) -> None:
    """Apply, get points and a note, be accepted."""
    send(session, cohort_id, person.id)
    session.flush()
    mine = application_of(session, cohort_id, person.id)
    selecting.keep_note(session, cohort_id, mine, "1, 2, 3…", {"1": 7}, seen=0)
    verdict = selecting.Verdict(state=ApplicationState.ACCEPTED, words={"kk": "1, 2, 3…"}, most=0)
    seen = {mine: ApplicationState.SENT}
    selecting.decide(session, cohort_id, seen, verdict, titles=TITLES, link=link, by_id=by_id, now=now)
    session.flush()


def application_of(session: Session, cohort_id: uuid.UUID, person_id: int) -> uuid.UUID:
    theirs = (Call.cohort_id == cohort_id) & (Application.person_id == person_id)
    return session.scalars(select(Application.id).join(Call, Call.id == Application.call_id).where(theirs)).one()


def ids_of_call(session: Session, cohort_id: uuid.UUID | None, person_id: int) -> dict[str, uuid.UUID]:
    """Of what stands in URLs; nothing for who learns alone."""
    if cohort_id is None:
        return {}
    code = session.scalars(select(JoinCode.id).where(JoinCode.cohort_id == cohort_id)).one()
    return {"application_id": application_of(session, cohort_id, person_id), "code_id": code}


def call_code(session: Session, cohort_id: uuid.UUID | None) -> str:
    return session.scalars(select(Call.code).where(Call.cohort_id == cohort_id)).one()
