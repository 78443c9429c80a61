"""Reads of those who choose: who has applied, what became of it, where somebody must decide."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Country, Identity, Person
from helpcourse.errors import NotFoundError
from helpcourse.tutoring.calls.models import Application, ApplicationEvent, Call
from helpcourse.tutoring.calls.rules import Applicant, ApplicationState, CallState
from helpcourse.tutoring.models import Cohort
from helpcourse.tutoring.queries import full_name


@dataclass(frozen=True, slots=True)
class Told:
    """One event of an application's history."""

    state: ApplicationState
    happened_at: datetime
    by: str  # the name; empty: erased
    is_by_applicant: bool
    words: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What an applicant wrote, and the revision of the note about it."""

    answers: dict[str, str]
    changed_at: datetime
    note_revision: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A call of which somebody must take care."""

    cohort_id: uuid.UUID
    cohort_name: str
    undecided: int
    free: int  # places that are free while people wait for them


def applicants(session: Session, call_id: uuid.UUID) -> list[Applicant]:
    """All of a call, in one read."""
    rows = session.execute(
        select(
            Application.id,
            Application.person_id,
            Application.language,
            Application.state,
            Application.sent_at,
            Application.points,
            Application.note,
            Person.key,
            Person.country,
            Person.profession,
            Person.institution_id,
            Person.language.label("mail_language"),
            Identity.surname,
            Identity.given_name,
            Identity.patronymic,
            Identity.name_key,
            Identity.search_text,
            Identity.email,
        )
        .join(Person, Person.id == Application.person_id)
        .outerjoin(Identity, Identity.person_id == Person.id)
        .where(Application.call_id == call_id)
        .order_by(Application.sent_at)
    )
    return [_applicant(row) for row in rows]


def get_applicant(session: Session, call_id: uuid.UUID, application_id: uuid.UUID) -> Applicant:
    """One of a call. Raises NotFoundError."""
    for one in applicants(session, call_id):
        if one.id == application_id:
            return one
    raise NotFoundError


def answered(session: Session, application_id: uuid.UUID) -> Answered:
    row = session.get_one(Application, application_id)
    return Answered(row.answers, row.changed_at, row.note_revision)


def answers_of_call(session: Session, call_id: uuid.UUID) -> dict[uuid.UUID, dict[str, str]]:
    """By application: for a table of all of them."""
    rows = session.execute(select(Application.id, Application.answers).where(Application.call_id == call_id))
    return {row.id: row.answers for row in rows}


def history_of(session: Session, application_id: uuid.UUID) -> list[Told]:
    """What became of an application, the first first."""
    rows = session.execute(
        select(ApplicationEvent, Application.person_id, Identity)
        .join(Application, Application.id == ApplicationEvent.application_id)
        .outerjoin(Identity, Identity.person_id == ApplicationEvent.by_id)
        .where(ApplicationEvent.application_id == application_id)
        .order_by(ApplicationEvent.id)
    )
    return [
        Told(event.state, event.happened_at, full_name(who) if who else "", event.by_id == person_id, event.words)
        for event, person_id, who in rows
    ]


def calls_waiting(session: Session, countries: Collection[str] | None) -> list[Waiting]:
    """Calls with applications that nobody has decided on, or with free places that somebody waits for."""
    statement = (
        select(Call.cohort_id, Cohort.name, Call.places, Application.state, func.count())
        .join(Cohort, Cohort.id == Call.cohort_id)
        .join(Application, Application.call_id == Call.id)
        .where(Cohort.closed_at.is_(None), Call.state != CallState.WITHDRAWN)
        .group_by(Call.cohort_id, Cohort.name, Call.places, Application.state)
        .order_by(Cohort.name)
    )
    if countries is not None:
        statement = statement.where(Cohort.country.in_(sorted(countries)))
    found: dict[uuid.UUID, tuple[str, int, dict[ApplicationState, int]]] = {}
    for cohort_id, name, places, state, count in session.execute(statement):
        found.setdefault(cohort_id, (name, places, {}))[2][state] = count
    waiting = [_waiting(cohort_id, *of_call) for cohort_id, of_call in found.items()]
    return [one for one in waiting if one.undecided or one.free]


def _waiting(cohort_id: uuid.UUID, name: str, places: int, by_state: dict[ApplicationState, int]) -> Waiting:
    accepted, waits = (by_state.get(state, 0) for state in (ApplicationState.ACCEPTED, ApplicationState.WAITING))
    free = max(0, min(places - accepted, waits))
    return Waiting(cohort_id, name, by_state.get(ApplicationState.SENT, 0), free)


def _applicant(row: Any) -> Applicant:
    return Applicant(
        id=row.id,
        person_id=row.person_id,
        person_key=row.key,
        name=full_name(row),
        name_key=row.name_key or "",
        search_text=row.search_text or "",
        email=row.email or "",
        country=Country(row.country),
        profession=row.profession,
        institution_id=row.institution_id,
        mail_language=row.mail_language,
        language=row.language,
        state=row.state,
        sent_at=row.sent_at,
        points=row.points,
        note=row.note,
    )
