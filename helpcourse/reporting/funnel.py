"""The way of a cohort from application to certificate: how many came how far."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from helpcourse.content.compiled import CompiledCourse
from helpcourse.learning.rules import lessons_of
from helpcourse.tutoring.calls.models import Application, Call
from helpcourse.tutoring.calls.rules import ApplicationState
from helpcourse.tutoring.rules import Learner


class Stage(StrEnum):
    """In the order of the way."""

    APPLIED = "applied"
    SELECTED = "selected"
    ENROLLED = "enrolled"  # are members of the cohort now
    BEGAN = "began"
    HALF = "half"  # of the lessons finished
    LESSONS = "lessons"  # all of them
    PASSED = "passed"  # the final test
    CERTIFICATE = "certificate"


@dataclass(frozen=True, slots=True)
class Step:
    """How many people came to a stage."""

    stage: Stage
    people: int


def applied_to(session: Session, cohort_id: uuid.UUID) -> Mapping[ApplicationState, int]:
    """Applications to the cohort's call by what became of them; empty: nobody has applied."""
    rows = session.execute(
        select(Application.state, func.count())
        .join(Call, Call.id == Application.call_id)
        .where(Call.cohort_id == cohort_id)
        .group_by(Application.state)
    )
    return dict(rows.all())


def funnel(
    course: CompiledCourse,
    learners: Sequence[Learner],
    *,
    applied: Mapping[ApplicationState, int],
    certified: Collection[uuid.UUID],
) -> list[Step]:
    """Only stages that the cohort has: without a call nobody applies, without a final test nobody passes it."""
    lessons = len(lessons_of(course))
    counts = {
        Stage.ENROLLED: len(learners),
        Stage.BEGAN: sum(one.last_active_at is not None or bool(one.done) for one in learners),
        Stage.HALF: sum(2 * len(one.done) >= lessons for one in learners),
        Stage.LESSONS: sum(len(one.done) >= lessons for one in learners),
        Stage.CERTIFICATE: sum(one.enrolment_id in certified for one in learners),
    }
    if applied:
        counts |= {Stage.APPLIED: sum(applied.values()), Stage.SELECTED: applied.get(ApplicationState.ACCEPTED, 0)}
    if course.test:
        counts[Stage.PASSED] = sum(one.test.is_passed for one in learners)
    return [Step(stage, counts[stage]) for stage in Stage if stage in counts]


def greatest_loss(steps: Sequence[Step]) -> tuple[Step, Step] | None:
    """Between which stages most people stayed behind, the first of equals; None: nobody did."""
    pairs = list(zip(steps, steps[1:], strict=False))
    found = max(pairs, key=lambda pair: pair[0].people - pair[1].people, default=None)
    return found if found and found[0].people > found[1].people else None
