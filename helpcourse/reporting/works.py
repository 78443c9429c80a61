"""A person's works in case studies, what was said of them, and what they keep as a tutor: to take away."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.learning.models import Enrolment
from helpcourse.tutoring.cases.models import CaseReview, CaseWork, Phrase
from helpcourse.tutoring.cases.phrases import phrases_of
from helpcourse.tutoring.cases.queries import HandedIn, Review, read_work
from helpcourse.tutoring.cases.queue import languages_of


def own_works(session: Session, person_id: int) -> list[dict[str, Any]]:
    """Each with all that was handed in; reviews once they were given, without their author, who is somebody else."""
    works = select(CaseWork).join(Enrolment, Enrolment.id == CaseWork.enrolment_id)
    mine = works.where(Enrolment.person_id == person_id).order_by(CaseWork.lesson_id, CaseWork.block_id)
    return [_work(session, work) for work in session.scalars(mine).all()]


def own_desk(session: Session, person_id: int) -> dict[str, Any]:
    """What a tutor keeps for reviewing, and the reviews that they wrote; without whose works those were."""
    reviews = select(CaseReview).where(CaseReview.reviewer_id == person_id).order_by(CaseReview.begun_at)
    return {
        "phrases": [phrase.text for phrase in phrases_of(session, person_id)],
        "languages": sorted(languages_of(session, person_id)),
        "reviews": [
            {
                "points": list(row.points),
                "feedback": row.feedback,
                "decision": row.decision,
                "begun_at": row.begun_at.isoformat(),
                "given_at": row.given_at.isoformat() if row.given_at else None,
            }
            for row in session.scalars(reviews)
        ],
    }


def is_at_a_desk(session: Session, person_id: int) -> bool:
    """Whether somebody has ever reviewed or kept a phrase."""
    wrote = select(CaseReview.id).where(CaseReview.reviewer_id == person_id).limit(1)
    keeps = select(Phrase.id).where(Phrase.person_id == person_id).limit(1)
    return session.scalar(wrote) is not None or session.scalar(keeps) is not None


def _work(session: Session, row: CaseWork) -> dict[str, Any]:
    work = read_work(session, row)
    return {
        "lesson_id": row.lesson_id,
        "block_id": row.block_id,
        "state": row.state.value,
        "files": [{"name": file.name, "size": file.size} for file in work.files],
        "handed_in": [_handed_in(one) for one in work.hand_ins],
    }


def _handed_in(one: HandedIn) -> dict[str, Any]:
    return {
        "number": one.number,
        "handed_in_at": one.handed_in_at.isoformat(),
        "taken_back_at": one.taken_back_at.isoformat() if one.taken_back_at else None,
        "is_late": one.is_late,
        "language": one.language,
        "text": one.text,
        "files": [{"name": file.name, "sha256": file.digest, "size": file.size} for file in one.files],
        "released_at": one.released_at.isoformat() if one.released_at else None,
        "reviews": [_review(review) for review in one.reviews] if one.released_at else [],
        "replies": [{"text": reply.text, "written_at": reply.written_at.isoformat()} for reply in one.replies],
    }


def _review(review: Review) -> dict[str, Any]:
    return {
        "decision": review.decision,
        "points": list(review.points),
        "feedback": review.feedback,
        "comments": [
            {
                "paragraph": each.passage.paragraph,
                "from": each.passage.begins,
                "to": each.passage.ends,
                "text": each.text,
            }
            for each in review.comments
        ],
    }
