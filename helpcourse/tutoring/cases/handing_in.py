"""Writes of learners in case studies: files, handing in, taking back, answering a review."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from helpcourse.errors import ConflictError, NotFoundError
from helpcourse.learning.models import Enrolment, Reflection
from helpcourse.tutoring.cases.models import CaseFile, CaseReply, CaseReview, CaseWork, HandIn, HandInFile
from helpcourse.tutoring.cases.rules import LONGEST_WORDS, MOST_FILES, WorkState, is_late, may_hand_in, may_take_back


@dataclass(frozen=True, slots=True)
class CasePlace:
    """Whose work on which case study."""

    enrolment_id: uuid.UUID
    lesson_id: str
    block_id: str


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was checked and lies in the store."""

    name: str
    digest: str  # sha256
    size: int  # bytes


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page showed as that which would be handed in."""

    revision: int  # of the words; 0: none
    file_ids: frozenset[uuid.UUID]


@dataclass(frozen=True, slots=True)
class Terms:
    """Under what a work is handed in."""

    edition_id: int
    reviewers: int
    language: str  # in which it is written
    due_at: datetime | None  # None: no deadline


def hand_in(session: Session, place: CasePlace, id_: uuid.UUID, shown: Shown, terms: Terms, *, now: datetime) -> None:
    """Hand in what the page showed, under an id that its form brought: sent twice, it is handed in once.

    Late work is taken and marked. Raises ConflictError if it is with the tutors or accepted, if words or files
    are others by now, or if there are none.
    """
    work = _locked(session, place)
    if known := session.get(HandIn, id_):
        if known.work_id != work.id:
            raise ConflictError("form_used")
        return
    if not may_hand_in(work.state):
        raise ConflictError("work_handed_in")
    words, files = _last_words(session, place), _files(session, work.id)
    if (words.revision if words else 0, {file.id for file in files}) != (shown.revision, set(shown.file_ids)):
        raise ConflictError("work_changed")
    if not files and not (words and words.text.strip()):
        raise ConflictError("work_empty")
    session.add(
        HandIn(
            id=id_,
            work_id=work.id,
            number=_count(session, work.id) + 1,
            edition_id=terms.edition_id,
            language=terms.language,
            text=words.text if words else "",
            handed_in_at=now,
            is_late=is_late(terms.due_at, was_in_time=_was_in_time(session, work.id), now=now),
            reviewers=terms.reviewers,
        )
    )
    session.flush()
    session.add_all(HandInFile(hand_in_id=id_, file_id=file.id) for file in files)
    work.state = WorkState.HANDED_IN


def take_back(session: Session, place: CasePlace, id_: uuid.UUID, due_at: datetime | None, *, now: datetime) -> None:
    """Take back what was handed in; again is no error. Raises ConflictError once a review is begun, or too late."""
    work = _locked(session, place)
    one = session.get(HandIn, id_)
    if one is None or one.work_id != work.id:
        raise NotFoundError
    if one.taken_back_at:
        return
    is_begun = session.scalar(select(CaseReview.id).where(CaseReview.hand_in_id == id_).limit(1)) is not None
    if not may_take_back(work.state, is_begun=is_begun, due_at=due_at, now=now) or one.released_at:
        raise ConflictError("review_begun" if is_begun else "deadline_over")
    one.taken_back_at = now
    work.state = WorkState.WRITTEN


def add_file(session: Session, place: CasePlace, upload: Upload, *, now: datetime) -> None:
    """Put a file to the work; the same one again is no error. Raises ConflictError if there are too many."""
    work = _locked(session, place)
    if not may_hand_in(work.state):
        raise ConflictError("work_handed_in")
    files = _files(session, work.id)
    if any(file.digest == upload.digest and file.name == upload.name for file in files):
        return
    if len(files) >= MOST_FILES:
        raise ConflictError("too_many_files")
    session.add(CaseFile(work_id=work.id, name=upload.name, digest=upload.digest, size=upload.size, added_at=now))


def remove_file(session: Session, place: CasePlace, file_id: uuid.UUID, *, now: datetime) -> None:
    """Leave a file out of what is handed in next; again is no error."""
    work = _locked(session, place)
    file = session.get(CaseFile, file_id)
    if file is None or file.work_id != work.id:
        raise NotFoundError
    if not may_hand_in(work.state):
        raise ConflictError("work_handed_in")
    file.removed_at = file.removed_at or now


def reply(
    session: Session, place: CasePlace, hand_in_id: uuid.UUID, id_: uuid.UUID, text: str, *, now: datetime
) -> None:
    """Answer the review of what was handed in; sent twice, it is said once."""
    work = _locked(session, place)
    one = session.get(HandIn, hand_in_id)
    if one is None or one.work_id != work.id or not one.released_at:
        raise NotFoundError
    if known := session.get(CaseReply, id_):
        if known.hand_in_id != hand_in_id:
            raise ConflictError("form_used")
        return
    if len(text) > LONGEST_WORDS:
        raise ConflictError("reflection_too_long")
    session.add(CaseReply(id=id_, hand_in_id=hand_in_id, text=text, written_at=now))


def _locked(session: Session, place: CasePlace) -> CaseWork:
    """The learner's work, made if there is none; whoever writes it too waits."""
    session.execute(select(Enrolment.id).where(Enrolment.id == place.enrolment_id).with_for_update(key_share=True))
    work = session.scalar(
        select(CaseWork)
        .where(
            CaseWork.enrolment_id == place.enrolment_id,
            CaseWork.lesson_id == place.lesson_id,
            CaseWork.block_id == place.block_id,
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if work is None:
        work = CaseWork(enrolment_id=place.enrolment_id, lesson_id=place.lesson_id, block_id=place.block_id)
        session.add(work)
        session.flush()
    return work


def _last_words(session: Session, place: CasePlace) -> Reflection | None:
    return session.scalar(
        select(Reflection)
        .where(
            Reflection.enrolment_id == place.enrolment_id,
            Reflection.lesson_id == place.lesson_id,
            Reflection.block_id == place.block_id,
        )
        .order_by(Reflection.revision.desc())
        .limit(1)
    )


def _files(session: Session, work_id: uuid.UUID) -> Collection[CaseFile]:
    there = (CaseFile.work_id == work_id) & CaseFile.removed_at.is_(None)
    return session.scalars(select(CaseFile).where(there)).all()


def _was_in_time(session: Session, work_id: uuid.UUID) -> bool:
    """Whether what is handed in now revises something that was not late."""
    in_time = (HandIn.work_id == work_id) & HandIn.released_at.is_not(None) & ~HandIn.is_late
    return session.scalar(select(HandIn.id).where(in_time).limit(1)) is not None


def _count(session: Session, work_id: uuid.UUID) -> int:
    return session.scalar(select(func.count()).select_from(HandIn).where(HandIn.work_id == work_id)) or 0
