"""Deadlines of cohorts that are over: what they asked for, and who has more time."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.content.compiled import CompiledCourse
from helpcourse.tutoring.cases.models import CaseWork
from helpcourse.tutoring.cases.rules import WorkState
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
    with_tutors: frozenset[_Theirs]  # works of case studies, accepted ones too

    def is_overdue(
        self,
        cohort_id: uuid.UUID,
        enrolment_id: uuid.UUID,
        done: frozenset[str],
        quizzes: Mapping[str, TestStanding],
    ) -> bool:
        def is_with_tutors(item: str) -> bool:
            return (enrolment_id, item) in self.with_tutors

        for one in self.due.get(cohort_id, ()):
            if (
                not one.is_done(done, quizzes, is_with_tutors)
                and (cohort_id, enrolment_id, one.item) not in self.excused
            ):
                return True
        return False


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
    has_works = any(one.works for due in found.values() for one in due)
    return PassedDeadlines(
        found,
        _excused(session, list(found), now) if found else frozenset(),
        _with_tutors(session, list(found)) if has_works else frozenset(),
    )


def _subjects(course: CompiledCourse) -> dict[str, Due]:
    """As reminders of deadlines have it: quizzes and case studies of a module where the course asks for them."""
    found = {}
    for module in course.modules:
        works = [case_item(lesson.id, case.id) for lesson in module.lessons for case in lesson.cases]
        item, quiz = module_item(module.id), module.id if module.quiz and course.completion.quizzes else ""
        lessons = frozenset(lesson.id for lesson in module.lessons)
        found[item] = Due(item, lessons, quiz, frozenset(works if course.completion.cases else ()))
        found |= {work: Due(work, works=frozenset({work})) for work in works}
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


def _with_tutors(session: Session, cohort_ids: Sequence[uuid.UUID]) -> frozenset[_Theirs]:
    rows = session.execute(
        select(CaseWork.enrolment_id, CaseWork.lesson_id, CaseWork.block_id)
        .join(CohortMember, CohortMember.enrolment_id == CaseWork.enrolment_id)
        .where(CohortMember.cohort_id.in_(cohort_ids), CaseWork.state.in_([WorkState.HANDED_IN, WorkState.ACCEPTED]))
    )
    return frozenset((row.enrolment_id, case_item(row.lesson_id, row.block_id)) for row in rows)
