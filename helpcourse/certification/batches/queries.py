"""Reads of batches: how far each is, what waits for the worker."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, exists, func, select
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Identity
from helpcourse.certification.batches.models import IssueBatch, IssueItem
from helpcourse.certification.batches.rules import BatchState, Counts, may_undo, state
from helpcourse.certification.models import Certificate, CertificateFile
from helpcourse.certification.rules import Obstacle
from helpcourse.errors import NotFoundError
from helpcourse.learning.models import Enrolment
from helpcourse.tutoring.levels.rules import Level
from helpcourse.tutoring.models import Cohort
from helpcourse.tutoring.queries import full_name


@dataclass(frozen=True, slots=True)
class Batch:
    id: uuid.UUID
    cohort_id: uuid.UUID
    made_at: datetime
    made_by: str  # the name; empty: erased
    tell_at: datetime
    undone_at: datetime | None  # None: it was not
    counts: Counts

    @property
    def state(self) -> BatchState:
        return state(self.counts, self.undone_at)

    def may_undo(self, now: datetime) -> bool:
        return may_undo(self.tell_at, self.undone_at, now=now)


@dataclass(frozen=True, slots=True)
class Line:
    """One learner of a batch."""

    name: str  # empty: erased
    level: Level
    certificate_id: uuid.UUID | None  # None: not yet, or skipped
    code: str  # empty without a paper
    is_drawn: bool
    skipped: Obstacle | None


_is_drawn = exists().where(CertificateFile.certificate_id == IssueItem.certificate_id).correlate(IssueItem)


def _batches(*which: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            IssueBatch,
            Identity,
            func.count(IssueItem.enrolment_id).label("wanted"),
            func.count(IssueItem.certificate_id).label("issued"),
            func.count(case((_is_drawn, 1))).label("drawn"),
            func.count(IssueItem.skipped).label("skipped"),
            func.count(IssueItem.told_at).label("told"),
        )
        .join(IssueItem, IssueItem.batch_id == IssueBatch.id)
        .outerjoin(Identity, Identity.person_id == IssueBatch.made_by_id)
        .where(*which)
        .group_by(IssueBatch.id, Identity.person_id)
        .order_by(IssueBatch.made_at.desc())
    )


def batches_of(session: Session, cohort_id: uuid.UUID) -> list[Batch]:
    """The last one first."""
    return [_batch(row) for row in session.execute(_batches(IssueBatch.cohort_id == cohort_id))]


def get_batch(session: Session, cohort_id: uuid.UUID, batch_id: uuid.UUID) -> Batch:
    """Raises NotFoundError, for another cohort's too."""
    row = session.execute(_batches(IssueBatch.cohort_id == cohort_id, IssueBatch.id == batch_id)).one_or_none()
    if row is None:
        raise NotFoundError
    return _batch(row)


def is_made(session: Session, batch_id: uuid.UUID) -> bool:
    """Whether a form that brought this id was sent before."""
    return session.scalar(select(IssueBatch.id).where(IssueBatch.id == batch_id)) is not None


def _batch(row: Any) -> Batch:
    batch, maker, *counted = row
    return Batch(
        batch.id,
        batch.cohort_id,
        batch.made_at,
        maker.full_name if maker else "",
        batch.tell_at,
        batch.undone_at,
        Counts(*counted),
    )


def lines_of(session: Session, batch_id: uuid.UUID) -> list[Line]:
    """In the order of numbers."""
    rows = session.execute(
        select(
            IssueItem.level,
            IssueItem.certificate_id,
            IssueItem.skipped,
            Certificate.code,
            _is_drawn.label("is_drawn"),
            Identity.surname,
            Identity.given_name,
            Identity.patronymic,
        )
        .join(Enrolment, Enrolment.id == IssueItem.enrolment_id)
        .outerjoin(Identity, Identity.person_id == Enrolment.person_id)
        .outerjoin(Certificate, Certificate.id == IssueItem.certificate_id)
        .where(IssueItem.batch_id == batch_id)
        .order_by(IssueItem.place)
    )
    return [
        Line(full_name(row), row.level, row.certificate_id, row.code or "", row.is_drawn, row.skipped) for row in rows
    ]


def unissued(session: Session) -> list[uuid.UUID]:
    """Batches that were not undone, in which somebody waits for a paper; the oldest first."""
    return list(session.scalars(select(IssueBatch.id).where(*_is_issuing()).order_by(IssueBatch.made_at)))


def is_issuing(session: Session, institution_id: int) -> bool:
    """Whether somebody waits for a paper of a cohort with this partner institution."""
    of_partner = select(IssueBatch.id).join(Cohort, Cohort.id == IssueBatch.cohort_id)
    return (
        session.scalar(of_partner.where(Cohort.institution_id == institution_id, *_is_issuing()).limit(1)) is not None
    )


def _is_issuing() -> tuple[ColumnElement[bool], ...]:
    waits = exists().where(
        IssueItem.batch_id == IssueBatch.id, IssueItem.certificate_id.is_(None), IssueItem.skipped.is_(None)
    )
    return IssueBatch.undone_at.is_(None), waits


def untold(session: Session, *, now: datetime, at_most: int) -> Sequence[uuid.UUID]:
    """Papers that are drawn, of whom people may be told now."""
    return session.scalars(
        select(IssueItem.certificate_id)
        .join(IssueBatch, IssueBatch.id == IssueItem.batch_id)
        .where(
            IssueItem.certificate_id.is_not(None),
            IssueItem.told_at.is_(None),
            IssueBatch.undone_at.is_(None),
            IssueBatch.tell_at <= now,
            _is_drawn,
        )
        .order_by(IssueBatch.tell_at, IssueItem.place)
        .limit(at_most)
    ).all()  # type: ignore[return-value]  # none is null: the condition says so


def is_held() -> ColumnElement[bool]:
    """Whether a paper is of a batch, and nobody was told of it yet; for a statement over certificates."""
    return (
        exists().where(IssueItem.certificate_id == Certificate.id, IssueItem.told_at.is_(None)).correlate(Certificate)
    )


def is_undone() -> ColumnElement[bool]:
    """Whether a paper is of a batch that was undone; for a statement over certificates."""
    of_batch = (IssueItem.certificate_id == Certificate.id, IssueBatch.id == IssueItem.batch_id)
    return exists().where(*of_batch, IssueBatch.undone_at.is_not(None)).correlate(Certificate)
