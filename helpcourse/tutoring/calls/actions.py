"""Writes of a call itself: make, change, ask, open, close, withdraw."""

import secrets
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Person
from helpcourse.errors import ConflictError, NotFoundError
from helpcourse.messages.actions import queue
from helpcourse.messages.models import MailKind
from helpcourse.tutoring.actions.cohorts import get_running
from helpcourse.tutoring.calls.asked import (
    MOST_QUESTIONS,
    Criterion,
    Question,
    has_same_shape,
    kept_criteria,
    kept_questions,
    read_questions,
)
from helpcourse.tutoring.calls.models import Application, ApplicationEvent, Call
from helpcourse.tutoring.calls.queries import count_applications, languages_applied_for
from helpcourse.tutoring.calls.rules import CODE_LETTERS, HOPING, ApplicationState, CallState, Standing, standing
from helpcourse.tutoring.schedule.rules import WallTime

Link = Callable[[str], str]  # language -> where a mail in it leads

_ADDRESS_LENGTH = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class CallDetails:
    """What may be changed of a call at any time."""

    places: int
    deadline: WallTime
    languages: tuple[str, ...]
    countries: tuple[str, ...]  # empty: all
    texts: Mapping[str, str]  # Markdown by language
    criteria: tuple[Criterion, ...]


def keep(session: Session, cohort_id: uuid.UUID, details: CallDetails, *, seen: int, by_id: int, now: datetime) -> bool:
    """Make the draft of a cohort's call, or change what it says; see change(). `seen`: 0, if there was none."""
    get_running(session, cohort_id)
    if session.scalar(select(Call.id).where(Call.cohort_id == cohort_id)) is not None:
        return change(session, cohort_id, details, seen=seen, by_id=by_id, now=now)
    session.add(
        Call(
            cohort_id=cohort_id,
            code=random_code(_ADDRESS_LENGTH).lower(),
            state=CallState.DRAFT,
            questions=[],
            made_at=now,
            made_by_id=by_id,
            changed_at=now,
            changed_by_id=by_id,
            **_columns(details),
        )
    )
    return True


def change(
    session: Session, cohort_id: uuid.UUID, details: CallDetails, *, seen: int, by_id: int, now: datetime
) -> bool:
    """Change what the call says. False, and nothing is done, if somebody else was faster than `seen`.

    Raises ConflictError if a language is taken away in which somebody has applied, or a criterion with points.
    """
    call = get_locked(session, cohort_id)
    columns = _columns(details)
    if all(getattr(call, name) == value for name, value in columns.items()):
        return True
    if call.revision != seen:
        return False
    if languages_applied_for(session, call.id) - set(details.languages):
        raise ConflictError("call_language_used")
    if call.criteria != columns["criteria"] and _has_points(session, call.id):
        raise ConflictError("call_criteria_used")
    for name, value in columns.items():
        setattr(call, name, value)
    _note_change(call, by_id, now)
    return True


def ask(
    session: Session,
    cohort_id: uuid.UUID,
    questions: Sequence[Question],
    *,
    seen: int,
    by_id: int,
    now: datetime,
) -> bool:
    """Set all questions of the call. False, and nothing is done, if somebody else was faster.

    Raises ConflictError if people have answered and more than words would change.
    """
    call = get_locked(session, cohort_id)
    if call.questions == kept_questions(questions):
        return True
    if call.revision != seen:
        return False
    if count_applications(session, call.id) and not _are_alike(read_questions(call.questions), questions):
        raise ConflictError("call_questions_answered")
    if len(questions) > MOST_QUESTIONS:
        raise ConflictError("call_questions_many")
    call.questions = kept_questions(questions)
    _note_change(call, by_id, now)
    return True


