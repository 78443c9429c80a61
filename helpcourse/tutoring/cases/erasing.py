"""What goes of case studies when a person is erased: words and files; states and points stay for the figures."""

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from helpcourse.learning.models import Enrolment
from helpcourse.tutoring.cases.models import (
    CaseComment,
    CaseFile,
    CaseReply,
    CaseReview,
    CaseWork,
    HandIn,
    Phrase,
    ReviewLanguage,
)


def erase_works(session: Session, person_id: int) -> set[str]:
    """Empty what a person wrote and what was said of it; the files that nobody needs any more, by their hashes.

    Whoever has committed drops those from the store.
    """
    works = select(CaseWork.id).join(Enrolment, Enrolment.id == CaseWork.enrolment_id)
    mine = works.where(Enrolment.person_id == person_id)
    handed_in = select(HandIn.id).where(HandIn.work_id.in_(mine))
    reviews = select(CaseReview.id).where(CaseReview.hand_in_id.in_(handed_in))
    digests = set(session.scalars(select(CaseFile.digest).where(CaseFile.work_id.in_(mine)))) - {""}
    session.execute(delete(CaseComment).where(CaseComment.review_id.in_(reviews)))
    session.execute(delete(CaseReply).where(CaseReply.hand_in_id.in_(handed_in)))
    session.execute(update(CaseReview).where(CaseReview.hand_in_id.in_(handed_in)).values(feedback=""))
    session.execute(update(HandIn).where(HandIn.work_id.in_(mine)).values(text=""))
    session.execute(update(CaseFile).where(CaseFile.work_id.in_(mine)).values(name="", digest=""))
    session.execute(delete(Phrase).where(Phrase.person_id == person_id))
    session.execute(delete(ReviewLanguage).where(ReviewLanguage.person_id == person_id))
    return digests - set(session.scalars(select(CaseFile.digest).where(CaseFile.digest.in_(digests))))
