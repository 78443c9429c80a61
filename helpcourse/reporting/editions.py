"""Who and what stands on which edition of a course: learners, attempts, cohorts, papers."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from helpcourse.catalogue.models import Edition, PublishedCourse
from helpcourse.certification.models import Certificate
from helpcourse.learning.models import Attempt, AttemptState, Enrolment
from helpcourse.tutoring.models import Cohort


@dataclass(frozen=True, slots=True)
class Standing:
    """Counts of what stands on one edition."""

    learners: int = 0  # enrolled: by their cohort, or because it is the current one
    attempts: int = 0
    open_attempts: int = 0  # of those
    cohorts: int = 0
    papers: int = 0


def standings(session: Session, course_id: str) -> dict[int, Standing]:
    """Of all editions of the course, by id."""
    learners = _learners(session, course_id)
    attempts = _counted(session, Attempt.edition_id, course_id)
    still_open = _counted(session, Attempt.edition_id, course_id, Attempt.state == AttemptState.OPEN)
    cohorts = _counted(session, Cohort.edition_id, course_id)
    papers = _counted(session, Certificate.edition_id, course_id)
    ids = session.scalars(select(Edition.id).where(Edition.course_id == course_id))
    return {id_: Standing(learners[id_], attempts[id_], still_open[id_], cohorts[id_], papers[id_]) for id_ in ids}


def learners_of_courses(session: Session) -> dict[str, int]:
    """Course id -> how many are enrolled."""
    rows = session.execute(select(Enrolment.course_id, func.count()).group_by(Enrolment.course_id))
    return dict(row for row in rows)


def _learners(session: Session, course_id: str) -> Counter[int]:
    edition = func.coalesce(Enrolment.edition_id, PublishedCourse.current_edition_id)
    rows = session.execute(
        select(edition, func.count())
        .join(PublishedCourse, PublishedCourse.id == Enrolment.course_id)
        .where(Enrolment.course_id == course_id)
        .group_by(edition)
    )
    return Counter(dict(row for row in rows))


def _counted(
    session: Session, edition_id: InstrumentedAttribute[int], course_id: str, *which: ColumnElement[bool]
) -> Counter[int]:
    rows = session.execute(
        select(edition_id, func.count())
        .join(Edition, Edition.id == edition_id)
        .where(Edition.course_id == course_id, *which)
        .group_by(edition_id)
    )
    return Counter(dict(row for row in rows))
