"""Reads of learning: enrolments, progress, attempts and their answers."""

import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from helpcourse.assessment.grading import Grade as Score
from helpcourse.assessment.questions import Answer as Given
from helpcourse.errors import NotFoundError
from helpcourse.learning import given
from helpcourse.learning.models import (
    Answer,
    Attempt,
    AttemptState,
    Enrolment,
    Grade,
    LessonDone,
    LessonTime,
)
from helpcourse.learning.rules import PastAttempt


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one person has come in one course."""

    enrolment_id: uuid.UUID
    edition_id: int | None  # None: the current one
    last_lesson_id: str | None
    last_anchor: str | None
    finished_at: datetime | None
    enrolled_at: datetime
    done: Mapping[str, datetime] = field(default_factory=dict)  # lesson id -> when finished
    has_tried: bool = False  # whether a test of the course was begun


@dataclass(frozen=True, slots=True)
class SavedAnswer:
    """The last saved state of an answer, and which revision that is."""

    given: Given
    revision: int
    saved_at: datetime
    edition_id: int = 0  # of a knowledge check: the edition that was answered; a test's answers have their attempt's


@dataclass(frozen=True, slots=True)
class AttemptResult:
    """A row of a learner's attempts: the grade is None while open."""

    id: uuid.UUID
    number: int
    edition_id: int
    state: AttemptState
    began_at: datetime
    due_at: datetime | None
    closed_at: datetime | None
    points: float | None
    out_of: float | None
    is_passed: bool
    graded_at: datetime | None
    reason: str  # of the last grade, if it is a second one
    module_id: str = ""  # whose quiz; empty: the final test
    language: str | None = None  # in which it must be taken; None: the learner's choice
    awaits: float = 0.0  # points that a tutor has still to give
    is_decided: bool = True  # False: it depends on them whether it is passed


@dataclass(frozen=True, slots=True)
class OneAttempt:
    """An attempt as its pages need it."""

    id: uuid.UUID
    enrolment_id: uuid.UUID
    course_id: str
    number: int
    edition_id: int
    state: AttemptState
    questions: list[list[str]]  # [question id, what belongs to it …] in the order shown
    began_at: datetime
    due_at: datetime | None  # None: no limit
    closed_at: datetime | None  # None while open
    module_id: str  # whose quiz; empty: the final test
    language: str | None  # in which it must be taken; None: the learner's choice

    @property
    def question_ids(self) -> list[str]:
        return [question_id for question_id, *_order in self.questions]

    def order_of(self, question_id: str) -> list[str]:
        """The order in which what belongs to this question is shown."""
        return next(order for id_, *order in self.questions if id_ == question_id)


# Built once: it runs on every lesson page of everybody who is logged in.
_PROGRESS = (
    select(
        Enrolment.id,
        Enrolment.edition_id,
        Enrolment.last_lesson_id,
        Enrolment.last_anchor,
        Enrolment.finished_at,
        Enrolment.enrolled_at,
        LessonDone.lesson_id,
        LessonDone.done_at,
        select(1).where(Attempt.enrolment_id == Enrolment.id).exists().label("has_tried"),
    )
    .outerjoin(LessonDone, LessonDone.enrolment_id == Enrolment.id)
    .where(Enrolment.person_id == bindparam("person_id"), Enrolment.course_id == bindparam("course_id"))
)


def find_progress(session: Session, person_id: int, course_id: str) -> Progress | None:
    """None if the person is not enrolled."""
    rows = session.connection().execute(_PROGRESS, {"person_id": person_id, "course_id": course_id}).all()
    if not rows:
        return None
    first = rows[0]
    done = {row.lesson_id: row.done_at for row in rows if row.lesson_id}
    return Progress(
        first.id,
        first.edition_id,
        first.last_lesson_id,
        first.last_anchor,
        first.finished_at,
        first.enrolled_at,
        done,
        first.has_tried,
    )


def enrolments_of(session: Session, person_id: int) -> list[Enrolment]:
    """A person's courses, the last active one first."""
    latest = func.coalesce(Enrolment.last_active_at, Enrolment.enrolled_at).desc()
    return list(session.scalars(select(Enrolment).where(Enrolment.person_id == person_id).order_by(latest)))


