"""What has happened with a learner in a course, from the enrolment to the paper."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from helpcourse.accounts.models import Identity
from helpcourse.certification.models import Certificate, CertificateEvent
from helpcourse.learning.models import Allowance, Attempt, CheckAnswer, Enrolment, Grade, GradeOverride, LessonDone
from helpcourse.tutoring.cases.models import CaseWork, HandIn
from helpcourse.tutoring.letters.models import Letter, LetterReader
from helpcourse.tutoring.models import Cohort, CohortMember
from helpcourse.tutoring.schedule.models import Attendance, Extension, ScheduleEntry
from helpcourse.tutoring.schedule.rules import WallTime, case_item


class Happened(StrEnum):
    """What may happen, and which values each kind carries."""

    ENROLLED = "enrolled"
    JOINED = "joined"  # cohort (its name)
    LEFT = "left"  # cohort
    LESSON = "lesson"  # lesson_id
    CHECKS = "checks"  # lesson_id, count (answers on one day)
    ATTEMPT_BEGUN = "attempt_begun"  # module_id, number
    GRADED = "graded"  # module_id, number, points, out_of, is_passed, is_decided
    GRADED_AGAIN = "graded_again"  # the same, reason
    OVERRIDDEN = "overridden"  # the same
    HANDED_IN = "handed_in"  # item, number, is_late
    TAKEN_BACK = "taken_back"  # item, number: by the learner
    REVIEWED = "reviewed"  # item, number, outcome
    EXTENDED = "extended"  # item, until (WallTime), reason
    EXTENSION_TAKEN_BACK = "extension_taken_back"  # item
    EASED = "eased"  # module_id, minutes, attempts, reason
    EASE_TAKEN_BACK = "ease_taken_back"  # module_id
    WRITTEN_TO = "written_to"  # words (of the letter, by language)
    ATTENDED = "attended"  # title, was_there
    CONFIRMED = "confirmed"  # for a paper of a level
    FINISHED = "finished"  # the course
    PAPER = "paper"  # kind (PaperKind), event (EventKind), reason, code


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened."""

    at: datetime
    kind: Happened
    by: str = ""  # who did it, if it was somebody else; empty: they themselves, the machine, or somebody erased
    id: uuid.UUID | None = None  # of what has a page: an attempt, a hand-in, a letter
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Whose:
    """A member of a cohort: what other cohorts wrote and gave is not for its tutors."""

    cohort_id: uuid.UUID
    enrolment_id: uuid.UUID


def story(session: Session, cohort_id: uuid.UUID, enrolment_id: uuid.UUID) -> list[Event]:
    """Of a member of a cohort; the last first."""
    whose = _Whose(cohort_id, enrolment_id)
    parts = (_path, _lessons, _checks, _attempts, _grades, _works, _extensions, _allowances, _letters, _events, _papers)
    found = [event for part in parts for event in part(session, whose)]
    return sorted(found, key=lambda event: event.at, reverse=True)


def _path(session: Session, whose: _Whose) -> Iterator[Event]:
    enrolment = session.get_one(Enrolment, whose.enrolment_id)
    yield Event(enrolment.enrolled_at, Happened.ENROLLED)
    if enrolment.finished_at:
        yield Event(enrolment.finished_at, Happened.FINISHED)
    rows = session.execute(
        select(CohortMember, Cohort.name, Identity)
        .join(Cohort, Cohort.id == CohortMember.cohort_id)
        .outerjoin(Identity, Identity.person_id == CohortMember.confirmed_by_id)
        .where(CohortMember.cohort_id == whose.cohort_id, CohortMember.enrolment_id == whose.enrolment_id)
    )
    for member, cohort, confirmed_by in rows:
        yield Event(member.joined_at, Happened.JOINED, values={"cohort": cohort})
        if member.left_at:
            yield Event(member.left_at, Happened.LEFT, values={"cohort": cohort})
        if member.confirmed_at:
            yield Event(
                member.confirmed_at,
                Happened.CONFIRMED,
                _name(confirmed_by),
                values={"level": member.confirmed_for},
            )


def _lessons(session: Session, whose: _Whose) -> Iterator[Event]:
    rows = session.execute(
        select(LessonDone.lesson_id, LessonDone.done_at).where(LessonDone.enrolment_id == whose.enrolment_id)
    )
    return (Event(row.done_at, Happened.LESSON, values={"lesson_id": row.lesson_id}) for row in rows)


def _checks(session: Session, whose: _Whose) -> Iterator[Event]:
    """Of one lesson on one day together."""
    day = func.date(CheckAnswer.answered_at)
    rows = session.execute(
        select(CheckAnswer.lesson_id, func.max(CheckAnswer.answered_at).label("at"), func.count().label("count"))
        .where(CheckAnswer.enrolment_id == whose.enrolment_id)
        .group_by(CheckAnswer.lesson_id, day)
    )
    for row in rows:
        yield Event(row.at, Happened.CHECKS, values={"lesson_id": row.lesson_id, "count": row.count})


def _attempts(session: Session, whose: _Whose) -> Iterator[Event]:
    rows = session.execute(
        select(Attempt.id, Attempt.module_id, Attempt.number, Attempt.began_at).where(
            Attempt.enrolment_id == whose.enrolment_id
        )
    )
    for row in rows:
        values = {"module_id": row.module_id, "number": row.number}
        yield Event(row.began_at, Happened.ATTEMPT_BEGUN, values=values)


