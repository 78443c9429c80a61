"""The learners of cohorts: how they stand, what they have answered."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Identity, Person
from helpcourse.assessment.questions import Answer
from helpcourse.errors import NotFoundError
from helpcourse.learning import given
from helpcourse.learning.models import Attempt, CheckAnswer, Enrolment, Grade, LessonDone
from helpcourse.tutoring.models import Cohort, CohortMember
from helpcourse.tutoring.queries.cohorts import full_name
from helpcourse.tutoring.rules import Learner, TestStanding, attention

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
    select(Attempt.enrolment_id, Attempt.id, Grade.points, Grade.out_of, Grade.is_passed)
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


def learners_of(session: Session, cohort_id: uuid.UUID, lessons: Collection[str], *, now: datetime) -> list[Learner]:
    """The members of a cohort with all that they have done of these lessons, in three reads; who left is not there."""
    done: dict[uuid.UUID, dict[str, datetime]] = defaultdict(dict)
    for enrolment_id, lesson_id, done_at in session.execute(_DONE, {"cohort": cohort_id}):
        if lesson_id in lessons:
            done[enrolment_id][lesson_id] = done_at
    return [row for row in _learners(session, [cohort_id], done, now) if row.left_at is None]


def former_learners(session: Session, cohort_id: uuid.UUID, *, now: datetime) -> list[Learner]:
    """Who was a member and left."""
    return [row for row in _learners(session, [cohort_id], {}, now) if row.left_at is not None]


def learners_needing_attention(session: Session, cohort_ids: Iterable[uuid.UUID], *, now: datetime) -> list[Learner]:
    """Of these cohorts, in two reads; what they have done is left out."""
    everybody = _learners(session, list(cohort_ids), {}, now)
    return [row for row in everybody if row.attention and row.left_at is None]


def get_learner(
    session: Session, cohort_id: uuid.UUID, enrolment_id: uuid.UUID, lessons: Collection[str], *, now: datetime
) -> Learner:
    """One member of a cohort. Raises NotFoundError."""
    for learner in learners_of(session, cohort_id, lessons, now=now):
        if learner.enrolment_id == enrolment_id:
            return learner
    raise NotFoundError


def _learners(
    session: Session, cohort_ids: list[uuid.UUID], done: Mapping[uuid.UUID, Mapping[str, datetime]], now: datetime
) -> list[Learner]:
    tests = _tests(session, cohort_ids)
    rows = session.execute(_MEMBERS, {"cohorts": cohort_ids})
    return [_learner(row, tests.get(row.enrolment_id, TestStanding()), done, now) for row in rows]


def _learner(row: Any, test: TestStanding, done: Mapping[uuid.UUID, Mapping[str, datetime]], now: datetime) -> Learner:
    first_day = datetime.combine(row.starts_on, time(), tzinfo=UTC)
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
        done=done.get(row.enrolment_id, {}),
    )


def _tests(session: Session, cohort_ids: list[uuid.UUID]) -> dict[uuid.UUID, TestStanding]:
    """By enrolment. Rows come in the order of grading: the last grade of an attempt overwrites the earlier ones."""
    attempts: dict[uuid.UUID, dict[uuid.UUID, Any]] = defaultdict(dict)
    for row in session.execute(_GRADES, {"cohorts": cohort_ids}):
        attempts[row.enrolment_id][row.id] = row
    return {enrolment_id: _standing(list(rows.values())) for enrolment_id, rows in attempts.items()}


def _standing(attempts: list[Any]) -> TestStanding:
    graded = [row for row in attempts if row.points is not None]
    best = max(graded, key=lambda row: row.points / (row.out_of or 1), default=None)
    return TestStanding(
        tries=len(attempts),
        failed=sum(not row.is_passed for row in graded),
        is_passed=any(row.is_passed for row in graded),
        points=best.points if best else 0.0,
        out_of=best.out_of if best else 0.0,
    )


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
