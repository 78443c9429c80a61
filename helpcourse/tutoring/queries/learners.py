"""The learners of cohorts: how they stand, what they have answered."""

import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Identity, Person
from helpcourse.assessment.grading import Grade as Score
from helpcourse.assessment.questions import Answer
from helpcourse.content.compiled import CompiledCourse
from helpcourse.errors import NotFoundError
from helpcourse.learning import given
from helpcourse.learning.models import Attempt, CheckAnswer, Enrolment, Grade, LessonDone
from helpcourse.learning.rules import PastAttempt
from helpcourse.tutoring.models import Cohort, CohortMember
from helpcourse.tutoring.queries.cohorts import full_name
from helpcourse.tutoring.rules import Learner, TestStanding, attention, standing

_MEMBERS = (
    select(
        CohortMember.cohort_id,
        CohortMember.enrolment_id,
        CohortMember.joined_at,
        CohortMember.left_at,
        CohortMember.confirmed_at,
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
    )
    .join(Cohort, Cohort.id == CohortMember.cohort_id)
    .join(Enrolment, Enrolment.id == CohortMember.enrolment_id)
    .join(Person, Person.id == Enrolment.person_id)
    .outerjoin(Identity, Identity.person_id == Person.id)
    .where(CohortMember.cohort_id.in_(bindparam("cohorts", expanding=True)))
    .order_by(Identity.name_key)
)
_GRADES = (
    select(
        Attempt.enrolment_id,
        Attempt.module_id,
        Attempt.id,
        Attempt.closed_at,
        Grade.points,
        Grade.out_of,
        Grade.is_passed,
        Grade.awaits,
        Grade.is_decided,
    )
    .join(CohortMember, CohortMember.enrolment_id == Attempt.enrolment_id)
    .outerjoin(Grade, Grade.attempt_id == Attempt.id)
    .where(CohortMember.cohort_id.in_(bindparam("cohorts", expanding=True)))
    .order_by(Attempt.number, Grade.number)
)
_DONE = (
    select(LessonDone.enrolment_id, LessonDone.lesson_id, LessonDone.done_at)
    .join(CohortMember, CohortMember.enrolment_id == LessonDone.enrolment_id)
    .where(CohortMember.cohort_id == bindparam("cohort"))
)


def learners_of(session: Session, cohort_id: uuid.UUID, course: CompiledCourse, *, now: datetime) -> list[Learner]:
    """The members of a cohort with all that they have done of its course, in three reads; who left is not there."""
    lessons = {lesson.id for module in course.modules for lesson in module.lessons}
    done: dict[uuid.UUID, dict[str, datetime]] = defaultdict(dict)
    for enrolment_id, lesson_id, done_at in session.execute(_DONE, {"cohort": cohort_id}):
        if lesson_id in lessons:
            done[enrolment_id][lesson_id] = done_at
    return [row for row in _learners(session, {cohort_id: course}, done, now) if row.left_at is None]


def former_learners(session: Session, cohort_id: uuid.UUID, course: CompiledCourse, *, now: datetime) -> list[Learner]:
    """Who was a member and left; what they have done is left out."""
    return [row for row in _learners(session, {cohort_id: course}, {}, now) if row.left_at is not None]


def learners_needing_attention(
    session: Session, courses: Mapping[uuid.UUID, CompiledCourse], *, now: datetime
) -> list[Learner]:
    """Of these cohorts, each with its course, in two reads; what they have done is left out."""
    everybody = _learners(session, courses, {}, now)
    return [row for row in everybody if row.attention and row.left_at is None]


def get_learner(
    session: Session, cohort_id: uuid.UUID, enrolment_id: uuid.UUID, course: CompiledCourse, *, now: datetime
) -> Learner:
    """One member of a cohort. Raises NotFoundError."""
    for learner in learners_of(session, cohort_id, course, now=now):
        if learner.enrolment_id == enrolment_id:
            return learner
    raise NotFoundError


def _learners(
    session: Session,
    courses: Mapping[uuid.UUID, CompiledCourse],
    done: Mapping[uuid.UUID, Mapping[str, datetime]],
    now: datetime,
) -> list[Learner]:
    tried = _tried(session, list(courses))
    rows = session.execute(_MEMBERS, {"cohorts": list(courses)})
    return [
        _learner(row, _standings(courses[row.cohort_id], tried[row.enrolment_id]), done.get(row.enrolment_id, {}), now)
        for row in rows
    ]


def _learner(row: Any, tests: Mapping[str, TestStanding], done: Mapping[str, datetime], now: datetime) -> Learner:
    first_day = datetime.combine(row.starts_on, time(), tzinfo=UTC)
    test = tests.get("", TestStanding())
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
        attention=attention(
            waiting_since=max(first_day, row.joined_at),
            last_active_at=row.last_active_at,
            finished_at=row.finished_at,
            test=test,
            now=now,
        ),
        done=done,
        quizzes={id_: standing for id_, standing in tests.items() if id_},
    )


def _tried(session: Session, cohort_ids: list[uuid.UUID]) -> Mapping[uuid.UUID, Mapping[uuid.UUID, Any]]:
    """Attempts by enrolment. Rows come in the order of grading: the last grade of an attempt overwrites the others."""
    attempts: dict[uuid.UUID, dict[uuid.UUID, Any]] = defaultdict(dict)
    for row in session.execute(_GRADES, {"cohorts": cohort_ids}):
        attempts[row.enrolment_id][row.id] = row
    return attempts


def _standings(course: CompiledCourse, attempts: Mapping[uuid.UUID, Any]) -> dict[str, TestStanding]:
    """Of the tests that were tried: of a quiz by its module's id, of the final test by an empty one."""
    by_test: dict[str, list[PastAttempt | None]] = defaultdict(list)
    for row in attempts.values():
        by_test[row.module_id].append(_past(row) if row.points is not None else None)
    return {id_: standing(test.rules, by_test[id_]) for id_, test in course.tests.items() if id_ in by_test}


def _past(row: Any) -> PastAttempt:
    return PastAttempt(row.closed_at, row.is_passed, Score(row.points, row.out_of, row.awaits), row.is_decided)


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