def _grades(session: Session, whose: _Whose) -> Iterator[Event]:
    rows = session.execute(
        select(Attempt.module_id, Attempt.number, Grade, GradeOverride.number.label("override"), Identity)
        .join(Grade, Grade.attempt_id == Attempt.id)
        .outerjoin(
            GradeOverride,
            (GradeOverride.attempt_id == Grade.attempt_id) & (GradeOverride.number == Grade.number),
        )
        .outerjoin(Identity, Identity.person_id == Grade.graded_by_id)
        .where(Attempt.enrolment_id == whose.enrolment_id)
    )
    for row in rows:
        grade = row.Grade
        again = Happened.GRADED_AGAIN if grade.number > 1 else Happened.GRADED
        values = {
            "module_id": row.module_id,
            "number": row.number,
            "points": grade.points,
            "out_of": grade.out_of,
            "is_passed": grade.is_passed,
            "is_decided": grade.is_decided,
            "reason": grade.reason,
        }
        kind = Happened.OVERRIDDEN if row.override else again
        yield Event(grade.graded_at, kind, _name(row.Identity), grade.attempt_id, values)


def _works(session: Session, whose: _Whose) -> Iterator[Event]:
    rows = session.execute(
        select(CaseWork.lesson_id, CaseWork.block_id, HandIn)
        .join(HandIn, HandIn.work_id == CaseWork.id)
        .where(CaseWork.enrolment_id == whose.enrolment_id)
    )
    for lesson_id, block_id, one in rows:
        values = {"item": case_item(lesson_id, block_id), "number": one.number, "is_late": one.is_late}
        id_ = None if one.taken_back_at else one.id
        yield Event(one.handed_in_at, Happened.HANDED_IN, id=id_, values=values)
        if one.taken_back_at:
            yield Event(one.taken_back_at, Happened.TAKEN_BACK, values=values)
        if one.released_at:
            yield Event(one.released_at, Happened.REVIEWED, id=id_, values={**values, "outcome": one.outcome})


def _extensions(session: Session, whose: _Whose) -> Iterator[Event]:
    theirs = (Extension.cohort_id == whose.cohort_id) & (Extension.enrolment_id == whose.enrolment_id)
    for one, giver, taker in session.execute(_given(Extension, theirs)):
        values = {"item": one.item, "until": WallTime(one.wall_at, one.zone), "reason": one.reason}
        yield Event(one.given_at, Happened.EXTENDED, _name(giver), values=values)
        if one.taken_back_at:
            yield Event(one.taken_back_at, Happened.EXTENSION_TAKEN_BACK, _name(taker), values=values)


def _allowances(session: Session, whose: _Whose) -> Iterator[Event]:
    for one, giver, taker in session.execute(_given(Allowance, Allowance.enrolment_id == whose.enrolment_id)):
        values = {
            "module_id": one.module_id,
            "minutes": one.minutes,
            "attempts": one.attempts,
            "reason": one.reason,
        }
        yield Event(one.given_at, Happened.EASED, _name(giver), values=values)
        if one.taken_back_at:
            yield Event(one.taken_back_at, Happened.EASE_TAKEN_BACK, _name(taker), values=values)


def _given(table: type[Extension] | type[Allowance], whose: Any) -> Select[*tuple[Any, ...]]:
    """With who gave it, and who took it back."""
    giver, taker = aliased(Identity), aliased(Identity)
    return (
        select(table, giver, taker)
        .outerjoin(giver, giver.person_id == table.given_by_id)
        .outerjoin(taker, taker.person_id == table.taken_back_by_id)
        .where(whose)
    )


def _letters(session: Session, whose: _Whose) -> Iterator[Event]:
    rows = session.execute(
        select(Letter, Identity)
        .join(LetterReader, LetterReader.letter_id == Letter.id)
        .outerjoin(Identity, Identity.person_id == Letter.by_id)
        .where(LetterReader.cohort_id == whose.cohort_id, LetterReader.enrolment_id == whose.enrolment_id)
    )
    for letter, who in rows:
        yield Event(letter.sent_at, Happened.WRITTEN_TO, _name(who), letter.id, {"words": letter.words})


def _events(session: Session, whose: _Whose) -> Iterator[Event]:
    """At the time of the event, not of the tick."""
    rows = session.execute(
        select(Attendance.was_there, ScheduleEntry.title, ScheduleEntry.wall_at, ScheduleEntry.zone)
        .join(ScheduleEntry, ScheduleEntry.id == Attendance.entry_id)
        .where(ScheduleEntry.cohort_id == whose.cohort_id, Attendance.enrolment_id == whose.enrolment_id)
    )
    for row in rows:
        values = {"title": row.title, "was_there": row.was_there}
        yield Event(WallTime(row.wall_at, row.zone).moment(), Happened.ATTENDED, values=values)


def _papers(session: Session, whose: _Whose) -> Iterator[Event]:
    rows = session.execute(
        select(Certificate.kind, Certificate.code, CertificateEvent, Identity)
        .join(CertificateEvent, CertificateEvent.certificate_id == Certificate.id)
        .outerjoin(Identity, Identity.person_id == CertificateEvent.by_id)
        .where(Certificate.enrolment_id == whose.enrolment_id)
    )
    for kind, code, event, who in rows:
        values = {"kind": kind, "code": code, "event": event.kind, "reason": event.reason}
        yield Event(event.happened_at, Happened.PAPER, _name(who), values=values)


def _name(who: Identity | None) -> str:
    return who.full_name if who else ""
