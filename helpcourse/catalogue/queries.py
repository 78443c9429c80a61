"""Reads of published courses for those who administer them: withdrawn ones too, with all editions."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.catalogue.models import Edition, PublishedCourse
from helpcourse.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class EditionRow:
    id: int
    number: int
    digest: str
    published_at: datetime


@dataclass(frozen=True, slots=True)
class CourseRow:
    """A course that was ever published."""

    id: str
    current_edition_id: int
    withdrawn_at: datetime | None  # None: in the catalogue
    editions: tuple[EditionRow, ...]  # the latest first


def published_courses(session: Session) -> list[CourseRow]:
    """All of them, in the catalogue's order."""
    courses = session.execute(
        select(PublishedCourse.id, PublishedCourse.current_edition_id, PublishedCourse.withdrawn_at)
        .where(PublishedCourse.current_edition_id.is_not(None))
        .order_by(PublishedCourse.position, PublishedCourse.id)
    )
    editions = _editions(session)
    return [CourseRow(row.id, row.current_edition_id, row.withdrawn_at, tuple(editions[row.id])) for row in courses]


def get_course(session: Session, course_id: str) -> CourseRow:
    """Raises NotFoundError."""
    for course in published_courses(session):
        if course.id == course_id:
            return course
    raise NotFoundError


def _editions(session: Session) -> Mapping[str, list[EditionRow]]:
    by_course: dict[str, list[EditionRow]] = defaultdict(list)
    rows = session.execute(
        select(Edition.course_id, Edition.id, Edition.number, Edition.digest, Edition.published_at).order_by(
            Edition.number.desc()
        )
    )
    for row in rows:
        by_course[row.course_id].append(EditionRow(row.id, row.number, row.digest, row.published_at))
    return by_course
