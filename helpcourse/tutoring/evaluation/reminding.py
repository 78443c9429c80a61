"""Questionnaires that have opened, told once to whoever has not answered."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Identity, Person
from helpcourse.catalogue.shelf import Shelf
from helpcourse.learning.models import Enrolment
from helpcourse.messages.actions import Message, queue_all
from helpcourse.messages.models import MailKind
from helpcourse.messages.rules import TOO_OLD
from helpcourse.tutoring.evaluation.models import QuestionnaireReminder, QuestionnaireTurnout
from helpcourse.tutoring.evaluation.queries import Asked, questionnaires
from helpcourse.tutoring.evaluation.rules import Phase, Standing, opened_on
from helpcourse.tutoring.models import Cohort, CohortMember


@dataclass(frozen=True, slots=True)
class _Member:
    enrolment_id: uuid.UUID
    person_id: int
    language: str
    joined_at: datetime
    finished_at: datetime | None


def cohorts_asking(session: Session, zone: ZoneInfo, *, now: datetime) -> list[uuid.UUID]:
    """The running ones in which somebody is to be told."""
    running = session.scalars(select(Cohort).where(Cohort.closed_at.is_(None)).order_by(Cohort.id)).all()
    asked = questionnaires(session, running)
    return [
        cohort.id
        for cohort in running
        if any(_readers(session, asked[cohort.id, phase], zone, now=now) for phase in Phase)
    ]


def remind_of_questionnaires(
    session: Session, shelf: Shelf, cohort_id: uuid.UUID, zone: ZoneInfo, *, now: datetime
) -> None:
    """Write to each for whom one has opened in the last days; not to those who have answered, or were told.

    Another worker waits for the cohort's row, and then finds them told.
    """
    cohort = session.scalars(select(Cohort).where(Cohort.id == cohort_id).with_for_update()).one()
    titles = dict(shelf.edition(session, cohort.edition_id).course.titles)
    for (_id, phase), asked in questionnaires(session, [cohort]).items():
        readers = _readers(session, asked, zone, now=now)
        session.add_all(
            QuestionnaireReminder(cohort_id=cohort_id, phase=phase, enrolment_id=one.enrolment_id, reminded_at=now)
            for one in readers
        )
        about = {"cohort": cohort.name, "course_title": titles}
        letters = [
            Message(one.person_id, one.language, {**about, "path": _path(one.language, cohort_id, phase)})
            for one in readers
        ]
        queue_all(session, MailKind.QUESTIONNAIRE_WAITS, letters, now=now)


def _readers(session: Session, asked: Asked, zone: ZoneInfo, *, now: datetime) -> list[_Member]:
    """Who is to be told of this one."""
    if not asked.questions or asked.window.standing(now.astimezone(zone).date()) is Standing.OVER:
        return []
    due = [one for one in _members(session, asked.cohort_id) if _has_just_opened(asked, one, zone, now=now)]
    told = _left_alone(session, asked.cohort_id, asked.phase) if due else set()
    return [one for one in due if one.enrolment_id not in told]


def _has_just_opened(asked: Asked, member: _Member, zone: ZoneInfo, *, now: datetime) -> bool:
    """Whether it is open for them, and not for long: nobody is told of what is old."""
    today, finished_at = now.astimezone(zone).date(), member.finished_at if asked.phase is Phase.AFTER else None
    if asked.window.standing(today, has_finished=finished_at is not None) is not Standing.OPEN:
        return False
    joined_on = member.joined_at.astimezone(zone).date()
    finished_on = finished_at.astimezone(zone).date() if finished_at else None
    return today - opened_on(asked.window, joined_on=joined_on, finished_on=finished_on) <= TOO_OLD


def _members(session: Session, cohort_id: uuid.UUID) -> Iterator[_Member]:
    """Who has not left, and whose account is there."""
    rows = session.execute(
        select(CohortMember.enrolment_id, Person.id, Person.language, CohortMember.joined_at, Enrolment.finished_at)
        .join(Enrolment, Enrolment.id == CohortMember.enrolment_id)
        .join(Person, Person.id == Enrolment.person_id)
        .join(Identity, Identity.person_id == Person.id)
        .where(CohortMember.cohort_id == cohort_id, CohortMember.left_at.is_(None))
        .order_by(Person.id)
    )
    return (_Member(*row) for row in rows)


def _left_alone(session: Session, cohort_id: uuid.UUID, phase: Phase) -> set[uuid.UUID]:
    """Who has answered, or was told."""
    of = (QuestionnaireReminder.cohort_id == cohort_id, QuestionnaireReminder.phase == phase)
    told = set(session.scalars(select(QuestionnaireReminder.enrolment_id).where(*of)))
    turnout = session.get(QuestionnaireTurnout, (cohort_id, phase))
    return told | {uuid.UUID(id_) for id_ in (turnout.enrolments.split() if turnout else ())}


def _path(language: str, cohort_id: uuid.UUID, phase: Phase) -> str:
    return f"/{language}/my/questionnaires/{cohort_id}/{phase.value}"
