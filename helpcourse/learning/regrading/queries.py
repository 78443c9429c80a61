"""Reads of changed keys."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from helpcourse.accounts.models import Identity
from helpcourse.catalogue.models import Edition
from helpcourse.learning.essays.models import EssayReview
from helpcourse.learning.models import Attempt, Grade, GradeOverride
from helpcourse.learning.regrading.models import KeyChange
from helpcourse.learning.regrading.rules import Change, read


@dataclass(frozen=True, slots=True)
class ToldChange:
    """A change of a key as pages tell it."""

    module_id: str  # whose quiz asks it; empty: the final test
    question_id: str
    number: int
    edition_id: int  # whose attempts were graded again
    edition_number: int
    from_edition_number: int | None  # whose key holds; None: all points to everybody
    only_improves: bool
    reason: str
    changed_at: datetime
    changed_by: str  # the name; empty: erased


@dataclass(frozen=True, slots=True)
class LaterGrade:
    """A grade that took the place of another."""

    before: float  # points
    points: float
    out_of: float
    graded_at: datetime
    reason: str  # empty: of a first review of essays
    is_review: bool  # a tutor has read essays
    is_override: bool = False  # a tutor has set the points of the whole, or let the answers count again
    by: str = ""  # the name; empty: by the machine, or erased


def changes_of(session: Session, edition_id: int, module_id: str) -> dict[str, list[Change]]:
    """Question id -> the changes of its key in this edition's test, the final one or a module's, the first first."""
    found: dict[str, list[Change]] = defaultdict(list)
    rows = session.execute(
        select(KeyChange.question_id, KeyChange.key, KeyChange.only_improves)
        .where(KeyChange.edition_id == edition_id, KeyChange.module_id == module_id)
        .order_by(KeyChange.question_id, KeyChange.number)
    )
    for question_id, key, only_improves in rows:
        found[question_id].append(Change(None if key is None else read(key), only_improves))
    return dict(found)


def told_changes(session: Session, course_id: str) -> list[ToldChange]:
    """All of a course, the last first."""
    of, source = aliased(Edition), aliased(Edition)
    rows = session.execute(
        select(KeyChange, of.number, source.number, Identity)
        .join(of, of.id == KeyChange.edition_id)
        .outerjoin(source, source.id == KeyChange.from_edition_id)
        .outerjoin(Identity, Identity.person_id == KeyChange.changed_by_id)
        .where(of.course_id == course_id)
        .order_by(KeyChange.changed_at.desc(), KeyChange.question_id, KeyChange.number.desc())
    )
    return [
        ToldChange(
            change.module_id,
            change.question_id,
            change.number,
            change.edition_id,
            number,
            source_number,
            change.only_improves,
            change.reason,
            change.changed_at,
            who.full_name if who else "",
        )
        for change, number, source_number, who in rows
    ]


def later_grades(session: Session, attempt_id: uuid.UUID) -> list[LaterGrade]:
    """All but the first of an attempt, the last first."""
    rows = session.execute(
        select(Grade, Identity)
        .outerjoin(Identity, Identity.person_id == Grade.graded_by_id)
        .where(Grade.attempt_id == attempt_id)
        .order_by(Grade.number.desc())
    ).all()
    reviews = set(session.scalars(select(EssayReview.counted_in).where(EssayReview.attempt_id == attempt_id)))
    overrides = set(session.scalars(select(GradeOverride.number).where(GradeOverride.attempt_id == attempt_id)))
    return [
        LaterGrade(
            before.points,
            grade.points,
            grade.out_of,
            grade.graded_at,
            grade.reason,
            is_review=grade.number in reviews,
            is_override=grade.number in overrides,
            by=who.full_name if who else "",
        )
        for (grade, who), (before, _who) in pairwise(rows)
    ]


def overridden_points(session: Session, attempt_id: uuid.UUID) -> float | None:
    """What a tutor has set for the whole attempt; None: the answers count."""
    return session.scalar(
        select(GradeOverride.points)
        .where(GradeOverride.attempt_id == attempt_id)
        .order_by(GradeOverride.number.desc())
        .limit(1)
    )


def overridden_among(session: Session, edition_id: int, module_id: str) -> set[uuid.UUID]:
    """The attempts at a test of an edition of which a tutor has set the points."""
    rows = session.execute(
        select(GradeOverride.attempt_id, GradeOverride.points)
        .join(Attempt, Attempt.id == GradeOverride.attempt_id)
        .where(Attempt.edition_id == edition_id, Attempt.module_id == module_id)
        .order_by(GradeOverride.number)
    )
    last = {row.attempt_id: row.points for row in rows}
    return {id_ for id_, points in last.items() if points is not None}
