"""Reads of codes to join a cohort by."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Identity
from helpcourse.tutoring.calls.models import JoinCode
from helpcourse.tutoring.calls.rules import JoinObstacle, code_of, join_obstacle
from helpcourse.tutoring.models import Cohort
from helpcourse.tutoring.queries import full_name


@dataclass(frozen=True, slots=True)
class Code:
    """A code to join by, with the cohort that it leads to."""

    id: uuid.UUID
    cohort_id: uuid.UUID
    code: str
    most: int | None  # None: any number
    last_on: date | None  # None: until revoked
    used: int
    made_at: datetime
    made_by: str  # the name; empty: erased
    revoked_at: datetime | None  # None: it holds
    cohort_name: str
    course_id: str
    edition_id: int
    starts_on: date
    ends_on: date
    cohort_closed_at: datetime | None

    def obstacle(self, today: date) -> JoinObstacle | None:
        """Why it lets nobody in any more, whoever it is."""
        return join_obstacle(
            is_revoked=self.revoked_at is not None,
            last_on=self.last_on,
            most=self.most,
            used=self.used,
            is_closed=self.cohort_closed_at is not None,
            today=today,
        )


def codes_of(session: Session, cohort_id: uuid.UUID) -> list[Code]:
    """Of a cohort, the last one first, revoked ones too."""
    rows = session.execute(_CODES.where(JoinCode.cohort_id == cohort_id).order_by(JoinCode.made_at.desc(), JoinCode.id))
    return [_code(row) for row in rows]


def find_code(session: Session, typed: str) -> Code | None:
    """By what somebody has typed."""
    row = session.execute(_CODES.where(JoinCode.code == code_of(typed))).one_or_none()
    return _code(row) if row else None


_CODES: Select[*tuple[Any, ...]] = (
    select(
        JoinCode,
        Identity,
        Cohort.name,
        Cohort.course_id,
        Cohort.edition_id,
        Cohort.starts_on,
        Cohort.ends_on,
        Cohort.closed_at,
    )
    .join(Cohort, Cohort.id == JoinCode.cohort_id)
    .outerjoin(Identity, Identity.person_id == JoinCode.made_by_id)
)


def _code(row: Any) -> Code:
    code, maker, *of_cohort = row
    return Code(
        code.id,
        code.cohort_id,
        code.code,
        code.most,
        code.last_on,
        code.used,
        code.made_at,
        full_name(maker) if maker else "",
        code.revoked_at,
        *of_cohort,
    )
