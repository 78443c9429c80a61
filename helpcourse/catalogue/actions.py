"""Writes of the catalogue: publish an edition, point back at an older one."""

import json
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from helpcourse.catalogue.models import Edition, EditionPage, PublishedCourse
from helpcourse.content import stored
from helpcourse.content.compile import compile_course, course_page, lesson_page
from helpcourse.content.model import Course
from helpcourse.errors import NotFoundError


def publish(session: Session, course: Course, *, now: datetime) -> Edition:
    """Make this state of the course the current one; a state published before becomes current again."""
    published = session.get(PublishedCourse, course.id) or _add_course(session, course.id)
    edition = find_edition(session, course.id, course.digest) or _add_edition(session, course, now)
    published.current_edition_id = edition.id
    return edition


def roll_back(session: Session, course_id: str, number: int) -> Edition:
    """Point the course at an older edition. Raises NotFoundError if it has none of this number."""
    edition = session.scalar(select(Edition).where(Edition.course_id == course_id, Edition.number == number))
    published = session.get(PublishedCourse, course_id)
    if edition is None or published is None:
        raise NotFoundError
    published.current_edition_id = edition.id
    return edition


def find_edition(session: Session, course_id: str, digest: str) -> Edition | None:
    return session.scalar(select(Edition).where(Edition.course_id == course_id, Edition.digest == digest))


def _add_course(session: Session, course_id: str) -> PublishedCourse:
    position = session.scalar(select(func.count()).select_from(PublishedCourse)) or 0
    published = PublishedCourse(id=course_id, position=position)
    session.add(published)
    session.flush()
    return published


def _add_edition(session: Session, course: Course, now: datetime) -> Edition:
    last = session.scalar(select(func.max(Edition.number)).where(Edition.course_id == course.id)) or 0
    edition = Edition(
        course_id=course.id,
        number=last + 1,
        digest=course.digest,
        published_at=now,
        source_files=json.dumps(dict(course.source_files), ensure_ascii=False),
        format=stored.FORMAT,
        structure=stored.to_json(compile_course(course)),
    )
    session.add(edition)
    session.flush()
    session.add_all(_pages(course, edition.id))
    return edition


def _pages(course: Course, edition_id: int) -> list[EditionPage]:
    pages = [("", language, stored.to_json(course_page(course, language))) for language in course.languages]
    pages += [
        (lesson.id, language, stored.to_json(lesson_page(course, lesson.id, language)))
        for lesson in course.lessons
        for language in course.languages
    ]
    return [EditionPage(edition_id=edition_id, page=page, language=lang, content=text) for page, lang, text in pages]
