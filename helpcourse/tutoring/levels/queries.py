"""Reads of levels: what a cohort asks, and how its learners stand, in as many reads for one as for a thousand."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from helpcourse.content.compiled import CompiledCourse
from helpcourse.learning.models import CaseDone, LessonTime
from helpcourse.tutoring.levels.models import LevelRule
from helpcourse.tutoring.levels.rules import USUAL, Figures, Lack, Level, Part, Rule, Rules, missing, reached
from helpcourse.tutoring.models import CohortMember
from helpcourse.tutoring.queries import learners_of
from helpcourse.tutoring.rules import Learner
from helpcourse.tutoring.schedule.models import Attendance
from helpcourse.tutoring.schedule.queries import entries_of


@dataclass(frozen=True, slots=True)
class Standing:
    """A learner, and what is missing for each level of the cohort."""

    learner: Learner
    figures: Figures
    missing: Mapping[Level, tuple[Lack, ...]]  # from the lowest level to the highest

    @property
    def reached(self) -> Level | None:
        """The highest level; None: none."""
        return reached(self.missing)

    def reached_within(self, most: Level) -> Level | None:
        """The highest that is not above this one."""
        ranks = list(Level)
        return reached(
            {level: lacks for level, lacks in self.missing.items() if ranks.index(level) <= ranks.index(most)}
        )


@dataclass(frozen=True, slots=True)
class Events:
    """The meetings of a cohort that are over."""

    held: int  # whose list was ticked
    unticked: int  # whose list nobody has ticked: they count for nobody
    attended: Mapping[uuid.UUID, int]  # by enrolment; of those held


def rules_of(session: Session, cohort_id: uuid.UUID) -> Rules:
    """What the cohort asks, as somebody has set it, else what is usual; the highest level last."""
    rows = session.scalars(select(LevelRule).where(LevelRule.cohort_id == cohort_id))
    found = {row.level: Rule(row.course, row.lessons, row.events, row.cases, row.test, row.minutes) for row in rows}
    return {level: found[level] for level in Level if level in found} or USUAL


def standings(
    session: Session,
    cohort_id: uuid.UUID,
    course: CompiledCourse,
    *,
    among: Collection[uuid.UUID] | None = None,
    now: datetime,
) -> tuple[list[Standing], Events]:
    """Of all members, or those among these enrolments, in the order of a Kazakh dictionary."""
    rules = rules_of(session, cohort_id)
    events = events_of(session, cohort_id, now=now)
    accepted, minutes = _accepted(session, cohort_id, course), _minutes(session, cohort_id)
    lessons = sum(len(module.lessons) for module in course.modules)
    cases = len(_cases(course))
    found = []
    for learner in learners_of(session, cohort_id, course, among=among, now=now):
        id_ = learner.enrolment_id
        figures = Figures(
            course=learner.finished_at is not None,
            lessons=Part(len(learner.done), lessons),
            events=Part(events.attended.get(id_, 0), events.held),
            cases=Part(accepted.get(id_, 0), cases),
            test=100 * learner.test.share if learner.test.out_of else None,
            minutes=minutes.get(id_, 0),
        )
        found.append(Standing(learner, figures, missing(rules, figures)))
    return found, events


def events_of(session: Session, cohort_id: uuid.UUID, *, now: datetime) -> Events:
    over = [
        entry.id
        for entry in entries_of(session, cohort_id)
        if entry.is_event and not entry.cancelled_at and entry.ends_at <= now
    ]
    ticked: dict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
    attended: dict[uuid.UUID, int] = defaultdict(int)
    rows = session.execute(
        select(Attendance.entry_id, Attendance.enrolment_id, Attendance.was_there).where(Attendance.entry_id.in_(over))
    )
    for entry_id, enrolment_id, was_there in rows:
        ticked[entry_id].append(enrolment_id)
        attended[enrolment_id] += was_there
    return Events(len(ticked), len(over) - len(ticked), attended)


def _cases(course: CompiledCourse) -> set[tuple[str, str]]:
    return {(lesson.id, case.id) for module in course.modules for lesson in module.lessons for case in lesson.cases}


def _accepted(session: Session, cohort_id: uuid.UUID, course: CompiledCourse) -> Mapping[uuid.UUID, int]:
    """How many case studies of the course; by enrolment."""
    cases = _cases(course)
    rows = session.execute(
        select(CaseDone.enrolment_id, CaseDone.lesson_id, CaseDone.block_id)
        .join(CohortMember, CohortMember.enrolment_id == CaseDone.enrolment_id)
        .where(CohortMember.cohort_id == cohort_id)
    )
    found: dict[uuid.UUID, int] = defaultdict(int)
    for enrolment_id, lesson_id, block_id in rows:
        found[enrolment_id] += (lesson_id, block_id) in cases
    return found


def _minutes(session: Session, cohort_id: uuid.UUID) -> Mapping[uuid.UUID, int]:
    rows = session.execute(
        select(LessonTime.enrolment_id, func.sum(LessonTime.seconds))
        .join(CohortMember, CohortMember.enrolment_id == LessonTime.enrolment_id)
        .where(CohortMember.cohort_id == cohort_id)
        .group_by(LessonTime.enrolment_id)
    )
    return {enrolment_id: seconds // 60 for enrolment_id, seconds in rows}
