"""Knowledge checks of a whole course with all that was answered to them."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.assessment.grading import grade
from helpcourse.assessment.questions import Question, QuestionKind
from helpcourse.catalogue.shelf import ServedEdition, Shelf
from helpcourse.learning import given
from helpcourse.learning.models import CheckAnswer
from helpcourse.learning.rules import Try

Place = tuple[str, str]  # lesson id, question id


def tries_of(session: Session, shelf: Shelf, enrolment_id: uuid.UUID, edition: ServedEdition) -> dict[Place, list[Try]]:
    """Each that is graded, in the course's order, with its answers in the order of time.

    Without answers to what a question had asked before it changed: they say nothing any more.
    """
    asked: dict[Place, Question] = {
        (lesson.id, question.id): question
        for lesson in edition.lessons
        for question in lesson.questions
        if question.kind is not QuestionKind.ESSAY
    }
    tries: dict[Place, list[Try]] = {place: [] for place in asked}
    answers = session.execute(
        select(
            CheckAnswer.lesson_id,
            CheckAnswer.question_id,
            CheckAnswer.given,
            CheckAnswer.answered_at,
            CheckAnswer.edition_id,
        )
        .where(CheckAnswer.enrolment_id == enrolment_id)
        .order_by(CheckAnswer.answered_at, CheckAnswer.number)
    )
    for answer in answers:
        place = (answer.lesson_id, answer.question_id)
        question = asked.get(place)
        if question and shelf.has_same_question(session, edition, answer.edition_id, *place):
            tries[place].append(Try(answer.answered_at, grade(question, given.read(answer.given)).share))
    return tries


def wrong_checks(session: Session, shelf: Shelf, edition: ServedEdition, enrolment_id: uuid.UUID) -> list[Place]:
    """Those that were answered wrongly the last time: to be looked at again."""
    tries = tries_of(session, shelf, enrolment_id, edition)
    return [place for place, answers in tries.items() if answers and answers[-1].share < 1]
