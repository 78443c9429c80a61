"""How learners stand with the case studies of their course, as tables and lessons show it."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.tutoring.cases.models import CaseReview, CaseWork, HandIn
from helpcourse.tutoring.cases.rules import WorkState, result
from helpcourse.tutoring.models import Cohort, CohortMember


@dataclass(frozen=True, slots=True)
class Standing:
    """How far somebody is with a case study, as tables show it."""

    state: WorkState = WorkState.WRITTEN
    hand_in_id: uuid.UUID | None = None  # the last one that was not taken back
    number: int = 0  # of it
    handed_in_at: datetime | None = None
    released_at: datetime | None = None
    is_late: bool = False
    points: float | None = None


_NOT_STARTED = Standing()

Places = Mapping[tuple[str, str], Standing]  # by lesson and block


def running_cohort(session: Session, enrolment_id: uuid.UUID) -> uuid.UUID | None:
    """The cohort in which the learner is now; None: they learn alone, or it is closed."""
    return session.scalar(
        select(Cohort.id)
        .join(CohortMember, CohortMember.cohort_id == Cohort.id)
        .where(CohortMember.enrolment_id == enrolment_id, CohortMember.left_at.is_(None), Cohort.closed_at.is_(None))
        .order_by(Cohort.starts_on.desc())
        .limit(1)
    )


def standings(session: Session, enrolment_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Places]:
    """Of these learners with the case studies that they have begun, by enrolment."""
    works = session.execute(
        select(CaseWork.id, CaseWork.enrolment_id, CaseWork.lesson_id, CaseWork.block_id, CaseWork.state).where(
            CaseWork.enrolment_id.in_(list(enrolment_ids))
        )
    ).all()
    if not works:
        return {}  # as on most lessons with a case: nothing more is asked
    last = _last_hand_ins(session, [work.id for work in works])
    given = _points_of(session, [one.id for one in last.values()])
    found: dict[uuid.UUID, dict[tuple[str, str], Standing]] = defaultdict(dict)
    for work in works:
        one = last.get(work.id)
        place = work.lesson_id, work.block_id
        found[work.enrolment_id][place] = _standing(work.state, one, given[one.id]) if one else _NOT_STARTED
    return found


def accepted_works(
    session: Session, cohort_id: uuid.UUID, places: Collection[tuple[str, str]]
) -> Mapping[uuid.UUID, int]:
    """By enrolment, of those who have any: how many of these case studies, by lesson and block, stand accepted."""
    rows = session.execute(
        select(CaseWork.enrolment_id, CaseWork.lesson_id, CaseWork.block_id)
        .join(CohortMember, CohortMember.enrolment_id == CaseWork.enrolment_id)
        .where(CohortMember.cohort_id == cohort_id, CaseWork.state == WorkState.ACCEPTED)
    )
    return Counter(enrolment_id for enrolment_id, *place in rows if tuple(place) in places)


def _last_hand_ins(session: Session, work_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Any]:
    """Without their words: a cohort has hundreds."""
    rows = session.execute(
        select(HandIn.work_id, HandIn.id, HandIn.number, HandIn.handed_in_at, HandIn.released_at, HandIn.is_late)
        .where(HandIn.work_id.in_(list(work_ids)), HandIn.taken_back_at.is_(None))
        .order_by(HandIn.number)
    )
    return {row.work_id: row for row in rows}


def _points_of(
    session: Session, hand_in_ids: Collection[uuid.UUID]
) -> Mapping[uuid.UUID, list[Sequence[float | None]]]:
    found: dict[uuid.UUID, list[Sequence[float | None]]] = defaultdict(list)
    given = CaseReview.hand_in_id.in_(list(hand_in_ids)) & CaseReview.given_at.is_not(None)
    for row in session.execute(select(CaseReview.hand_in_id, CaseReview.points).where(given)):
        found[row.hand_in_id].append(row.points)
    return found


def _standing(state: WorkState, one: Any, points: Sequence[Sequence[float | None]]) -> Standing:
    return Standing(
        state=state,
        hand_in_id=one.id,
        number=one.number,
        handed_in_at=one.handed_in_at,
        released_at=one.released_at,
        is_late=one.is_late,
        points=result(points) if one.released_at else None,
    )
