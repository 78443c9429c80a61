"""Mails to learners about their attempts: that there is a result, that it has changed."""

import uuid
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Person
from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.learning.allowances import titles_of_test
from helpcourse.learning.models import Attempt, Enrolment, Grade
from helpcourse.messages.actions import queue
from helpcourse.messages.models import MailKind

NOTHING_TOLD: Mapping[str, str] = {}


def tell_result(session: Session, attempt_id: uuid.UUID, edition: ServedEdition, *, now: datetime) -> None:
    """Mail the learner that there is a result: an attempt may have been closed by the clock."""
    awaits = session.scalars(
        select(Grade.awaits).where(Grade.attempt_id == attempt_id).order_by(Grade.number.desc()).limit(1)
    ).one()
    kind = MailKind.ATTEMPT_AWAITS_REVIEW if awaits else MailKind.ATTEMPT_RESULT
    tell_of(session, kind, attempt_id, edition, now=now)


def tell_of(
    session: Session,
    kind: MailKind,
    attempt_id: uuid.UUID,
    edition: ServedEdition,
    *,
    told: Mapping[str, str] = NOTHING_TOLD,
    now: datetime,
) -> None:
    """Mail the learner about an attempt: which test it was, where it is to be seen, and what else there is to say."""
    learner = session.execute(
        select(Person.id, Person.language, Attempt.module_id)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .join(Attempt, Attempt.enrolment_id == Enrolment.id)
        .where(Attempt.id == attempt_id)
    ).one()
    path = f"/{learner.language}/attempts/{attempt_id}"
    values = {**titles_of_test(edition.course, learner.module_id), **told, "path": path}
    queue(session, learner.id, kind, learner.language, values, now=now)
