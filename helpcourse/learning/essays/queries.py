"""Reads of essay reviews."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Identity
from helpcourse.learning.essays.models import EssayReview
from helpcourse.learning.models import Attempt
from helpcourse.learning.queries import SavedAnswer


@dataclass(frozen=True, slots=True)
class Review:
    """A review of an essay as pages tell it."""

    number: int
    answered_at: datetime  # of the answer that was read
    points: float
    words: str  # to the learner; may be empty
    reviewed_at: datetime
    reviewed_by: str  # the name; empty: erased

    def is_of(self, answer: SavedAnswer | None) -> bool:
        """Whether this answer was read, and not another that a late one has taken the place of."""
        return answer is not None and answer.saved_at == self.answered_at


def last_reviews(session: Session, attempt_id: uuid.UUID) -> dict[str, Review]:
    """Question id -> its last review, whichever answer was read."""
    rows = session.execute(
        select(EssayReview, Identity)
        .outerjoin(Identity, Identity.person_id == EssayReview.reviewed_by_id)
        .where(EssayReview.attempt_id == attempt_id)
        .order_by(EssayReview.number)
    )
    return {row.question_id: _review(row, who.full_name if who else "") for row, who in rows}


def points_given(session: Session, attempt_id: uuid.UUID, answers: Mapping[str, SavedAnswer]) -> dict[str, float]:
    """Question id -> what a tutor gave for the answer that counts."""
    found = last_reviews(session, attempt_id)
    return {id_: review.points for id_, review in found.items() if review.is_of(answers.get(id_))}


def points_given_for(
    session: Session, edition_id: int, module_id: str, question_id: str, answers: Mapping[uuid.UUID, SavedAnswer]
) -> dict[uuid.UUID, float]:
    """The same of one question in all attempts at a test of an edition, by attempt."""
    rows = session.scalars(
        select(EssayReview)
        .join(Attempt, Attempt.id == EssayReview.attempt_id)
        .where(
            Attempt.edition_id == edition_id,
            Attempt.module_id == module_id,
            EssayReview.question_id == question_id,
        )
        .order_by(EssayReview.number)
    )
    last = {row.attempt_id: _review(row, "") for row in rows}
    return {id_: review.points for id_, review in last.items() if review.is_of(answers.get(id_))}


def _review(row: EssayReview, reviewer: str) -> Review:
    return Review(row.number, row.answered_at, row.points, row.words, row.reviewed_at, reviewer)
