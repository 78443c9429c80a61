"""Writes of tutors in case studies: begin a review, keep its draft, comment, give it, leave it to others."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.errors import ConflictError, NotAllowedError, NotFoundError
from helpcourse.learning.actions import finish_course_if_complete
from helpcourse.learning.models import CaseDone, Enrolment
from helpcourse.learning.readers import learner_of
from helpcourse.messages.actions import queue
from helpcourse.messages.models import MailKind
from helpcourse.tutoring.cases.models import CaseComment, CaseReview, CaseWork, HandIn
from helpcourse.tutoring.cases.rules import (
    LONGEST_WORDS,
    Decision,
    Passage,
    WorkState,
    are_points,
    is_passage,
    is_ready,
    outcome,
    paragraphs,
)


def begin(session: Session, hand_in_id: uuid.UUID, reviewer_id: int, *, now: datetime) -> None:
    """Take a work to review it; again is no error. Raises ConflictError if it is gone, or others have taken it."""
    one, work = _locked(session, hand_in_id)
    reviews = _reviews(session, hand_in_id)
    if any(review.reviewer_id == reviewer_id for review in reviews):
        return
    if session.scalar(select(Enrolment.person_id).where(Enrolment.id == work.enrolment_id)) == reviewer_id:
        raise NotAllowedError
    if one.taken_back_at or one.released_at:
        raise ConflictError("work_gone")
    free = set(range(1, one.reviewers + 1)) - {review.place for review in reviews}
    if not free:
        raise ConflictError("review_taken")
    session.add(CaseReview(hand_in_id=hand_in_id, place=min(free), reviewer_id=reviewer_id, begun_at=now, saved_at=now))


def leave(session: Session, hand_in_id: uuid.UUID, reviewer_id: int) -> None:
    """Leave a work that one has taken to others; what was written about it goes. Again is no error."""
    _locked(session, hand_in_id)
    review = _mine(session, hand_in_id, reviewer_id)
    if review is None:
        return
    if review.given_at:
        raise ConflictError("review_given")
    session.execute(delete(CaseComment).where(CaseComment.review_id == review.id))
    session.delete(review)


def save_draft(
    session: Session,
    hand_in_id: uuid.UUID,
    reviewer_id: int,
    points: Sequence[float | None],
    feedback: str,
    decision: Decision | None,
    *,
    most: Sequence[float],
    seen: int,
    now: datetime,
) -> int:
    """Keep what a review says so far; `most` are the points of the rubric. The revision of the draft.

    Raises ConflictError if another tab has saved something else since `seen`.
    """
    review = _draft(session, hand_in_id, reviewer_id)
    said = (list(points), feedback, decision)
    if (review.points, review.feedback, review.decision) == said:
        return review.revision
    if review.revision > seen:
        raise ConflictError("review_changed")
    if not are_points(points, most) or len(feedback) > LONGEST_WORDS:
        raise ConflictError("review_unfit")
    review.points, review.feedback, review.decision = said
    review.revision, review.saved_at = review.revision + 1, now
    return review.revision


def comment(
    session: Session,
    hand_in_id: uuid.UUID,
    reviewer_id: int,
    id_: uuid.UUID,
    passage: Passage,
    text: str,
    *,
    now: datetime,
) -> None:
    """Say something of a passage, under an id that the form brought: sent twice, it is said once."""
    review = _draft(session, hand_in_id, reviewer_id)
    if known := session.get(CaseComment, id_):
        if known.review_id != review.id:
            raise ConflictError("form_used")
        return
    one = session.get_one(HandIn, hand_in_id)
    if not is_passage(passage, paragraphs(one.text)) or len(text) > LONGEST_WORDS:
        raise ConflictError("review_unfit")
    session.add(
        CaseComment(
            id=id_,
            review_id=review.id,
            paragraph=passage.paragraph,
            begins=passage.begins,
            ends=passage.ends,
            text=text,
            made_at=now,
        )
    )


def remove_comment(session: Session, hand_in_id: uuid.UUID, reviewer_id: int, comment_id: uuid.UUID) -> None:
    """Take a comment out of one's draft; again is no error."""
    review = _draft(session, hand_in_id, reviewer_id)
    session.execute(delete(CaseComment).where(CaseComment.id == comment_id, CaseComment.review_id == review.id))


def give(session: Session, hand_in_id: uuid.UUID, reviewer_id: int, edition: ServedEdition, *, now: datetime) -> None:
    """End one's review; again is no error. With the last of them the learner gets the work back and a mail.

    `edition` is what the learner reads: an accepted work may be the last that the course's end needs.
    """
    one, work = _locked(session, hand_in_id)
    review = _mine(session, hand_in_id, reviewer_id)
    if review is None:
        raise NotFoundError
    if review.given_at:
        return
    has_comments = session.scalar(select(CaseComment.id).where(CaseComment.review_id == review.id).limit(1))
    has_words = bool(review.feedback.strip()) or has_comments is not None
    if not is_ready(review.decision, review.points, has_words=has_words):
        raise ConflictError("review_unready")
    review.given_at = now
    given = [each.decision for each in _reviews(session, hand_in_id) if each.given_at and each.decision]
    if len(given) == one.reviewers:
        _release(session, one, work, outcome(given), edition, now)


def _release(
    session: Session, one: HandIn, work: CaseWork, decision: Decision, edition: ServedEdition, now: datetime
) -> None:
    one.released_at, one.outcome = now, decision
    is_accepted = decision is Decision.ACCEPT
    work.state = WorkState.ACCEPTED if is_accepted else WorkState.RETURNED
    if is_accepted:
        session.add(
            CaseDone(enrolment_id=work.enrolment_id, lesson_id=work.lesson_id, block_id=work.block_id, done_at=now)
        )
        session.flush()
        finish_course_if_complete(session, work.enrolment_id, edition.course, now=now)
    learner = learner_of(session, work.enrolment_id)
    path = f"/{learner.language}/courses/{edition.course.id}/{work.lesson_id}/cases/{work.block_id}"
    values = {"course_title": dict(edition.course.titles), "is_accepted": is_accepted, "path": path}
    queue(session, learner.id, MailKind.CASE_REVIEWED, learner.language, values, now=now)


def _locked(session: Session, hand_in_id: uuid.UUID) -> tuple[HandIn, CaseWork]:
    """Holds the work, which its learner may be taking back."""
    of_hand_in = select(HandIn.work_id).where(HandIn.id == hand_in_id).scalar_subquery()
    work = session.scalar(
        select(CaseWork).where(CaseWork.id == of_hand_in).with_for_update().execution_options(populate_existing=True)
    )
    if work is None:
        raise NotFoundError
    return session.get_one(HandIn, hand_in_id, populate_existing=True), work


def _draft(session: Session, hand_in_id: uuid.UUID, reviewer_id: int) -> CaseReview:
    _locked(session, hand_in_id)
    review = _mine(session, hand_in_id, reviewer_id)
    if review is None:
        raise ConflictError("review_not_begun")
    if review.given_at:
        raise ConflictError("review_given")
    return review


def _mine(session: Session, hand_in_id: uuid.UUID, reviewer_id: int) -> CaseReview | None:
    return next((each for each in _reviews(session, hand_in_id) if each.reviewer_id == reviewer_id), None)


def _reviews(session: Session, hand_in_id: uuid.UUID) -> Sequence[CaseReview]:
    found = select(CaseReview).where(CaseReview.hand_in_id == hand_in_id).order_by(CaseReview.place)
    return session.scalars(found.execution_options(populate_existing=True)).all()
