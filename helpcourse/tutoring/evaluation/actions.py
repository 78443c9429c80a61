"""Writes of questionnaires: what is asked and until when, and what a learner answers."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from helpcourse.errors import ConflictError, NotFoundError
from helpcourse.tutoring.evaluation.asked import MOST_QUESTIONS, Answers, Question, kept_questions
from helpcourse.tutoring.evaluation.models import Questionnaire, QuestionnaireBox, QuestionnaireTurnout
from helpcourse.tutoring.evaluation.queries import Asked, get_mine, questionnaires, read_box
from helpcourse.tutoring.evaluation.rules import Box, Phase, Standing, Window, kept_bag, with_one_more
from helpcourse.tutoring.models import Cohort


class Sent(StrEnum):
    """What became of the answers that were sent."""

    KEPT = "kept"
    BEFORE = "before"  # they had answered already
    CLOSED = "closed"
    CHANGED = "changed"  # other questions are asked now


def answer(
    session: Session, person_id: int, cohort_id: uuid.UUID, phase: Phase, answers: Answers, *, seen: int, today: date
) -> Sent:
    """Put somebody's answers into the box. Raises NotFoundError for who does not learn in the cohort."""
    _lock(session, cohort_id)
    mine = get_mine(session, person_id, cohort_id, phase, today=today)
    if mine.has_answered:
        return Sent.BEFORE
    if mine.standing is not Standing.OPEN or not mine.asked.questions:
        return Sent.CLOSED
    if mine.asked.revision != seen:
        return Sent.CHANGED
    _fix_questions(session, mine.asked)
    _note_turnout(session, mine.asked, mine.enrolment_id)
    _put_in(session, mine.asked, answers)
    return Sent.KEPT


def ask(
    session: Session,
    cohort_id: uuid.UUID,
    phase: Phase,
    questions: Sequence[Question] | None,
    *,
    seen: int,
    by_id: int,
    now: datetime,
) -> bool:
    """Set all questions; None: the standard ones. False, and nothing is done, if somebody else was faster.

    Raises ConflictError if somebody has answered.
    """
    row = _locked(session, cohort_id, phase)
    if row.revision != seen:
        return False
    if session.get(QuestionnaireTurnout, (cohort_id, phase)) is not None:
        raise ConflictError("questionnaire_answered")
    if len(questions or ()) > MOST_QUESTIONS:
        raise ConflictError("questionnaire_long")
    row.questions = None if questions is None else kept_questions(questions)
    row.revision += 1
    row.changed_at, row.changed_by_id = now, by_id
    return True


def set_window(
    session: Session, cohort_id: uuid.UUID, phase: Phase, chosen: Window, *, by_id: int, today: date, now: datetime
) -> None:
    """Set the days. Raises ConflictError if it is over: by then all answers are shown, and one more would stand out."""
    row = _locked(session, cohort_id, phase)
    cohort = session.get_one(Cohort, cohort_id)
    if questionnaires(session, [cohort])[cohort_id, phase].window.standing(today) is Standing.OVER:
        raise ConflictError("questionnaire_over")
    row.opens_on, row.last_on = chosen.opens_on, chosen.last_on
    row.changed_at, row.changed_by_id = now, by_id


def _lock(session: Session, cohort_id: uuid.UUID) -> None:
    """One at a time in a cohort: its rows here may still have to be made, and what is not there cannot be locked."""
    if session.get(Cohort, cohort_id, with_for_update=True) is None:
        raise NotFoundError


def _locked(session: Session, cohort_id: uuid.UUID, phase: Phase) -> Questionnaire:
    _lock(session, cohort_id)
    row = session.get(Questionnaire, (cohort_id, phase), populate_existing=True)
    if row is None:
        row = Questionnaire(cohort_id=cohort_id, phase=phase)
        session.add(row)
        session.flush()
    return row


def _fix_questions(session: Session, asked: Asked) -> None:
    """Keep what was asked with the answers: the standard may be another one in the next version of the site."""
    row = session.get(Questionnaire, (asked.cohort_id, asked.phase))
    if row is None:
        row = Questionnaire(cohort_id=asked.cohort_id, phase=asked.phase)
        session.add(row)
    if row.questions is None:
        row.questions = kept_questions(asked.questions)


def _note_turnout(session: Session, asked: Asked, enrolment_id: uuid.UUID) -> None:
    row = session.get(QuestionnaireTurnout, (asked.cohort_id, asked.phase))
    if row is None:
        session.add(QuestionnaireTurnout(cohort_id=asked.cohort_id, phase=asked.phase, enrolments=enrolment_id.hex))
    else:
        row.enrolments = " ".join(sorted([*row.enrolments.split(), enrolment_id.hex]))


def _put_in(session: Session, asked: Asked, answers: Answers) -> None:
    row = session.get(QuestionnaireBox, (asked.cohort_id, asked.phase))
    box = with_one_more(read_box(row) if row else Box(), asked.questions, answers)
    given, held, shown = kept_bag(box.given), kept_bag(box.held), kept_bag(box.shown)
    if row is None:
        session.add(QuestionnaireBox(cohort_id=asked.cohort_id, phase=asked.phase, given=given, held=held, shown=shown))
    else:
        row.given, row.held, row.shown = given, held, shown
