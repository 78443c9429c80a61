"""The learners of cohorts: how they stand, what they have answered."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, String, func, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session

from helpcourse.accounts.models import Identity, Person
from helpcourse.assessment.grading import Grade as Score
from helpcourse.assessment.questions import Answer
from helpcourse.content.compiled import CompiledCourse
from helpcourse.errors import NotFoundError
from helpcourse.learning import given
from helpcourse.learning.models import Attempt, CheckAnswer, Enrolment, Grade, LessonDone
from helpcourse.tutoring.models import Cohort, CohortMember
from helpcourse.tutoring.queries.cohorts import full_name
from helpcourse.tutoring.queries.deadlines import PassedDeadlines, passed_deadlines
from helpcourse.tutoring.rules import Learner, TestStanding, reasons, standing

_BETWEEN = " "  # ids of lessons, of which none has a space


def _bare(id_: InstrumentedAttribute[uuid.UUID]) -> ColumnElement[Any]:
    """As the driver gives it, to join rows by: thousands of UUIDs would take as long as all the rest."""
    return type_coerce(id_, String)


_MEMBERS = (
    select(
        CohortMember.cohort_id,
        CohortMember.enrolment_id,
        _bare(CohortMember.enrolment_id).label("enrolment_key"),
        CohortMember.joined_at,
        CohortMember.left_at,
        CohortMember.confirmed_at,
        CohortMember.confirmed_for,
        Cohort.starts_on,
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
        Identity.email_confirmed_at.is_not(None).label("has_password"),
    )
    .join(Cohort, Cohort.id == CohortMember.cohort_id)
    .join(Enrolment, Enrolment.id == CohortMember.enrolment_id)
    .join(Person, Person.id == Enrolment.person_id)
    .outerjoin(Identity, Identity.person_id == Person.id)
    .order_by(Identity.name_key)
)
_GRADES = (
    select(
        _bare(Attempt.enrolment_id).label("enrolment_key"),
        Attempt.module_id,
        Attempt.number,
        Grade.points,
        Grade.out_of,
        Grade.awaits,
        Grade.is_passed,
        Grade.is_decided,
    )
    .join(CohortMember, CohortMember.enrolment_id == Attempt.enrolment_id)
    .outerjoin(Grade, Grade.attempt_id == Attempt.id)
    .order_by(Attempt.number, Grade.number)
)
# A row a learner: a cohort of 900 has tens of thousands of finished lessons.
_DONE = (
    select(_bare(LessonDone.enrolment_id), func.aggregate_strings(LessonDone.lesson_id, _BETWEEN))
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


def _learners(session: Session, whom: _Whom, now: datetime) -> list[Learner]:
    rows = session.execute(_MEMBERS.where(whom.condition)).all()
    tried = _tried(session, whom)
    done = {key: lessons.split(_BETWEEN) for key, lessons in session.execute(_DONE.where(whom.condition))}
    passed = passed_deadlines(session, whom.courses, now=now)
    lessons = {id_: lesson_ids(course) for id_, course in whom.courses.items()}
    standings = {id_: _Standings(course) for id_, course in whom.courses.items()}
    found = []
    for row in rows:
        tests = standings[row.cohort_id].after(tried[row.enrolment_key])
        theirs = lessons[row.cohort_id].intersection(done.get(row.enrolment_key, ()))
        found.append(_learner(row, tests, theirs, passed, now))
    return found


def lesson_ids(course: CompiledCourse) -> frozenset[str]:
    return frozenset(lesson.id for module in course.modules for lesson in module.lessons)


def _learner(
    row: Any, tests: Mapping[str, TestStanding], done: frozenset[str], passed: PassedDeadlines, now: datetime
) -> Learner:
    first_day = datetime.combine(row.starts_on, time(), tzinfo=UTC)
    test = tests.get("", TestStanding())
    quizzes = {id_: standing for id_, standing in tests.items() if id_}
    return Learner(
        cohort_id=row.cohort_id,
        enrolment_id=row.enrolment_id,
        person_id=row.person_id,
        person_key=row.key,
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
            has_password=bool(row.has_password),
            last_active_at=row.last_active_at,
            finished_at=row.finished_at,
            test=test,
            is_overdue=passed.is_overdue(row.cohort_id, row.enrolment_id, done, quizzes),
            now=now,
        ),
        done=done,
        quizzes=quizzes,
        has_password=bool(row.has_password),
        confirmed_for=row.confirmed_for if row.confirmed_at else None,
    )


class _Last(NamedTuple):
    """An attempt with its last grade."""

    points: float
    out_of: float
    awaits: float
    is_passed: bool
    is_decided: bool

    @property
    def grade(self) -> Score:
        return Score(self.points, self.out_of, self.awaits)


_Tried = Mapping[tuple[str, int], _Last | None]  # by test and number; None: still open


def _tried(session: Session, whom: _Whom) -> Mapping[Any, _Tried]:
    """Attempts by the bare id of the enrolment; of the grades of one, which come in their order, the last stays."""
    attempts: dict[Any, dict[tuple[str, int], _Last | None]] = defaultdict(dict)
    for enrolment, module_id, number, points, *rest in session.execute(_GRADES.where(whom.condition)):
        attempts[enrolment][module_id, number] = None if points is None else _Last(points, *rest)
    return attempts


class _Standings:
    """In a course's tests. Most of a large cohort stand as somebody else does, and are not counted again."""

    def __init__(self, course: CompiledCourse) -> None:
        self._rules = {id_: test.rules for id_, test in course.tests.items()}
        self._known: dict[tuple[str, tuple[_Last | None, ...]], TestStanding] = {}

    def after(self, attempts: _Tried) -> dict[str, TestStanding]:
        """Of the tests that were tried: of a quiz by its module's id, of the final test by an empty one."""
        by_test: dict[str, list[_Last | None]] = defaultdict(list)
        for (test_id, _number), attempt in attempts.items():
            by_test[test_id].append(attempt)
        return {id_: self._standing(id_, tuple(tried)) for id_, tried in by_test.items() if id_ in self._rules}

    def _standing(self, test_id: str, tried: tuple[_Last | None, ...]) -> TestStanding:
        known = self._known.get((test_id, tried))
        if known is None:
            known = self._known[test_id, tried] = standing(self._rules[test_id], tried)
        return known


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
