"""Reads of refreshers: who wants them, whose letters are due."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Person
from helpcourse.errors import NotFoundError
from helpcourse.learning.models import Enrolment
from helpcourse.learning.refresher.models import Refresher


@dataclass(frozen=True, slots=True)
class DueDigest:
    """A refresher whose mail may be due."""

    enrolment_id: uuid.UUID
    person_id: int
    language: str
    course_id: str
    edition_id: int | None  # None: the current one
    every_days: int
    end_token: str


def find_refresher(session: Session, enrolment_id: uuid.UUID) -> Refresher | None:
    """The running one; None if it was never asked for, or ended."""
    return session.scalar(select(Refresher).where(Refresher.enrolment_id == enrolment_id, Refresher.ended_at.is_(None)))


def refresher_of_token(session: Session, token: str) -> tuple[str, bool]:
    """The course whose refresher a mail's link ends, and whether it has ended. Raises NotFoundError."""
    found = session.execute(
        select(Enrolment.course_id, Refresher.ended_at)
        .join(Refresher, Refresher.enrolment_id == Enrolment.id)
        .where(Refresher.end_token == token)
    ).one_or_none()
    if found is None:
        raise NotFoundError
    return found.course_id, found.ended_at is not None


def due_digests(session: Session, *, now: datetime) -> list[DueDigest]:
    """Refreshers that are to be looked at for a mail, of people who may log in, the longest due first."""
    rows = session.execute(
        select(
            Refresher.enrolment_id,
            Enrolment.person_id,
            Person.language,
            Enrolment.course_id,
            Enrolment.edition_id,
            Refresher.every_days,
            Refresher.end_token,
        )
        .join(Enrolment, Enrolment.id == Refresher.enrolment_id)
        .join(Person, Person.id == Enrolment.person_id)
        .where(Refresher.next_mail_at <= now, Person.deactivated_at.is_(None), Person.erased_at.is_(None))
        .order_by(Refresher.next_mail_at)
    )
    return [DueDigest(**row._mapping) for row in rows]


def refreshers_of(session: Session, person_id: int) -> Mapping[uuid.UUID, Refresher]:
    """A person's running refreshers by enrolment."""
    found = session.scalars(
        select(Refresher)
        .join(Enrolment, Enrolment.id == Refresher.enrolment_id)
        .where(Enrolment.person_id == person_id, Refresher.ended_at.is_(None))
    )
    return {refresher.enrolment_id: refresher for refresher in found}
