"""Knowledge checks that were answered wrongly the last time: to be looked at again."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.assessment.grading import grade
from helpcourse.assessment.questions import Question
from helpcourse.catalogue.shelf import ServedEdition, Shelf
from helpcourse.learning import given
from helpcourse.learning.models import CheckAnswer
from helpcourse.learning.queries import SavedAnswer


@dataclass(frozen=True, slots=True)
class WrongCheck:
    lesson_id: str
    question_id: str
    answered_at: datetime


def wrong_checks(session: Session, shelf: Shelf, edition: ServedEdition, enrolment_id: uuid.UUID) -> list[WrongCheck]:
    """In the course's order; without a question that has changed since: its answer says nothing any more."""
    last = _last_answers(session, enrolment_id)
    return [
        WrongCheck(lesson.id, question.id, answer.saved_at)
        for lesson in edition.lessons
        for question in lesson.questions
        if (answer := last.get((lesson.id, question.id)))
        and _is_wrong(question, answer)
        and shelf.has_same_question(session, edition, answer.edition_id, lesson.id, question.id)
    ]


def _is_wrong(question: Question, answer: SavedAnswer) -> bool:
    graded = grade(question, answer.given)
    return not (graded.is_right or graded.awaits_review)


def _last_answers(session: Session, enrolment_id: uuid.UUID) -> dict[tuple[str, str], SavedAnswer]:
    """By lesson and question; later rows overwrite earlier ones."""
    rows = session.execute(
        select(
            CheckAnswer.lesson_id,
            CheckAnswer.question_id,
            CheckAnswer.given,
            CheckAnswer.number,
            CheckAnswer.answered_at,
            CheckAnswer.edition_id,
        )
        .where(CheckAnswer.enrolment_id == enrolment_id)
        .order_by(CheckAnswer.number)
    )
    return {
        (row.lesson_id, row.question_id): SavedAnswer(
            given.read(row.given), row.number, row.answered_at, row.edition_id
        )
        for row in rows
    }
