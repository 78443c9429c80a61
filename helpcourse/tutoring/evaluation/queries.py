"""Reads of questionnaires: those of a cohort, what waits for a learner."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.errors import NotFoundError
from helpcourse.learning.models import Enrolment
from helpcourse.tutoring.evaluation.asked import Question, read_questions
from helpcourse.tutoring.evaluation.models import Questionnaire, QuestionnaireBox, QuestionnaireTurnout
from helpcourse.tutoring.evaluation.rules import Box, Phase, Standing, Window, read_bag, window
from helpcourse.tutoring.evaluation.standard import STANDARD
from helpcourse.tutoring.models import Cohort, CohortMember


@dataclass(frozen=True, slots=True)
class Asked:
    """A questionnaire of a cohort."""

    cohort_id: uuid.UUID
    phase: Phase
    questions: tuple[Question, ...]  # none: nobody is asked
    window: Window
    revision: int
    is_standard: bool


@dataclass(frozen=True, slots=True)
class Mine:
    """A questionnaire as it stands for one learner."""

    asked: Asked
    cohort_name: str
    course_id: str
    edition_id: int
    enrolment_id: uuid.UUID
    standing: Standing
    has_answered: bool

    @property
    def is_due(self) -> bool:
        return self.standing is Standing.OPEN and not self.has_answered and bool(self.asked.questions)


_KEYS = tuple[uuid.UUID, Phase]


def questionnaires(session: Session, cohorts: Iterable[Any]) -> dict[_KEYS, Asked]:
    """Both of each cohort; `cohorts` have an id, starts_on and ends_on."""
    by_id = {cohort.id: cohort for cohort in cohorts}
    rows = session.scalars(select(Questionnaire).where(Questionnaire.cohort_id.in_(by_id)))
    kept = {(row.cohort_id, row.phase): row for row in rows}
    return {
        (id_, phase): _asked(kept.get((id_, phase)), cohort, phase) for id_, cohort in by_id.items() for phase in Phase
    }


def boxes(session: Session, cohort_ids: Iterable[uuid.UUID]) -> dict[_KEYS, Box]:
    """Those into which somebody has answered."""
    rows = session.scalars(select(QuestionnaireBox).where(QuestionnaireBox.cohort_id.in_(list(cohort_ids))))
    return {(row.cohort_id, row.phase): read_box(row) for row in rows}


def read_box(row: QuestionnaireBox) -> Box:
    return Box(read_bag(row.given), read_bag(row.held), read_bag(row.shown))


def of_learner(session: Session, person_id: int, *, today: date, course_id: str = "") -> list[Mine]:
    """The questionnaires of all cohorts in which somebody learns now, or of those of one course."""
    of_person = select(
        Cohort.id,
        Cohort.name,
        Cohort.course_id,
        Cohort.edition_id,
        Cohort.starts_on,
        Cohort.ends_on,
        Enrolment.id.label("enrolment_id"),
        Enrolment.finished_at,
    ).select_from(Cohort)
    statement = (
        of_person.join(CohortMember, CohortMember.cohort_id == Cohort.id)
        .join(Enrolment, Enrolment.id == CohortMember.enrolment_id)
        .where(Enrolment.person_id == person_id, CohortMember.left_at.is_(None))
        .order_by(Cohort.starts_on, Cohort.id)
    )
    if course_id:
        statement = statement.where(Cohort.course_id == course_id)
    rows = session.execute(statement).all()
    if not rows:
        return []
    asked, answered = questionnaires(session, rows), _answered(session, rows)
    return [_mine(row, asked[row.id, phase], answered, today) for row in rows for phase in Phase]


def get_mine(session: Session, person_id: int, cohort_id: uuid.UUID, phase: Phase, *, today: date) -> Mine:
    """Raises NotFoundError for who does not learn in the cohort."""
    for one in of_learner(session, person_id, today=today):
        if (one.asked.cohort_id, one.asked.phase) == (cohort_id, phase):
            return one
    raise NotFoundError


def answered_by(session: Session, person_id: int) -> list[tuple[uuid.UUID, Phase]]:
    """Which questionnaires somebody has answered, in left cohorts too; what they answered nobody can find."""
    rows = session.execute(
        select(CohortMember.cohort_id.label("id"), CohortMember.enrolment_id)
        .join(Enrolment, Enrolment.id == CohortMember.enrolment_id)
        .where(Enrolment.person_id == person_id)
    ).all()
    return sorted((cohort_id, phase) for cohort_id, phase, _enrolment in _answered(session, rows))


def _answered(session: Session, members: Iterable[Any]) -> set[tuple[uuid.UUID, Phase, uuid.UUID]]:
    """By which of these members; they have the id of their cohort and an enrolment_id."""
    ids = {row.id: row.enrolment_id for row in members}
    lists = session.scalars(select(QuestionnaireTurnout).where(QuestionnaireTurnout.cohort_id.in_(ids)))
    return {(one.cohort_id, one.phase, ids[one.cohort_id]) for one in lists if ids[one.cohort_id].hex in one.enrolments}


def _asked(row: Questionnaire | None, cohort: Any, phase: Phase) -> Asked:
    by_rule = window(phase, cohort.starts_on, cohort.ends_on)
    if row is None:
        return Asked(cohort.id, phase, STANDARD[phase], by_rule, 0, is_standard=True)
    return Asked(
        cohort.id,
        phase,
        STANDARD[phase] if row.questions is None else read_questions(row.questions),
        Window(row.opens_on or by_rule.opens_on, row.last_on or by_rule.last_on),
        row.revision,
        is_standard=row.questions is None,
    )


def _mine(row: Any, asked: Asked, answered: set[tuple[uuid.UUID, Phase, uuid.UUID]], today: date) -> Mine:
    has_finished = asked.phase is Phase.AFTER and row.finished_at is not None
    return Mine(
        asked,
        row.name,
        row.course_id,
        row.edition_id,
        row.enrolment_id,
        asked.window.standing(today, has_finished=has_finished),
        (row.id, asked.phase, row.enrolment_id) in answered,
    )
