"""What a cohort's schedule means for one reader: modules that are not open yet, deadlines to come."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import g

from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.content.compiled import CompiledCourse
from helpcourse.errors import ConflictError
from helpcourse.learning.queries import Progress
from helpcourse.tutoring.queries import tutored_by
from helpcourse.tutoring.schedule.queries import OwnSchedule, own_schedule
from helpcourse.tutoring.schedule.rules import Deadline, WallTime, closed_modules, deadlines
from helpcourse.web import schedule_wording
from helpcourse.web.access import find_current
from helpcourse.web.extensions import db, now


@dataclass(frozen=True, slots=True)
class Pace:
    """Nothing of it for who learns alone."""

    closed: Mapping[str, WallTime] = field(default_factory=dict)  # modules by id, with the time at which each opens
    deadlines: tuple[Deadline, ...] = ()  # to come, the first first

    @property
    def key(self) -> tuple[object, ...]:
        """All that a page drawn by it depends on."""
        return tuple(self.closed.items()), self.deadlines


_ALONE = Pace()


def pace_of(progress: Progress | None) -> Pace:
    """Read once a request. Who learns alone is on no cohort's edition, and costs no look."""
    if progress is None or progress.edition_id is None:
        return _ALONE
    known: dict[object, Pace] = g.setdefault("paces", {})
    if progress.enrolment_id not in known:
        known[progress.enrolment_id] = _read(progress)
    return known[progress.enrolment_id]


def _read(progress: Progress) -> Pace:
    own = own_schedule(db.session, progress.enrolment_id)
    closed = closed_modules(own.entries, now=now())
    if closed and _reads_everything(own):
        closed = {}
    return Pace(closed, tuple(due for due in deadlines(own.entries, own.extensions) if due.at > now()))


def _reads_everything(own: OwnSchedule) -> bool:
    """Whether this is an admin, a coordinator, or a tutor of the cohort, who learns in it too."""
    person = find_current()
    if person is None or not person.roles:
        return False
    leads = {row.id for row in tutored_by(db.session, person.id)} if person.is_tutor else set()
    return person.is_admin or any(entry.cohort_id in leads for entry in own.entries)


def opens(edition: ServedEdition, progress: Progress | None, lesson_id: str) -> WallTime | None:
    """When a lesson's module opens to this reader; None: it is open."""
    closed = pace_of(progress).closed
    return closed.get(edition.course.module_of(lesson_id).id) if closed else None


def hold_back(edition: ServedEdition, progress: Progress | None, lesson_id: str = "") -> None:
    """Raises ConflictError for a lesson that is not open yet; without one, for the course if any of it is not."""
    if lesson_id and edition.find_lesson(lesson_id):
        if opens(edition, progress, lesson_id):
            raise ConflictError("module_closed")
    elif pace_of(progress).closed:
        raise ConflictError("modules_closed")


def next_deadline(course: CompiledCourse, progress: Progress | None) -> str:
    """In words, of what the reader has still to do; empty: none is to come."""
    for due in pace_of(progress).deadlines:
        if progress and not _is_read(course, progress, due.item):
            title = schedule_wording.title_of_item(course, due.item)
            return f"{title}, {schedule_wording.wall(due.time)}"
    return ""


def _is_read(course: CompiledCourse, progress: Progress, item: str) -> bool:
    """Whether it is a module of which every lesson is finished."""
    module = next((module for module in course.modules if item == f"module:{module.id}"), None)
    return module is not None and all(lesson.id in progress.done for lesson in module.lessons)