def seconds_by_lesson(session: Session, enrolment_id: uuid.UUID) -> dict[str, int]:
    """Time spent, idle time cut off."""
    rows = session.execute(
        select(LessonTime.lesson_id, LessonTime.seconds).where(LessonTime.enrolment_id == enrolment_id)
    )
    return {row.lesson_id: row.seconds for row in rows}


_ATTEMPT = (
    select(
        Attempt.id,
        Attempt.enrolment_id,
        Enrolment.course_id,
        Attempt.number,
        Attempt.edition_id,
        Attempt.state,
        Attempt.questions,
        Attempt.began_at,
        Attempt.due_at,
        Attempt.closed_at,
        Attempt.module_id,
        Attempt.language,
    )
    .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
    .where(Attempt.id == bindparam("attempt_id"), Enrolment.person_id == bindparam("person_id"))
)


def get_attempt(session: Session, person_id: int, attempt_id: uuid.UUID) -> OneAttempt:
    """This person's attempt. Raises NotFoundError, for somebody else's too."""
    row = session.connection().execute(_ATTEMPT, {"attempt_id": attempt_id, "person_id": person_id}).one_or_none()
    if row is None:
        raise NotFoundError
    return OneAttempt(**row._mapping)


def saved_answers(session: Session, attempt_id: uuid.UUID) -> dict[str, SavedAnswer]:
    """Question id -> what was saved last."""
    rows = session.execute(
        select(Answer.question_id, Answer.given, Answer.revision, Answer.saved_at)
        .where(Answer.attempt_id == attempt_id)
        .order_by(Answer.revision)
    )
    return {row.question_id: SavedAnswer(given.read(row.given), row.revision, row.saved_at) for row in rows}


def attempts_of(session: Session, enrolment_id: uuid.UUID, module_id: str = "") -> list[AttemptResult]:
    """All attempts at one test in the order of time, each with its last grade: at the final test, or at a quiz."""
    return attempts_by_test(session, enrolment_id).get(module_id, [])


def attempts_by_test(session: Session, enrolment_id: uuid.UUID) -> dict[str, list[AttemptResult]]:
    """The same of all tests: of a quiz under the id of its module, of the final test under an empty one."""
    later = aliased(Grade)
    last_grade = and_(Grade.attempt_id == Attempt.id, ~select(later.number).where(
        later.attempt_id == Attempt.id, later.number > Grade.number).exists())  # fmt: skip
    rows = session.execute(
        select(Attempt, Grade)
        .outerjoin(Grade, last_grade)
        .where(Attempt.enrolment_id == enrolment_id)
        .order_by(Attempt.number)
    )
    found: dict[str, list[AttemptResult]] = defaultdict(list)
    for attempt, grade in rows:
        found[attempt.module_id].append(result_of(attempt, grade))
    return found


def result_of(attempt: Attempt, grade: Grade | None) -> AttemptResult:
    """A row with its last grade."""
    return AttemptResult(
        id=attempt.id,
        number=attempt.number,
        edition_id=attempt.edition_id,
        state=attempt.state,
        began_at=attempt.began_at,
        due_at=attempt.due_at,
        closed_at=attempt.closed_at,
        points=grade.points if grade else None,
        out_of=grade.out_of if grade else None,
        is_passed=grade is not None and grade.is_passed,
        graded_at=grade.graded_at if grade else None,
        reason=grade.reason if grade else "",
        module_id=attempt.module_id,
        language=attempt.language,
        awaits=grade.awaits if grade else 0.0,
        is_decided=grade is None or grade.is_decided,
    )


def past_attempts(attempts: list[AttemptResult]) -> list[PastAttempt]:
    """The closed ones, as rules.admission() wants them."""
    return [
        PastAttempt(
            one.closed_at, one.is_passed, Score(one.points or 0.0, one.out_of or 0.0, one.awaits), one.is_decided
        )
        for one in attempts
        if one.closed_at
    ]
