"""Reads of works: one with all that was handed in and said of it, and its files."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Identity
from helpcourse.learning.models import Enrolment
from helpcourse.tutoring.cases.models import (
    CaseComment,
    CaseFile,
    CaseReply,
    CaseReview,
    CaseWork,
    HandIn,
    HandInFile,
)
from helpcourse.tutoring.cases.rules import Decision, Passage, WorkState, result
from helpcourse.tutoring.queries import full_name


@dataclass(frozen=True, slots=True)
class KeptFile:
    id: uuid.UUID
    name: str  # empty once the learner is erased
    digest: str
    size: int  # bytes


@dataclass(frozen=True, slots=True)
class Comment:
    id: uuid.UUID
    passage: Passage
    text: str


@dataclass(frozen=True, slots=True)
class Review:
    """One reviewer's, a draft or given."""

    reviewer_id: int
    reviewer: str  # empty once they are erased
    begun_at: datetime
    saved_at: datetime
    revision: int  # of the draft
    points: Sequence[float | None]  # by criterion; empty: nothing is saved yet
    feedback: str
    decision: Decision | None
    given_at: datetime | None  # None: a draft
    comments: Sequence[Comment]


@dataclass(frozen=True, slots=True)
class Reply:
    text: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What was handed in once, with all that belongs to it."""

    id: uuid.UUID
    number: int
    edition_id: int
    language: str
    text: str
    handed_in_at: datetime
    is_late: bool
    reviewers: int  # how many it needs
    taken_back_at: datetime | None  # None: it was not
    released_at: datetime | None  # None: it waits
    outcome: Decision | None
    files: Sequence[KeptFile]
    reviews: Sequence[Review]  # in the order of their places
    replies: Sequence[Reply]

    @property
    def points(self) -> float | None:
        """What all its reviews come to; None if there is nothing to add up."""
        return result([review.points for review in self.reviews if review.given_at])

    def review_of(self, reviewer_id: int) -> Review | None:
        return next((review for review in self.reviews if review.reviewer_id == reviewer_id), None)


@dataclass(frozen=True, slots=True)
class Work:
    """A learner's work on a case study."""

    state: WorkState = WorkState.WRITTEN
    files: Sequence[KeptFile] = ()  # that go with what is handed in next
    hand_ins: Sequence[HandedIn] = ()  # the first one first; those taken back too

    @property
    def waiting(self) -> HandedIn | None:
        """What lies with the tutors."""
        return next((one for one in self.hand_ins if not one.taken_back_at and not one.released_at), None)

    @property
    def reviewed(self) -> Sequence[HandedIn]:
        """The last one first."""
        return [one for one in reversed(self.hand_ins) if one.released_at]


NOTHING = Work()


def find_work(session: Session, enrolment_id: uuid.UUID, lesson_id: str, block_id: str) -> Work:
    """With all that was handed in; nothing of it if the learner has not begun."""
    work = session.scalar(
        select(CaseWork).where(
            CaseWork.enrolment_id == enrolment_id, CaseWork.lesson_id == lesson_id, CaseWork.block_id == block_id
        )
    )
    return read_work(session, work) if work else NOTHING


def read_work(session: Session, work: CaseWork) -> Work:
    rows = session.scalars(select(HandIn).where(HandIn.work_id == work.id).order_by(HandIn.number)).all()
    ids = [row.id for row in rows]
    there = (CaseFile.work_id == work.id) & CaseFile.removed_at.is_(None)
    files = session.scalars(select(CaseFile).where(there).order_by(CaseFile.added_at, CaseFile.name))
    handed, reviews, replies = _files_of(session, ids), _reviews_of(session, ids), _replies_of(session, ids)
    return Work(
        state=work.state,
        files=[_file(row) for row in files],
        hand_ins=[_handed_in(row, handed[row.id], reviews[row.id], replies[row.id]) for row in rows],
    )


def file_of(session: Session, person_id: int, file_id: uuid.UUID) -> KeptFile | None:
    """One of the learner's own files; None for anybody else's."""
    row = session.scalar(
        select(CaseFile)
        .join(CaseWork, CaseWork.id == CaseFile.work_id)
        .join(Enrolment, Enrolment.id == CaseWork.enrolment_id)
        .where(CaseFile.id == file_id, Enrolment.person_id == person_id)
    )
    return _file(row) if row else None


def _file(row: CaseFile) -> KeptFile:
    return KeptFile(row.id, row.name, row.digest, row.size)


def _handed_in(row: HandIn, files: Sequence[KeptFile], reviews: Sequence[Review], replies: Sequence[Reply]) -> HandedIn:
    return HandedIn(
        id=row.id,
        number=row.number,
        edition_id=row.edition_id,
        language=row.language,
        text=row.text,
        handed_in_at=row.handed_in_at,
        is_late=row.is_late,
        reviewers=row.reviewers,
        taken_back_at=row.taken_back_at,
        released_at=row.released_at,
        outcome=row.outcome,
        files=files,
        reviews=reviews,
        replies=replies,
    )


def _files_of(session: Session, ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, list[KeptFile]]:
    found: dict[uuid.UUID, list[KeptFile]] = defaultdict(list)
    rows = session.execute(
        select(HandInFile.hand_in_id, CaseFile)
        .join(CaseFile, CaseFile.id == HandInFile.file_id)
        .where(HandInFile.hand_in_id.in_(ids))
        .order_by(CaseFile.added_at, CaseFile.name)
    )
    for hand_in_id, file in rows:
        found[hand_in_id].append(_file(file))
    return found


def _reviews_of(session: Session, ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, list[Review]]:
    comments = _comments_of(session, ids)
    found: dict[uuid.UUID, list[Review]] = defaultdict(list)
    rows = session.execute(
        select(CaseReview, Identity.surname, Identity.given_name, Identity.patronymic)
        .outerjoin(Identity, Identity.person_id == CaseReview.reviewer_id)
        .where(CaseReview.hand_in_id.in_(ids))
        .order_by(CaseReview.place)
    )
    for row in rows:
        one = row.CaseReview
        review = Review(
            reviewer_id=one.reviewer_id,
            reviewer=full_name(row),
            begun_at=one.begun_at,
            saved_at=one.saved_at,
            revision=one.revision,
            points=one.points,
            feedback=one.feedback,
            decision=one.decision,
            given_at=one.given_at,
            comments=comments[one.id],
        )
        found[one.hand_in_id].append(review)
    return found


def _comments_of(session: Session, ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, list[Comment]]:
    """By review, in the order of the text."""
    found: dict[uuid.UUID, list[Comment]] = defaultdict(list)
    rows = session.scalars(
        select(CaseComment)
        .join(CaseReview, CaseReview.id == CaseComment.review_id)
        .where(CaseReview.hand_in_id.in_(ids))
        .order_by(CaseComment.paragraph, CaseComment.begins, CaseComment.made_at, CaseComment.id)
    )
    for row in rows:
        passage = Passage(row.paragraph, row.begins, row.ends)
        found[row.review_id].append(Comment(row.id, passage, row.text))
    return found


def _replies_of(session: Session, ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, list[Reply]]:
    found: dict[uuid.UUID, list[Reply]] = defaultdict(list)
    rows = session.scalars(
        select(CaseReply).where(CaseReply.hand_in_id.in_(ids)).order_by(CaseReply.written_at, CaseReply.id)
    )
    for row in rows:
        found[row.hand_in_id].append(Reply(row.text, row.written_at))
    return found
