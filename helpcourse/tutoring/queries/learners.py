"""The learners of cohorts: how they stand, what they have answered."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Identity, Person
from helpcourse.assessment.questions import Answer
from helpcourse.content.compiled import CompiledCourse
from helpcourse.db import bare, whole
from helpcourse.errors import NotFoundError
from helpcourse.learning import given
from helpcourse.learning.models import CheckAnswer, Enrolment, LessonDone
from helpcourse.tutoring.levels.rules import Level
from helpcourse.tutoring.models import Cohort, CohortMember
from helpcourse.tutoring.queries.cohorts import full_name
from helpcourse.tutoring.queries.deadlines import PassedDeadlines, passed_deadlines
from helpcourse.tutoring.queries.standings import Standings, Tests, tried
from helpcourse.tutoring.rules import NOT_TRIED, Learner, reasons

_BETWEEN = " "  # ids of lessons, of which none has a space


class _Member(NamedTuple):
    """A row of _MEMBERS: SQLAlchemy's own take ten times as long to be asked for a column by its name."""

    cohort_key: Any  # bare, as the next
    enrolment_key: Any
    joined_at: datetime
    left_at: datetime | None
    confirmed_at: datetime | None
    confirmed_for: Level
    starts_on: date
    is_closed: bool
    person_id: int
    last_active_at: datetime | None
    finished_at: datetime | None
    person_key: uuid.UUID
    surname: str | None  # this and what follows: None once erased
    given_name: str | None
    patronymic: str | None
    name_key: str | None
    search_text: str | None
    email: str | None
    has_password: bool


_MEMBERS = (
    select(
        bare(CohortMember.cohort_id),
        bare(CohortMember.enrolment_id),
        CohortMember.joined_at,
        CohortMember.left_at,
        CohortMember.confirmed_at,
        CohortMember.confirmed_for,
        Cohort.starts_on,
        Cohort.closed_at.is_not(None),
        Enrolment.person_id,
        Enrolment.last_active_at,
        Enrolment.finished_at,
        Person.key,
        Identity.surname,
        Identity.given_name,
        Identity.patronymic,
        Identity.name_key,
        Identity.search_text,
        Identity.email,
        Identity.email_confirmed_at.is_not(None),
    )
    .join(Cohort, Cohort.id == CohortMember.cohort_id)
    .join(Enrolment, Enrolment.id == CohortMember.enrolment_id)
    .join(Person, Person.id == Enrolment.person_id)
    .outerjoin(Identity, Identity.person_id == Person.id)
    .order_by(Identity.name_key)
)
# A row a learner: a cohort of 900 has tens of thousands of finished lessons.
_DONE = (
    select(bare(LessonDone.enrolment_id), func.aggregate_strings(LessonDone.lesson_id, _BETWEEN))
    .join(CohortMember, CohortMember.enrolment_id == LessonDone.enrolment_id)
    .group_by(LessonDone.enrolment_id)
)


@dataclass(frozen=True, slots=True)
class _Whom:
    """Cohorts, each with its course, or some members of theirs."""

    courses: Mapping[uuid.UUID, CompiledCourse]
    enrolment_ids: Collection[uuid.UUID] | None = None  # None: all

    @property
    def condition(self) -> ColumnElement[bool]:
        ours = CohortMember.cohort_id.in_(list(self.courses))
        return ours if self.enrolment_ids is None else ours & CohortMember.enrolment_id.in_(list(self.enrolment_ids))


def learners_of(
    session: Session,
    cohort_id: uuid.UUID,
    course: CompiledCourse,
    *,
    among: Collection[uuid.UUID] | None = None,
    now: datetime,
) -> list[Learner]:
    """The members of a cohort (those among these enrolments) with what they have done; who left is not there."""
    return [row for row in _learners(session, _Whom({cohort_id: course}, among), now) if row.left_at is None]


def learners_of_cohorts(
    session: Session, courses: Mapping[uuid.UUID, CompiledCourse], *, now: datetime
) -> list[Learner]:
    """The same of many cohorts, each with its course, in as few reads."""
    return [row for row in _learners(session, _Whom(courses), now) if row.left_at is None]


def former_learners(session: Session, cohort_id: uuid.UUID, course: CompiledCourse, *, now: datetime) -> list[Learner]:
    """Who was a member and left."""
    return [row for row in _learners(session, _Whom({cohort_id: course}), now) if row.left_at is not None]


def learners_needing_attention(
    session: Session, courses: Mapping[uuid.UUID, CompiledCourse], *, now: datetime
) -> list[Learner]:
    """Of these cohorts, each with its course."""
    return [one for one in learners_of_cohorts(session, courses, now=now) if one.reasons]


