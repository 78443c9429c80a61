"""Learners with attempts whose time is over and that nobody has closed yet: these count as they will be closed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.catalogue.shelf import Shelf
from helpcourse.content.compiled import CompiledCourse
from helpcourse.learning.overdue import attempts_as_they_stand, with_overdue
from helpcourse.learning.queries import past_attempts
from helpcourse.tutoring.models import CohortMember
from helpcourse.tutoring.rules import Learner, TestStanding, standing


def as_they_stand(
    session: Session, shelf: Shelf, course: CompiledCourse, learners: Sequence[Learner], *, now: datetime
) -> list[Learner]:
    """The same learners, in the same order."""
    members = select(CohortMember.enrolment_id).where(CohortMember.cohort_id.in_({one.cohort_id for one in learners}))
    overdue = with_overdue(session, members, now=now)
    return [_as_it_stands(session, shelf, course, one, now) if one.enrolment_id in overdue else one for one in learners]


def _as_it_stands(session: Session, shelf: Shelf, course: CompiledCourse, one: Learner, now: datetime) -> Learner:
    tried = attempts_as_they_stand(session, shelf, one.enrolment_id, now=now)
    tests = {
        id_: standing(
            test.rules, [*past_attempts(tried[id_]), *[None] * sum(not each.closed_at for each in tried[id_])]
        )
        for id_, test in course.tests.items()
        if id_ in tried
    }
    return replace(
        one, test=tests.get("", TestStanding()), quizzes={id_: reached for id_, reached in tests.items() if id_}
    )
