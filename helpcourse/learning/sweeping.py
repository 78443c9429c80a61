"""Who may have met a completion rule without doing anything: a new edition asks for less than they had left."""

import uuid
from collections.abc import Iterator

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from helpcourse.catalogue.shelf import ServedEdition, Shelf
from helpcourse.content.model import Counts, TestRules
from helpcourse.learning.models import Attempt, Enrolment, Grade, LessonDone


def newly_complete(session: Session, shelf: Shelf) -> list[tuple[uuid.UUID, ServedEdition]]:
    """Unfinished enrolments that seem to lack nothing, each with its edition; finish_course_if_complete() decides."""
    current = {edition.id: edition for edition in shelf.courses(session)}
    in_use = session.scalars(
        select(Enrolment.edition_id)
        .where(Enrolment.edition_id.is_not(None), Enrolment.finished_at.is_(None))
        .distinct()
    )
    others = [shelf.edition(session, id_) for id_ in in_use if id_ is not None and id_ not in current]
    return [
        (enrolment_id, edition)
        for edition in (*current.values(), *others)
        for enrolment_id in _complete(session, edition, is_current=edition.id in current)
    ]


def _complete(session: Session, edition: ServedEdition, *, is_current: bool) -> list[uuid.UUID]:
    on_it = Enrolment.edition_id == edition.id
    readers = or_(on_it, Enrolment.edition_id.is_(None)) if is_current else on_it
    found = select(Enrolment.id).where(
        Enrolment.course_id == edition.course.id, Enrolment.finished_at.is_(None), readers, *_steps(edition)
    )
    return list(session.scalars(found))


def _steps(edition: ServedEdition) -> Iterator[ColumnElement[bool]]:
    """What the completion rule needs at least; an enrolment in which nothing was done is never complete."""
    course, of_enrolment = edition.course, LessonDone.enrolment_id == Enrolment.id
    lessons = [lesson.id for lesson in edition.lessons]
    done = select(func.count()).select_from(LessonDone).where(of_enrolment, LessonDone.lesson_id.in_(lessons))
    yield done.correlate(Enrolment).scalar_subquery() >= (len(lessons) if course.completion.lessons else 1)
    for module_id, test in course.tests.items():
        if course.completion.quizzes if module_id else course.completion.test:
            yield _seems_passed(module_id, test.rules)


def _seems_passed(module_id: str, rules: TestRules) -> ColumnElement[bool]:
    """Of several failed attempts the mean may pass, by a pass mark that is lower now."""
    graded = select(Grade.number).join(Attempt, Attempt.id == Grade.attempt_id)
    found = graded.where(Attempt.enrolment_id == Enrolment.id, Attempt.module_id == module_id)
    if rules.counts is not Counts.MEAN:
        found = found.where(Grade.is_passed)
    return found.correlate(Enrolment).exists()
