"""Deadlines that come near, told once to those who are not done."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from helpcourse.catalogue.shelf import Shelf
from helpcourse.content.compiled import CompiledCourse, ModuleOutline
from helpcourse.learning.rules import lessons_of
from helpcourse.messages.models import MailKind
from helpcourse.tutoring.cases.rules import WorkState
from helpcourse.tutoring.cases.standing import Places, standings
from helpcourse.tutoring.models import Cohort
from helpcourse.tutoring.queries import learners_of
from helpcourse.tutoring.rules import Learner
from helpcourse.tutoring.schedule.models import DeadlineReminder, Extension, ScheduleEntry
from helpcourse.tutoring.schedule.queries import entries_of, held_extensions
from helpcourse.tutoring.schedule.rules import (
    REMIND_BEFORE,
    Deadline,
    Entry,
    EntryKind,
    WallTime,
    case_item,
    deadline,
    is_to_be_reminded,
    module_item,
)
from helpcourse.tutoring.schedule.telling import readers_of, told_deadline, write


@dataclass(frozen=True, slots=True)
class Near:
    """A deadline that comes near for somebody who is not done."""

    entry_id: uuid.UUID
    enrolment_id: uuid.UUID
    due: Deadline


def cohorts_near_deadlines(session: Session, *, now: datetime) -> list[uuid.UUID]:
    """The running ones that have a deadline, or an extension of one, in the next days."""
    running = Cohort.closed_at.is_(None)
    set_ = select(ScheduleEntry.cohort_id, ScheduleEntry.wall_at, ScheduleEntry.zone).join(
        Cohort, Cohort.id == ScheduleEntry.cohort_id
    )
    eased = select(Extension.cohort_id, Extension.wall_at, Extension.zone).join(
        Cohort, Cohort.id == Extension.cohort_id
    )
    is_due = (ScheduleEntry.kind == EntryKind.DEADLINE) & ScheduleEntry.cancelled_at.is_(None)
    rows = [
        *session.execute(set_.where(running, is_due)),
        *session.execute(eased.where(running, Extension.taken_back_at.is_(None))),
    ]
    return list(dict.fromkeys(row.cohort_id for row in rows if _is_near(WallTime(row.wall_at, row.zone), now)))


def _is_near(time: WallTime, now: datetime) -> bool:
    at = time.moment(later=True)
    return at - REMIND_BEFORE <= now < at


def _near(session: Session, course: CompiledCourse, cohort_id: uuid.UUID, *, now: datetime) -> list[Near]:
    """Of which somebody is to be reminded, and was not yet."""
    entries = [entry for entry in entries_of(session, cohort_id) if entry.kind is EntryKind.DEADLINE]
    extensions = held_extensions(session, cohort_id)
    reminded = _reminded(session, cohort_id)
    learners = learners_of(session, cohort_id, course, now=now)
    works = standings(session, [learner.enrolment_id for learner in learners])
    return [
        Near(entry.id, learner.enrolment_id, due)
        for learner in learners
        for entry in entries
        if (due := deadline(entry, extensions.get(learner.enrolment_id, [])))
        and is_to_be_reminded(due, now=now)
        and is_done(course, entry, learner, works.get(learner.enrolment_id, {})) is False
        and (entry.id, learner.enrolment_id, due.at) not in reminded
    ]


def is_done(course: CompiledCourse, entry: Entry, learner: Learner, works: Places) -> bool | None:
    """Whether the learner has done what is due.

    Of a case study: it is with the tutors, or accepted. Of a module: its lessons, and its quiz and case studies
    where the course asks for them. None: the course has it no longer.
    """
    places = {
        case_item(lesson.id, case.id): (lesson.id, case.id) for lesson in lessons_of(course) for case in lesson.cases
    }
    if entry.item in places:
        return _is_with_tutors(works, places[entry.item])
    module = next((one for one in course.modules if entry.item == module_item(one.id)), None)
    if module is None:
        return None
    quiz = learner.quizzes.get(module.id)
    return (
        all(lesson.id in learner.done for lesson in module.lessons)
        and (not (module.quiz and course.completion.quizzes) or (quiz is not None and quiz.is_passed))
        and (not course.completion.cases or _are_with_tutors(works, module))
    )


def _are_with_tutors(works: Places, module: ModuleOutline) -> bool:
    return all(_is_with_tutors(works, (lesson.id, case.id)) for lesson in module.lessons for case in lesson.cases)


def _is_with_tutors(works: Places, place: tuple[str, str]) -> bool:
    return place in works and works[place].state in (WorkState.HANDED_IN, WorkState.ACCEPTED)


def remind(session: Session, shelf: Shelf, cohort_id: uuid.UUID, *, now: datetime) -> int:
    """Write to each who is not done, all that comes near in one mail; how many mails.

    Another worker waits for the cohort's row, and leaves out those whom this one has reminded.
    """
    cohort = session.scalars(select(Cohort).where(Cohort.id == cohort_id).with_for_update()).one()
    course = shelf.edition(session, cohort.edition_id).course
    theirs: dict[uuid.UUID, list[Near]] = defaultdict(list)
    for one in _near(session, course, cohort_id, now=now):
        theirs[one.enrolment_id].append(one)
    readers = [reader for reader in readers_of(session, cohort_id) if reader.enrolment_id in theirs]
    for reader in readers:
        mine = sorted(theirs[reader.enrolment_id], key=lambda one: one.due.at)
        for one in mine:
            session.execute(
                insert(DeadlineReminder).values(
                    entry_id=one.entry_id, enrolment_id=one.enrolment_id, due_at=one.due.at, reminded_at=now
                )
            )
        due = [told_deadline(course, one.due) for one in mine]
        write(session, reader, MailKind.DEADLINE_NEAR, {"course_title": dict(course.titles), "due": due}, now=now)
    return len(readers)


def _reminded(session: Session, cohort_id: uuid.UUID) -> set[tuple[uuid.UUID, uuid.UUID, datetime]]:
    rows = session.execute(
        select(DeadlineReminder.entry_id, DeadlineReminder.enrolment_id, DeadlineReminder.due_at)
        .join(ScheduleEntry, ScheduleEntry.id == DeadlineReminder.entry_id)
        .where(ScheduleEntry.cohort_id == cohort_id)
    )
    return {(row.entry_id, row.enrolment_id, row.due_at) for row in rows}
