"""Telling tutors by mail that works wait: one mail for all that came since the last."""

from collections import Counter
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Person
from helpcourse.learning.models import Enrolment
from helpcourse.messages.actions import queue
from helpcourse.messages.models import MailKind
from helpcourse.tutoring.cases.models import CaseWork, HandIn
from helpcourse.tutoring.cases.rules import is_to_be_told
from helpcourse.tutoring.models import Cohort, CohortMember, CohortTutor


def tell_tutors(session: Session, *, now: datetime) -> None:
    """Write to the tutors of running cohorts where something waits to be told; each work is told once."""
    untold = (HandIn.told_at.is_(None), HandIn.taken_back_at.is_(None), HandIn.released_at.is_(None))
    rows = session.execute(
        select(HandIn.id, HandIn.work_id, HandIn.handed_in_at).where(*untold).with_for_update()
    ).all()
    if not is_to_be_told([row.handed_in_at for row in rows], now=now):
        return
    tutors = session.execute(
        select(Person.id, Person.language)
        .select_from(CaseWork)
        .join(Enrolment, Enrolment.id == CaseWork.enrolment_id)
        .join(CohortMember, CohortMember.enrolment_id == CaseWork.enrolment_id)
        .join(Cohort, Cohort.id == CohortMember.cohort_id)
        .join(CohortTutor, CohortTutor.cohort_id == Cohort.id)
        .join(Person, Person.id == CohortTutor.person_id)
        .where(
            CaseWork.id.in_([row.work_id for row in rows]),
            CohortMember.left_at.is_(None),
            Cohort.closed_at.is_(None),
            Person.deactivated_at.is_(None),
            Person.id != Enrolment.person_id,
        )
    )
    for (person_id, language), count in sorted(Counter((row.id, row.language) for row in tutors).items()):
        values = {"count": count, "path": f"/{language}/tutor/cases"}
        queue(session, person_id, MailKind.CASES_WAITING, language, values, now=now)
    session.execute(update(HandIn).where(HandIn.id.in_([row.id for row in rows])).values(told_at=now))


def is_anything_untold(session: Session) -> bool:
    """A look without a write: the worker asks often."""
    untold = (HandIn.told_at.is_(None), HandIn.taken_back_at.is_(None), HandIn.released_at.is_(None))
    return session.scalar(select(HandIn.id).where(*untold).limit(1)) is not None
