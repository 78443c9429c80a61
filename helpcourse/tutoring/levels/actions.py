"""Writes of levels: what a cohort asks, and whom the tutor proposes for which."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from helpcourse.db import rows_touched
from helpcourse.tutoring.actions.cohorts import get_locked
from helpcourse.tutoring.levels.models import LevelRule
from helpcourse.tutoring.levels.rules import USUAL, Level, Rules
from helpcourse.tutoring.models import CohortMember


def set_rules(session: Session, cohort_id: uuid.UUID, rules: Rules, *, by_id: int, now: datetime) -> None:
    """Put these in the place of the old ones; the usual ones need no rows."""
    get_locked(session, cohort_id)
    session.execute(delete(LevelRule).where(LevelRule.cohort_id == cohort_id))
    if rules == USUAL:
        return
    session.add_all(
        LevelRule(cohort_id=cohort_id, level=level, **asdict(rule), changed_at=now, changed_by_id=by_id)
        for level, rule in rules.items()
    )


def propose(
    session: Session,
    cohort_id: uuid.UUID,
    wanted: Mapping[uuid.UUID, Level],
    *,
    by_id: int,
    now: datetime,
) -> int:
    """Propose members, each for a level; how many were not proposed for it before."""
    get_locked(session, cohort_id)
    of = select(CohortMember.enrolment_id, CohortMember.confirmed_for).where(
        CohortMember.cohort_id == cohort_id, CohortMember.left_at.is_(None), CohortMember.confirmed_at.is_not(None)
    )
    known = {row.enrolment_id: row.confirmed_for for row in session.execute(of)}
    by_level: dict[Level, list[uuid.UUID]] = defaultdict(list)
    for enrolment_id, level in wanted.items():
        if known.get(enrolment_id) != level:
            by_level[level].append(enrolment_id)
    return sum(_propose(session, cohort_id, ids, level, by_id, now) for level, ids in by_level.items())


def _propose(
    session: Session, cohort_id: uuid.UUID, ids: Collection[uuid.UUID], level: Level, by_id: int, now: datetime
) -> int:
    proposed = session.execute(
        update(CohortMember)
        .where(
            CohortMember.cohort_id == cohort_id,
            CohortMember.enrolment_id.in_(list(ids)),
            CohortMember.left_at.is_(None),
        )
        .values(confirmed_at=now, confirmed_by_id=by_id, confirmed_for=level)
    )
    return rows_touched(proposed)
