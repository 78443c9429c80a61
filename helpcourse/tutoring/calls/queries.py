"""Reads of calls: the public ones, one cohort's, who has applied, what somebody has sent, codes to join by."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from helpcourse.errors import NotFoundError
from helpcourse.tutoring.calls.asked import Criterion, Question, read_criteria, read_questions
from helpcourse.tutoring.calls.models import Application, Call
from helpcourse.tutoring.calls.rules import ApplicationState, CallState, Standing, standing
from helpcourse.tutoring.models import Cohort, CohortMember
from helpcourse.tutoring.schedule.rules import WallTime


@dataclass(frozen=True, slots=True)
class CallRow:
    """A call with what of its cohort its pages tell."""

    id: uuid.UUID
    cohort_id: uuid.UUID
    code: str
    state: CallState
    places: int
    deadline: WallTime
    languages: tuple[str, ...]
    countries: tuple[str, ...]  # empty: all
    texts: dict[str, str]
    questions: tuple[Question, ...]
    criteria: tuple[Criterion, ...]
    revision: int
    cohort_name: str
    course_id: str
    edition_id: int
    institution_id: int | None
    starts_on: date
    ends_on: date
    cohort_closed_at: datetime | None

    def standing(self, now: datetime) -> Standing:
        found = standing(self.state, self.deadline, now=now)
        return Standing.OVER if found is Standing.OPEN and self.cohort_closed_at else found

    @property
    def due_at(self) -> datetime:
        """In UTC; of a doubtful hour the later one, in favour of who has to keep it."""
        return self.deadline.moment(later=True)


@dataclass(frozen=True, slots=True)
class OwnApplication:
    """What somebody has sent, with its call."""

    id: uuid.UUID
    state: ApplicationState
    language: str
    answers: dict[str, str]
    sent_at: datetime
    changed_at: datetime
    revision: int
    call: CallRow


_CALLS: Select[*tuple[Any, ...]] = select(
    Call,
    Cohort.name,
    Cohort.course_id,
    Cohort.edition_id,
    Cohort.institution_id,
    Cohort.starts_on,
    Cohort.ends_on,
    Cohort.closed_at,
).join(Cohort, Cohort.id == Call.cohort_id)


def find_call(session: Session, cohort_id: uuid.UUID) -> CallRow | None:
    """Of a cohort, drafts too."""
    row = session.execute(_CALLS.where(Call.cohort_id == cohort_id)).one_or_none()
    return _call(row) if row else None


def get_call(session: Session, cohort_id: uuid.UUID) -> CallRow:
    """Raises NotFoundError."""
    if (found := find_call(session, cohort_id)) is None:
        raise NotFoundError
    return found


def get_public_call(session: Session, code: str) -> CallRow:
    """By the code of its address. Raises NotFoundError, for a draft too."""
    row = session.execute(_CALLS.where(Call.code == code, Call.state != CallState.DRAFT)).one_or_none()
    if row is None:
        raise NotFoundError
    return _call(row)


def open_calls(session: Session, *, course_id: str = "", now: datetime) -> list[CallRow]:
    """To which one can apply, the one that ends first first."""
    statement = _CALLS.where(Call.state == CallState.OPEN, Cohort.closed_at.is_(None))
    if course_id:
        statement = statement.where(Cohort.course_id == course_id)
    found = [call for call in map(_call, session.execute(statement)) if call.standing(now) is Standing.OPEN]
    return sorted(found, key=lambda call: call.due_at)


def languages_applied_for(session: Session, call_id: uuid.UUID) -> set[str]:
    return set(session.scalars(select(Application.language).where(Application.call_id == call_id)))


def count_applications(session: Session, call_id: uuid.UUID) -> int:
    """Those that were withdrawn too."""
    of_call = select(func.count()).select_from(Application).where(Application.call_id == call_id)
    return session.execute(of_call).scalar_one()


def find_own(session: Session, call_id: uuid.UUID, person_id: int) -> OwnApplication | None:
    """What a person has sent to a call."""
    found = _own(session, Application.call_id == call_id, person_id)
    return found[0] if found else None


def get_own(session: Session, application_id: uuid.UUID, person_id: int) -> OwnApplication:
    """Raises NotFoundError, for somebody else's too."""
    found = _own(session, Application.id == application_id, person_id)
    if not found:
        raise NotFoundError
    return found[0]


def own_applications(session: Session, person_id: int) -> list[OwnApplication]:
    """The last one first."""
    return _own(session, Application.person_id == person_id, person_id)


def is_member(session: Session, cohort_id: uuid.UUID, enrolment_id: uuid.UUID | None) -> bool:
    member = session.get(CohortMember, (cohort_id, enrolment_id)) if enrolment_id else None
    return member is not None and member.left_at is None


def _call(row: Any) -> CallRow:
    call, *of_cohort = row
    return CallRow(
        call.id,
        call.cohort_id,
        call.code,
        call.state,
        call.places,
        WallTime(call.wall_at, call.zone),
        tuple(call.languages),
        tuple(call.countries),
        call.texts,
        read_questions(call.questions),
        read_criteria(call.criteria),
        call.revision,
        *of_cohort,
    )


def _own(session: Session, which: Any, person_id: int) -> list[OwnApplication]:
    rows = session.execute(
        _CALLS.add_columns(Application)
        .join(Application, Application.call_id == Call.id)
        .where(which, Application.person_id == person_id)
        .order_by(Application.sent_at.desc())
    )
    return [
        OwnApplication(
            mine.id, mine.state, mine.language, mine.answers, mine.sent_at, mine.changed_at, mine.revision, _call(call)
        )
        for *call, mine in rows
    ]
