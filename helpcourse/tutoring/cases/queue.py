"""What waits for a tutor, over all cohorts that they see, and one work as a reviewer opens it."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Identity, Person
from helpcourse.db import bare
from helpcourse.errors import NotFoundError
from helpcourse.languages import LANGUAGES
from helpcourse.learning.models import Enrolment
from helpcourse.tutoring.cases.models import CaseReply, CaseReview, CaseWork, HandIn, ReviewLanguage
from helpcourse.tutoring.cases.queries import HandedIn, Work, read_work
from helpcourse.tutoring.cases.rules import Decision, Waiting, is_for, may_review, queue_key
from helpcourse.tutoring.models import Cohort, CohortMember, CohortTutor
from helpcourse.tutoring.queries import Sight, full_name, seen

SHOWN = 100  # of those reviewed


@dataclass(frozen=True, slots=True)
class Reviewer:
    person_id: int
    name: str
    is_given: bool


@dataclass(frozen=True, slots=True)
class QueuedWork:
    """A row of the queue."""

    hand_in_id: uuid.UUID
    number: int
    cohort_id: uuid.UUID
    cohort: str
    edition_id: int
    lesson_id: str
    block_id: str
    enrolment_id: uuid.UUID
    person_id: int
    learner: str  # empty once erased
    language: str
    handed_in_at: datetime
    is_late: bool
    needed: int  # reviewers
    released_at: datetime | None
    outcome: Decision | None
    reviewers: Sequence[Reviewer]
    is_for_me: bool  # else another tutor has its language and this one has not
    replies: int = 0

    def mine(self, person_id: int) -> Reviewer | None:
        return next((one for one in self.reviewers if one.person_id == person_id), None)

    def waits_for(self, person_id: int) -> bool:
        """Whether this tutor has begun to review it, or may begin."""
        return may_review({one.person_id: one.is_given for one in self.reviewers}, self.needed, person_id)

    @property
    def is_free(self) -> bool:
        """Whether one more may review it."""
        return len(self.reviewers) < self.needed


@dataclass(frozen=True, slots=True)
class OpenedWork:
    """What was handed in, and the work that it belongs to."""

    cohort_id: uuid.UUID
    cohort: str
    course_id: str
    enrolment_id: uuid.UUID
    person_id: int
    learner: str  # empty once erased
    lesson_id: str
    block_id: str
    reading_id: int | None  # the edition that the learner is on; None: the current one
    one: HandedIn
    work: Work


_ROWS: Select[*tuple[Any, ...]] = (
    select(
        HandIn.id,
        HandIn.number,
        HandIn.edition_id,
        HandIn.language,
        HandIn.handed_in_at,
        HandIn.is_late,
        HandIn.reviewers,
        HandIn.released_at,
        HandIn.outcome,
        CaseWork.lesson_id,
        CaseWork.block_id,
        CaseWork.enrolment_id,
        Cohort.id.label("cohort_id"),
        Cohort.name,
        Cohort.course_id,
        Enrolment.person_id,
        Enrolment.edition_id.label("reading_id"),
        Identity.surname,
        Identity.given_name,
        Identity.patronymic,
    )
    .join(CaseWork, CaseWork.id == HandIn.work_id)
    .join(Enrolment, Enrolment.id == CaseWork.enrolment_id)
    .join(CohortMember, CohortMember.enrolment_id == CaseWork.enrolment_id)
    .join(Cohort, Cohort.id == CohortMember.cohort_id)
    .outerjoin(Identity, Identity.person_id == Enrolment.person_id)
    .where(CohortMember.left_at.is_(None), HandIn.taken_back_at.is_(None))
)
_WAITING = _ROWS.where(HandIn.released_at.is_(None))


def queue(session: Session, sight: Sight, person_id: int) -> list[QueuedWork]:
    """All that waits in running cohorts, in the order in which this tutor should take it; not their own works."""
    found = _WAITING.where(_running(sight), Enrolment.person_id != person_id)
    rows = list(session.execute(found))
    reviewers = _reviewers(session, [row.id for row in rows])
    read_by = _languages_by_cohort(session, {row.cohort_id for row in rows})
    mine = languages_of(session, person_id)
    waits = {row.id: Waiting(row.handed_in_at, row.language, read_by[row.cohort_id]) for row in rows}
    rows.sort(key=lambda row: (*queue_key(waits[row.id], mine), row.id))
    return [_queued(row, reviewers[row.id], is_for_me=is_for(waits[row.id], mine)) for row in rows]


def count_waiting(session: Session, sight: Sight, person_id: int) -> int:
    """How many works this tutor has begun or may begin to review."""
    waiting = _WAITING.where(_running(sight), Enrolment.person_id != person_id)
    begun = waiting.join(CaseReview, CaseReview.hand_in_id == HandIn.id)
    columns = (bare(CaseReview.hand_in_id), CaseReview.reviewer_id, CaseReview.given_at.is_not(None))
    is_given_by: dict[Any, dict[int, bool]] = defaultdict(dict)
    for id_, reviewer_id, is_given in session.execute(begun.with_only_columns(*columns, maintain_column_froms=True)):
        is_given_by[id_][reviewer_id] = is_given
    needed = session.execute(waiting.with_only_columns(bare(HandIn.id), HandIn.reviewers, maintain_column_froms=True))
    return sum(may_review(is_given_by.get(id_, {}), most, person_id) for id_, most in needed)


def reviewed(session: Session, sight: Sight) -> list[QueuedWork]:
    """What was given back last, the latest first."""
    found = _ROWS.where(_running(sight), HandIn.released_at.is_not(None))
    rows = session.execute(found.order_by(HandIn.released_at.desc()).limit(SHOWN)).all()
    ids = [row.id for row in rows]
    reviewers, replies = _reviewers(session, ids), _replies(session, ids)
    return [_queued(row, reviewers[row.id], is_for_me=True, replies=replies.get(row.id, 0)) for row in rows]


def open_work(session: Session, sight: Sight, hand_in_id: uuid.UUID) -> OpenedWork:
    """Raises NotFoundError, for a work of a cohort that is not seen too, and for what was taken back."""
    found = _ROWS.where(HandIn.id == hand_in_id, seen(sight))
    row = session.execute(found.order_by(Cohort.closed_at.is_not(None)).limit(1)).one_or_none()
    if row is None:
        raise NotFoundError
    work = session.scalars(select(CaseWork).join(HandIn, HandIn.work_id == CaseWork.id).where(HandIn.id == row.id))
    whole = read_work(session, work.one())
    return OpenedWork(
        cohort_id=row.cohort_id,
        cohort=row.name,
        course_id=row.course_id,
        enrolment_id=row.enrolment_id,
        person_id=row.person_id,
        learner=full_name(row),
        lesson_id=row.lesson_id,
        block_id=row.block_id,
        reading_id=row.reading_id,
        one=next(one for one in whole.hand_ins if one.id == hand_in_id),
        work=whole,
    )


def languages_of(session: Session, person_id: int) -> frozenset[str]:
    """In which a tutor reviews; all of them if they have not said."""
    said = session.scalars(select(ReviewLanguage.language).where(ReviewLanguage.person_id == person_id))
    return frozenset(said) or frozenset(LANGUAGES)


def _running(sight: Sight) -> ColumnElement[bool]:
    return and_(seen(sight), Cohort.closed_at.is_(None))


def _queued(row: Any, reviewers: Sequence[Reviewer], *, is_for_me: bool, replies: int = 0) -> QueuedWork:
    return QueuedWork(
        hand_in_id=row.id,
        number=row.number,
        cohort_id=row.cohort_id,
        cohort=row.name,
        edition_id=row.edition_id,
        lesson_id=row.lesson_id,
        block_id=row.block_id,
        enrolment_id=row.enrolment_id,
        person_id=row.person_id,
        learner=full_name(row),
        language=row.language,
        handed_in_at=row.handed_in_at,
        is_late=row.is_late,
        needed=row.reviewers,
        released_at=row.released_at,
        outcome=row.outcome,
        reviewers=reviewers,
        is_for_me=is_for_me,
        replies=replies,
    )


def _reviewers(session: Session, ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, list[Reviewer]]:
    found: dict[uuid.UUID, list[Reviewer]] = defaultdict(list)
    rows = session.execute(
        select(
            CaseReview.hand_in_id,
            CaseReview.reviewer_id,
            CaseReview.given_at,
            Identity.surname,
            Identity.given_name,
            Identity.patronymic,
        )
        .outerjoin(Identity, Identity.person_id == CaseReview.reviewer_id)
        .where(CaseReview.hand_in_id.in_(ids))
        .order_by(CaseReview.place)
    )
    for row in rows:
        found[row.hand_in_id].append(Reviewer(row.reviewer_id, full_name(row), row.given_at is not None))
    return found


def _replies(session: Session, ids: Collection[uuid.UUID]) -> dict[uuid.UUID, int]:
    counted = select(CaseReply.hand_in_id, func.count()).where(CaseReply.hand_in_id.in_(ids))
    return {row[0]: row[1] for row in session.execute(counted.group_by(CaseReply.hand_in_id))}


def _languages_by_cohort(session: Session, ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, frozenset[str]]:
    """In which any of a cohort's tutors reviews."""
    found: dict[uuid.UUID, set[str]] = defaultdict(set)
    rows = session.execute(
        select(CohortTutor.cohort_id, ReviewLanguage.language)
        .join(Person, Person.id == CohortTutor.person_id)
        .outerjoin(ReviewLanguage, ReviewLanguage.person_id == CohortTutor.person_id)
        .where(CohortTutor.cohort_id.in_(list(ids)), Person.deactivated_at.is_(None))
    )
    for row in rows:
        found[row.cohort_id] |= {row.language} if row.language else set(LANGUAGES)
    return defaultdict(frozenset, {id_: frozenset(languages) for id_, languages in found.items()})
