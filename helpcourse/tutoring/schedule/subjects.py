"""What of a course opens by date or is due: its modules and its case studies."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from helpcourse.catalogue.shelf import ServedEdition, Shelf
from helpcourse.content.compiled import CompiledCourse, walk
from helpcourse.content.model import BlockKind
from helpcourse.tutoring.schedule.rules import case_item, module_item


@dataclass(frozen=True, slots=True)
class Subject:
    """A module, or a case study by the lesson in which it stands."""

    item: str  # as a schedule's entry names it
    titles: Mapping[str, str]  # by language; the source's will do for all
    number: int  # of the module, from 1
    is_case: bool = False


def subjects(session: Session, shelf: Shelf, edition: ServedEdition) -> list[Subject]:
    """All of a course, in its order: each module, then the case studies in it."""
    return list(_subjects(session, shelf, edition))


def _subjects(session: Session, shelf: Shelf, edition: ServedEdition) -> Iterator[Subject]:
    for number, module in enumerate(edition.course.modules, 1):
        yield Subject(module_item(module.id), module.titles, number)
        for lesson in module.lessons:
            for block_id in _cases(session, shelf, edition, lesson.id) if lesson.reflections else ():
                yield Subject(case_item(lesson.id, block_id), lesson.titles, number, is_case=True)


def _cases(session: Session, shelf: Shelf, edition: ServedEdition, lesson_id: str) -> list[str]:
    page = shelf.lesson_page(session, edition, lesson_id, edition.course.source)
    return [piece.id for piece in walk(page.pieces) if piece.kind is BlockKind.CASE]


def find_subject(course: CompiledCourse, item: str) -> Subject | None:
    """None if the module or the lesson has left the course."""
    kind, _, id_ = item.partition(":")
    lesson_id = id_.partition("/")[0]
    for number, module in enumerate(course.modules, 1):
        if kind == "module" and module.id == id_:
            return Subject(item, module.titles, number)
        for lesson in module.lessons:
            if kind == "case" and lesson.id == lesson_id:
                return Subject(item, lesson.titles, number, is_case=True)
    return None
