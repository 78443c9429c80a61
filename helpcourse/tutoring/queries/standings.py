"""How the members of cohorts stand in the tests of their courses, counted for hundreds of them at once."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from helpcourse.assessment.grading import Grade as Score
from helpcourse.content.compiled import CompiledCourse
from helpcourse.db import bare
from helpcourse.learning.models import Attempt, Grade
from helpcourse.tutoring.models import CohortMember
from helpcourse.tutoring.rules import TestStanding, standing

_GRADES = (
    select(
        bare(Attempt.enrolment_id),
        Attempt.module_id,
        Attempt.number,
        Grade.points,
        Grade.out_of,
        Grade.awaits,
        Grade.is_passed,
        Grade.is_decided,
    )
    .join(CohortMember, CohortMember.enrolment_id == Attempt.enrolment_id)
    .outerjoin(Grade, Grade.attempt_id == Attempt.id)
    .order_by(Attempt.number, Grade.number)
)


class _Last(NamedTuple):
    """An attempt with its last grade."""

    grade: Score
    is_passed: bool
    is_decided: bool


_Tried = tuple[tuple[Any, ...] | None, ...]  # attempts at a test, as columns of their last grade; None: still open
Tests = Mapping[str, _Tried]  # by test: of a quiz by its module's id, of the final test by an empty one


def tried(session: Session, whom: ColumnElement[bool]) -> Mapping[Any, Tests]:
    """Attempts of members by the bare id of the enrolment; `whom`: a condition on members."""
    last: dict[Any, dict[str, dict[int, tuple[Any, ...] | None]]] = defaultdict(lambda: defaultdict(dict))
    for id_, test_id, number, points, *rest in session.connection().execute(_GRADES.where(whom)).all():
        # Grades of one attempt come in their order: the last one stays.
        last[id_][test_id][number] = None if points is None else (points, *rest)
    return {
        id_: {test_id: tuple(attempts.values()) for test_id, attempts in tests.items()} for id_, tests in last.items()
    }


class Standings:
    """In a course's tests. Most of a large cohort stand as somebody else does, and are not counted again."""

    def __init__(self, course: CompiledCourse) -> None:
        self._rules = {id_: test.rules for id_, test in course.tests.items()}
        self._known: dict[tuple[str, _Tried], TestStanding] = {}

    def after(self, tests: Tests) -> dict[str, TestStanding]:
        """Of the tests that were tried and that the course has."""
        known = self._known
        return {
            id_: known.get((id_, attempts)) or self._count(id_, attempts)
            for id_, attempts in tests.items()
            if id_ in self._rules
        }

    def _count(self, test_id: str, attempts: _Tried) -> TestStanding:
        past = [_Last(Score(*attempt[:3]), *attempt[3:]) if attempt else None for attempt in attempts]
        found = self._known[test_id, attempts] = standing(self._rules[test_id], past)
        return found
