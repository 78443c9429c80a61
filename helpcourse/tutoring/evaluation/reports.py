"""The closing reports of cohorts: their versions, read and added."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Identity
from helpcourse.errors import NotFoundError
from helpcourse.tutoring.evaluation.models import ClosingReport
from helpcourse.tutoring.models import Cohort
from helpcourse.tutoring.queries import full_name

LONGEST_REPORT = 200_000  # characters


@dataclass(frozen=True, slots=True)
class Version:
    number: int
    text: str
    language: str
    is_drafted: bool  # from the data; else written by a person
    written_at: datetime
    by: str  # the name; empty: erased


def versions_of(session: Session, cohort_id: uuid.UUID) -> list[Version]:
    """All of a cohort, the last one first."""
    rows = session.execute(
        select(ClosingReport, Identity.surname, Identity.given_name, Identity.patronymic)
        .outerjoin(Identity, Identity.person_id == ClosingReport.written_by_id)
        .where(ClosingReport.cohort_id == cohort_id)
        .order_by(ClosingReport.number.desc())
    )
    return [
        Version(one.number, one.text, one.language, one.is_drafted, one.written_at, full_name(row))
        for row in rows
        for one in [row.ClosingReport]
    ]


def get_version(session: Session, cohort_id: uuid.UUID, number: int) -> Version:
    """Raises NotFoundError."""
    for version in versions_of(session, cohort_id):
        if version.number == number:
            return version
    raise NotFoundError


def keep(
    session: Session,
    cohort_id: uuid.UUID,
    text: str,
    language: str,
    *,
    seen: int,
    is_drafted: bool = False,
    by_id: int,
    now: datetime,
) -> bool:
    """Add a version, unless the last one says the same. False, and nothing is done, if somebody was faster.

    `seen`: the number of the version that was edited; 0: there was none.
    """
    session.get_one(Cohort, cohort_id, with_for_update=True)
    last = session.scalar(select(func.max(ClosingReport.number)).where(ClosingReport.cohort_id == cohort_id)) or 0
    if last and session.get_one(ClosingReport, (cohort_id, last)).text == text:
        return True
    if last != seen:
        return False
    session.add(
        ClosingReport(
            cohort_id=cohort_id,
            number=last + 1,
            text=text,
            language=language,
            is_drafted=is_drafted,
            written_at=now,
            written_by_id=by_id,
        )
    )
    return True
