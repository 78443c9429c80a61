"""How a learner stands with the tests of a course."""

import uuid

from sqlalchemy.orm import Session

from helpcourse.content.compiled import CompiledCourse
from helpcourse.learning.queries import attempts_by_test, past_attempts
from helpcourse.learning.rules import Result, passed_tests, result


def passed_by(session: Session, enrolment_id: uuid.UUID, course: CompiledCourse) -> set[str]:
    """The tests of the course that are passed, as rules.missing_steps() wants them."""
    by_test = attempts_by_test(session, enrolment_id)
    return passed_tests(course, {id_: past_attempts(attempts) for id_, attempts in by_test.items()})


def results_of(session: Session, enrolment_id: uuid.UUID, course: CompiledCourse) -> dict[str, Result]:
    """What was reached in those tests of the course that were tried, by the same ids."""
    by_test = attempts_by_test(session, enrolment_id)
    found = {id_: result(test.rules, past_attempts(by_test.get(id_, []))) for id_, test in course.tests.items()}
    return {id_: reached for id_, reached in found.items() if reached}
