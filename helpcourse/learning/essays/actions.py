"""Writes of essay reviews: a tutor gives points, and the attempt is graded with them."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from helpcourse.assessment.questions import QuestionKind
from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.errors import ConflictError
from helpcourse.learning.actions import finish_course_if_complete
from helpcourse.learning.attempts import graded, hold_keys, questions_of
from helpcourse.learning.essays.models import EssayReview
from helpcourse.learning.essays.queries import Review, last_reviews
from helpcourse.learning.essays.rules import may_be_given
from helpcourse.learning.models import Attempt, AttemptState, Enrolment, Grade
from helpcourse.learning.queries import SavedAnswer
from helpcourse.learning.sheets import keep_sheet
from helpcourse.learning.telling import tell_of
from helpcourse.learning.uncounted import counting_answers
from helpcourse.messages.models import MailKind


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a tutor gives for one essay."""

    points: float
    words: str  # to the learner; may be empty
    seen: int  # reviews of it that the page had shown


def review(
    session: Session,
    attempt_id: uuid.UUID,
    edition: ServedEdition,
    judged: Mapping[str, Judgement],
    *,
    reason: str = "",
    by_id: int,
    now: datetime,
) -> bool:
    """Grade the attempt with these points, and mail the learner; False if all of it was said before.

    `reason`: why an earlier review is corrected. Raises ConflictError while the attempt is open, if what is judged is
    no written essay of it, and if somebody else has reviewed it since.
    """
    attempt = session.scalars(select(Attempt).where(Attempt.id == attempt_id).with_for_update(key_share=True)).one()
    if attempt.state is AttemptState.OPEN:
        raise ConflictError("attempt_open")
    answers, before = counting_answers(session, attempt_id), last_reviews(session, attempt_id)
    fresh = {id_: one for id_, one in judged.items() if not _is_said(one, before.get(id_), answers.get(id_))}
    if not fresh:
        return False
    _check(attempt, edition, fresh, before, answers)
    points = {id_: one.points for id_, one in fresh.items()}
    hold_keys(session, edition.id)
    grade = graded(session, attempt, edition, answers, given_now=points, now=now)
    grade.number = session.scalars(select(func.max(Grade.number)).where(Grade.attempt_id == attempt_id)).one() + 1
    grade.graded_by_id, grade.reason = by_id, reason
    session.add(grade)
    session.flush()
    session.add_all(
        EssayReview(
            attempt_id=attempt_id,
            question_id=id_,
            number=one.seen + 1,
            answered_at=answers[id_].saved_at,
            points=one.points,
            words=one.words,
            counted_in=grade.number,
            reviewed_at=now,
            reviewed_by_id=by_id,
        )
        for id_, one in fresh.items()
    )
    session.flush()
    keep_sheet(session, attempt, questions_of(attempt, edition))
    finish_course_if_complete(session, attempt.enrolment_id, edition.course, now=now)
    tell_of(session, MailKind.REVIEWED, attempt_id, edition, now=now)
    return True


def erase_reviews(session: Session, person_id: int) -> None:
    """Delete what was written to a learner about their essays; the points stay."""
    mine = select(Attempt.id).join(Enrolment).where(Enrolment.person_id == person_id)
    session.execute(update(EssayReview).where(EssayReview.attempt_id.in_(mine)).values(words=""))


def _is_said(one: Judgement, last: Review | None, answer: SavedAnswer | None) -> bool:
    """Whether this was the last word on this answer already: pressed twice, or left as it was."""
    return last is not None and last.is_of(answer) and (last.points, last.words) == (one.points, one.words)


def _check(
    attempt: Attempt,
    edition: ServedEdition,
    fresh: Mapping[str, Judgement],
    before: Mapping[str, Review],
    answers: Mapping[str, SavedAnswer],
) -> None:
    questions = questions_of(attempt, edition)
    for id_, one in fresh.items():
        question, answer, last = questions.get(id_), answers.get(id_), before.get(id_)
        if question is None or question.kind is not QuestionKind.ESSAY or answer is None or not answer.given:
            raise ConflictError("no_essay")
        if not may_be_given(one.points, question.points):
            raise ConflictError("points_not_given")
        if one.seen != (last.number if last else 0):
            raise ConflictError("reviewed_meanwhile")