def open_call(session: Session, cohort_id: uuid.UUID, *, by_id: int, now: datetime) -> None:
    """Let people apply, or again after it was closed. Raises ConflictError if its deadline lies behind."""
    call = get_locked(session, cohort_id)
    get_running(session, cohort_id)
    _refuse_withdrawn(call)
    if standing(CallState.OPEN, WallTime(call.wall_at, call.zone), now=now) is Standing.OVER:
        raise ConflictError("call_deadline_past")
    if call.state is not CallState.OPEN:
        call.state, call.opened_at = CallState.OPEN, call.opened_at or now
        _note_change(call, by_id, now)


def close_call(session: Session, cohort_id: uuid.UUID, *, by_id: int, now: datetime) -> None:
    """Take no more applications before the deadline; again is no error."""
    call = get_locked(session, cohort_id)
    if call.state is CallState.OPEN:
        call.state = CallState.CLOSED
        _note_change(call, by_id, now)


def withdraw_call(
    session: Session,
    cohort_id: uuid.UUID,
    words: Mapping[str, str],
    *,
    cohort: str,
    titles: Mapping[str, str],
    link: Link,
    by_id: int,
    now: datetime,
) -> int:
    """The training does not take place: whoever waits for an answer is told; how many.

    Members stay in the cohort. `words`: what is added to the letter, by language.
    """
    call = get_locked(session, cohort_id)
    _refuse_withdrawn(call)
    if call.state is CallState.DRAFT:
        raise ConflictError("call_draft")
    call.state = CallState.WITHDRAWN
    _note_change(call, by_id, now)
    hoping = session.execute(
        select(Application, Person.language)
        .join(Person, Person.id == Application.person_id)
        .where(
            Application.call_id == call.id,
            Application.state.in_(HOPING),
            Person.erased_at.is_(None),
        )
    ).all()
    for application, language in hoping:
        note_event(session, application, ApplicationState.WITHDRAWN, by_id, words.get(language, ""), now=now)
        values = mail_values(cohort, titles, link(language), words.get(language, ""))
        queue(session, application.person_id, MailKind.CALL_WITHDRAWN, language, values, now=now)
    return len(hoping)


def mail_values(cohort: str, titles: Mapping[str, str], path: str, words: str = "") -> dict[str, Any]:
    """What letters about applications carry."""
    return {"cohort": cohort, "course_title": dict(titles), "path": path, "words": words}


def note_event(
    session: Session, application: Application, state: ApplicationState, by_id: int, words: str = "", *, now: datetime
) -> None:
    """Change an application's state, and keep that it was."""
    application.state = state
    session.add(ApplicationEvent(application_id=application.id, state=state, happened_at=now, by_id=by_id, words=words))


def get_locked(session: Session, cohort_id: uuid.UUID) -> Call:
    """The call of a cohort, which nobody else changes until the commit. Raises NotFoundError."""
    call = session.scalar(
        select(Call).where(Call.cohort_id == cohort_id).with_for_update().execution_options(populate_existing=True)
    )
    if call is None:
        raise NotFoundError
    return call


def random_code(length: int) -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(length))


def _columns(details: CallDetails) -> dict[str, Any]:
    return {
        "places": details.places,
        "wall_at": details.deadline.at,
        "zone": details.deadline.zone,
        "languages": list(details.languages),
        "countries": list(details.countries),
        "texts": dict(details.texts),
        "criteria": kept_criteria(details.criteria),
    }


def _are_alike(old: Sequence[Question], new: Sequence[Question]) -> bool:
    return [one.id for one in old] == [one.id for one in new] and all(map(has_same_shape, old, new))


def _has_points(session: Session, call_id: uuid.UUID) -> bool:
    return any(session.scalars(select(Application.points).where(Application.call_id == call_id)))


def _refuse_withdrawn(call: Call) -> None:
    if call.state is CallState.WITHDRAWN:
        raise ConflictError("call_withdrawn")


def _note_change(call: Call, by_id: int, now: datetime) -> None:
    call.revision += 1
    call.changed_at, call.changed_by_id = now, by_id