def get_learner(
    session: Session, cohort_id: uuid.UUID, enrolment_id: uuid.UUID, course: CompiledCourse, *, now: datetime
) -> Learner:
    """One member of a cohort. Raises NotFoundError."""
    found = learners_of(session, cohort_id, course, among=[enrolment_id], now=now)
    if not found:
        raise NotFoundError
    return found[0]


def days_of_lessons(
    session: Session, enrolment_ids: Collection[uuid.UUID]
) -> Mapping[uuid.UUID, Mapping[str, datetime]]:
    """When these learners finished which lesson."""
    found: dict[uuid.UUID, dict[str, datetime]] = defaultdict(dict)
    rows = session.execute(
        select(LessonDone.enrolment_id, LessonDone.lesson_id, LessonDone.done_at).where(
            LessonDone.enrolment_id.in_(list(enrolment_ids))
        )
    )
    for enrolment_id, lesson_id, done_at in rows:
        found[enrolment_id][lesson_id] = done_at
    return found


class _Ground:
    """What the members of a cohort are measured by."""

    def __init__(self, cohort_id: uuid.UUID, course: CompiledCourse, passed: PassedDeadlines, now: datetime) -> None:
        self.cohort_id, self.passed, self.now = cohort_id, passed, now
        self._lessons, self._standings = lesson_ids(course), Standings(course)

    def learner(self, row: _Member, tests: Tests, done: Iterable[str]) -> Learner:
        enrolment_id, reached = whole(row.enrolment_key), self._standings.after(tests)
        finished, test = self._lessons.intersection(done), reached.pop("", NOT_TRIED)
        first_day = datetime.combine(row.starts_on, time(), tzinfo=UTC)
        return Learner(
            cohort_id=self.cohort_id,
            enrolment_id=enrolment_id,
            person_id=row.person_id,
            person_key=row.person_key,
            name=full_name(row),
            name_key=row.name_key or "",
            search_text=row.search_text or "",
            email=row.email or "",
            joined_at=row.joined_at,
            left_at=row.left_at,
            last_active_at=row.last_active_at,
            finished_at=row.finished_at,
            confirmed_at=row.confirmed_at,
            test=test,
            reasons=reasons(
                waiting_since=max(first_day, row.joined_at),
                has_password=row.has_password,
                last_active_at=row.last_active_at,
                finished_at=row.finished_at,
                test=test,
                is_overdue=self.passed.is_overdue(self.cohort_id, enrolment_id, finished, reached),
                is_closed=row.is_closed,
                now=self.now,
            ),
            done=finished,
            quizzes=reached,
            has_password=row.has_password,
            confirmed_for=row.confirmed_for if row.confirmed_at else None,
        )


def _learners(session: Session, whom: _Whom, now: datetime) -> list[Learner]:
    connection, condition = session.connection(), whom.condition
    rows = [_Member(*row) for row in connection.execute(_MEMBERS.where(condition)).all()]
    tests = tried(session, condition)
    done = {key: lessons.split(_BETWEEN) for key, lessons in connection.execute(_DONE.where(condition)).all()}
    passed = passed_deadlines(session, whom.courses, now=now)
    keys = {row.cohort_key for row in rows}
    grounds = {key: _Ground(id_, whom.courses[id_], passed, now) for key in keys if (id_ := whole(key))}
    return [
        grounds[row.cohort_key].learner(row, tests.get(row.enrolment_key, {}), done.get(row.enrolment_key, ()))
        for row in rows
    ]


def lesson_ids(course: CompiledCourse) -> frozenset[str]:
    return frozenset(lesson.id for module in course.modules for lesson in module.lessons)


@dataclass(frozen=True, slots=True)
class Try:
    """One answer to a knowledge check."""

    given: Answer
    edition_id: int  # the text that was answered
    answered_at: datetime


def checks_of(session: Session, enrolment_id: uuid.UUID) -> dict[tuple[str, str], list[Try]]:
    """By lesson and question, the first try first."""
    rows = session.execute(
        select(
            CheckAnswer.lesson_id,
            CheckAnswer.question_id,
            CheckAnswer.given,
            CheckAnswer.edition_id,
            CheckAnswer.answered_at,
        )
        .where(CheckAnswer.enrolment_id == enrolment_id)
        .order_by(CheckAnswer.number)
    )
    tries: dict[tuple[str, str], list[Try]] = defaultdict(list)
    for row in rows:
        tries[row.lesson_id, row.question_id].append(Try(given.read(row.given), row.edition_id, row.answered_at))
    return dict(tries)
