"""Writes of applicants: send, change, withdraw; what erasure leaves."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Person
from helpcourse.errors import ConflictError, NotFoundError
from helpcourse.learning.queries import find_progress
from helpcourse.messages.actions import queue
from helpcourse.messages.models import MailKind
from helpcourse.tutoring.actions.members import take_out
from helpcourse.tutoring.calls.actions import Link, get_locked, mail_values, note_event
from helpcourse.tutoring.calls.models import Application, ApplicationEvent, Call
from helpcourse.tutoring.calls.queries import is_member
from helpcourse.tutoring.calls.rules import (
    HOPING,
    IN_PLAY,
    ApplicationState,
    Obstacle,
    Standing,
    may_withdraw,
    obstacle,
    standing,
)
from helpcourse.tutoring.models import Cohort
from helpcourse.tutoring.schedule.rules import WallTime


class Sent(StrEnum):
    """What sending has done."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"  # sent before, word for word


def apply(
    session: Session,
    application_id: uuid.UUID,
    cohort_id: uuid.UUID,
    person_id: int,
    answers: Mapping[str, str],
    language: str,
    *,
    seen: int,
    titles: Mapping[str, str],
    link: Link,
    now: datetime,
) -> Sent | Obstacle:
    """Send or change a person's one application to the call of a cohort.

    `application_id`: brought by the form, used if it is the first; `seen`: the revision that the page had shown;
    `titles`: of the course; `link`: to the application, for the letter.
    """
    call, person = get_locked(session, cohort_id), session.get_one(Person, person_id)
    mine = session.scalar(select(Application).where(Application.call_id == call.id, Application.person_id == person_id))
    if mine and mine.state in IN_PLAY and (mine.answers, mine.language) == (dict(answers), language):
        return Sent.SAME
    if found := _obstacle(session, call, person, mine, now):
        return found
    if mine and mine.revision != seen:
        return Obstacle.OVERTAKEN
    if mine and mine.state is ApplicationState.SENT:
        _fill(mine, answers, language, now)
        return Sent.CHANGED
    cohort = session.get_one(Cohort, cohort_id)
    _send(session, mine, application_id, call, person, answers, language, now)
    values = mail_values(cohort.name, titles, link(person.language))
    queue(session, person_id, MailKind.APPLICATION_RECEIVED, person.language, values, now=now)
    return Sent.NEW


def withdraw(session: Session, application_id: uuid.UUID, person_id: int, *, now: datetime) -> bool:
    """Take an application back, or give up a place; who was a member leaves the cohort. False: it was taken back.

    Raises NotFoundError for somebody else's, ConflictError if nothing is left to be withdrawn.
    """
    mine = session.get(Application, application_id)
    if mine is None or mine.person_id != person_id:
        raise NotFoundError
    cohort = session.get_one(Cohort, session.get_one(Call, mine.call_id).cohort_id)
    get_locked(session, cohort.id)
    session.refresh(mine)
    if mine.state is ApplicationState.WITHDRAWN:
        return False
    if not may_withdraw(mine.state, is_closed=cohort.closed_at is not None):
        raise ConflictError("application_decided")
    if mine.state is ApplicationState.ACCEPTED and (progress := find_progress(session, person_id, cohort.course_id)):
        take_out(session, cohort.id, [progress.enrolment_id], now=now)
    note_event(session, mine, ApplicationState.WITHDRAWN, person_id, now=now)
    return True


def erase_applications(session: Session, person_id: int, *, now: datetime) -> None:
    """Nothing that an erased person wrote, or that was noted about them, stays; that they applied does."""
    theirs = session.scalars(select(Application).where(Application.person_id == person_id)).all()
    for application in theirs:
        application.answers, application.note, application.points = {}, "", {}
        if application.state in HOPING:
            note_event(session, application, ApplicationState.WITHDRAWN, person_id, now=now)
    ids = [application.id for application in theirs]
    session.execute(update(ApplicationEvent).where(ApplicationEvent.application_id.in_(ids)).values(words=""))


def _obstacle(session: Session, call: Call, person: Person, mine: Application | None, now: datetime) -> Obstacle | None:
    cohort = session.get_one(Cohort, call.cohort_id)
    found = standing(call.state, WallTime(call.wall_at, call.zone), now=now)
    if found is Standing.DRAFT:
        raise NotFoundError
    progress = find_progress(session, person.id, cohort.course_id)
    return obstacle(
        Standing.OVER if cohort.closed_at and found is Standing.OPEN else found,
        call.countries,
        person.country,
        mine.state if mine else None,
        is_member=is_member(session, cohort.id, progress.enrolment_id if progress else None),
    )


def _send(
    session: Session,
    mine: Application | None,
    application_id: uuid.UUID,
    call: Call,
    person: Person,
    answers: Mapping[str, str],
    language: str,
    now: datetime,
) -> None:
    if mine is None:
        if session.get(Application, application_id) is not None:
            raise ConflictError("form_used")
        mine = Application(
            id=application_id,
            call_id=call.id,
            person_id=person.id,
            state=ApplicationState.SENT,
            language=language,
            answers=dict(answers),
            sent_at=now,
            changed_at=now,
        )
        session.add(mine)
        session.flush()
    else:
        _fill(mine, answers, language, now)
        mine.sent_at = now
    note_event(session, mine, ApplicationState.SENT, person.id, now=now)


def _fill(mine: Application, answers: Mapping[str, str], language: str, now: datetime) -> None:
    mine.answers, mine.language, mine.changed_at = dict(answers), language, now
    mine.revision += 1
