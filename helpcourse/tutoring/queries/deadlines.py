"""Deadlines of cohorts that are over: what they asked for, and who has more time."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.content.compiled import CompiledCourse
from helpcourse.tutoring.cases.models import CaseWork, HandIn
from helpcourse.tutoring.models import CohortMember
from helpcourse.tutoring.rules import Due, TestStanding
from helpcourse.tutoring.schedule.models import Extension
from helpcourse.tutoring.schedule.queries import entries_of_cohorts
from helpcourse.tutoring.schedule.rules import EntryKind, WallTime, case_item, module_item

_Theirs = tuple[uuid.UUID, str]  # an enrolment, and what was due


@dataclass(frozen=True, slots=True)
class PassedDeadlines:
    """Of cohorts, each with what was due in it; and whom it does not concern."""

    due: Mapping[uuid.UUID, Sequence[Due]]
    excused: frozenset[tuple[uuid.UUID, uuid.UUID, str]]  # cohort, enrolment, item: their extension still runs
    handed_in: frozenset[_Theirs]  # works of case studies

    def is_overdue(
        self,
        cohort_id: uuid.UUID,
        enrolment_id: uuid.UUID,
        done: frozenset[str],
        quizzes: Mapping[str, TestStanding],
    ) -> bool:
        return any(
            not self._is_done(one, enrolment_id, done, quizzes)
            and (cohort_id, enrolment_id, one.item) not in self.excused
            for one in self.due.get(cohort_id, ())
        )

    def _is_done(
        self, one: Due, enrolment_id: uuid.UUID, done: frozenset[str], quizzes: Mapping[str, TestStanding]
    ) -> bool:
        is_case = not one.lessons
        return (enrolment_id, one.item) in self.handed_in if is_case else one.is_done(done, quizzes)


def passed_deadlines(
    session: Session, courses: Mapping[uuid.UUID, CompiledCourse], *, now: datetime
) -> PassedDeadlines:
    """Of these cohorts, each with its course; what has left the course is not due any more."""
    found: dict[uuid.UUID, list[Due]] = defaultdict(list)
    known = {id_: _subjects(course) for id_, course in courses.items()}
    for entry in entries_of_cohorts(session, list(courses)):
        is_over = entry.kind is EntryKind.DEADLINE and not entry.cancelled_at and entry.at <= now
        if is_over and entry.item in known[entry.cohort_id]:
            found[entry.cohort_id].append(known[entry.cohort_id][entry.item])
    has_cases = any(not one.lessons for due in found.values() for one in due)
    return PassedDeadlines(
        found,
        _excused(session, list(found), now) if found else frozenset(),
        _handed_in(session, list(found)) if has_cases else frozenset(),
    )


def _subjects(course: CompiledCourse) -> dict[str, Due]:
    found = {}
    for module in course.modules:
        item, quiz = module_item(module.id), module.id if module.quiz and course.completion.quizzes else ""
        found[item] = Due(item, frozenset(lesson.id for lesson in module.lessons), quiz)
        for lesson in module.lessons:
            items = [case_item(lesson.id, case.id) for case in lesson.cases]
            found |= {item: Due(item) for item in items}
    return found


def _excused(
    session: Session, cohort_ids: Sequence[uuid.UUID], now: datetime
) -> frozenset[tuple[uuid.UUID, uuid.UUID, str]]:
    rows = session.execute(
        select(Extension.cohort_id, Extension.enrolment_id, Extension.item, Extension.wall_at, Extension.zone).where(
            Extension.cohort_id.in_(cohort_ids), Extension.taken_back_at.is_(None)
        )
    )
    return frozenset(
        (row.cohort_id, row.enrolment_id, row.item)
        for row in rows
        if WallTime(row.wall_at, row.zone).moment(later=True) > now
    )


def _handed_in(session: Session, cohort_ids: Sequence[uuid.UUID]) -> frozenset[_Theirs]:
    rows = session.execute(
        select(CaseWork.enrolment_id, CaseWork.lesson_id, CaseWork.block_id)
        .join(HandIn, HandIn.work_id == CaseWork.id)
        .join(CohortMember, CohortMember.enrolment_id == CaseWork.enrolment_id)
        .where(CohortMember.cohort_id.in_(cohort_ids), HandIn.taken_back_at.is_(None))
        .distinct()
    )
    return frozenset((row.enrolment_id, case_item(row.lesson_id, row.block_id)) for row in rows)
