"""Writes of learning: enrol, answer, reflect, finish a lesson."""

import uuid
from datetime import date, datetime

from sqlalchemy import case, delete, insert, or_, select, update
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Person
from helpcourse.assessment.grading import Grade, grade, is_answer
from helpcourse.assessment.questions import Answer as Given
from helpcourse.assessment.questions import Question
from helpcourse.content.compiled import CompiledCourse
from helpcourse.db import rows_touched
from helpcourse.errors import ConflictError
from helpcourse.learning.activity.actions import spend
from helpcourse.learning.given import written
from helpcourse.learning.models import Allowance, CheckAnswer, Enrolment, LessonDone, LessonTime, Reflection
from helpcourse.learning.queries import find_progress
from helpcourse.learning.rules import missing_steps
from helpcourse.learning.standing import accepted_cases, passed_by

LONGEST_REFLECTION = 20_000  # characters
LONGEST_SITTING_S = 3_600  # one report of time spent; more is a clock gone wrong


def enrol(session: Session, person_id: int, course_id: str, *, now: datetime) -> uuid.UUID:
    """Enrol the person, or find that they are; the enrolment's id."""
    session.execute(
        select(Person.id).where(Person.id == person_id).with_for_update(key_share=True)
    )  # a double click waits
    known = find_progress(session, person_id, course_id)
    if known:
        return known.enrolment_id
    enrolment = Enrolment(person_id=person_id, course_id=course_id, enrolled_at=now)
    session.add(enrolment)
    session.flush()
    return enrolment.id


def answer_check(
    session: Session,
    enrolment_id: uuid.UUID,
    lesson_id: str,
    question: Question,
    given: Given,
    *,
    seen: int,
    edition_id: int,
    language: str,
    now: datetime,
) -> Grade:
    """Keep one more try at a knowledge check; `seen` tries had been shown, so that one sent twice is kept once."""
    if not is_answer(question, given):
        raise ConflictError("question_changed")
    _touch(session, enrolment_id, lesson_id, now, f"question-{question.id}")  # as the page names its place
    of_question = (
        CheckAnswer.enrolment_id == enrolment_id,
        CheckAnswer.lesson_id == lesson_id,
        CheckAnswer.question_id == question.id,
    )
    last = session.scalar(select(CheckAnswer).where(*of_question).order_by(CheckAnswer.number.desc()).limit(1))
    kept = written(given)
    if last is None or last.number <= seen or last.given != kept:
        session.add(
            CheckAnswer(
                enrolment_id=enrolment_id,
                lesson_id=lesson_id,
                question_id=question.id,
                number=last.number + 1 if last else 1,
                edition_id=edition_id,
                language=language,
                given=kept,
                answered_at=now,
            )
        )
    return grade(question, given)


def keep_reflection(
    session: Session, enrolment_id: uuid.UUID, lesson_id: str, block_id: str, text: str, *, seen: int, now: datetime
) -> int:
    """Keep a private note as its next revision; that revision, 0 if nothing was ever written.

    Raises ConflictError if another tab has saved other words since `seen`: nothing is overwritten in silence.
    """
    if len(text) > LONGEST_REFLECTION:
        raise ConflictError("reflection_too_long")
    _touch(session, enrolment_id, lesson_id, now, block_id)
    last = session.scalar(
        select(Reflection)
        .where(
            Reflection.enrolment_id == enrolment_id,
            Reflection.lesson_id == lesson_id,
            Reflection.block_id == block_id,
        )
        .order_by(Reflection.revision.desc())
        .limit(1)
    )
    if last is None and not text.strip():
        return 0
    if last and last.text == text:
        return last.revision
    if last and last.revision > seen:
        raise ConflictError("reflection_changed")
    revision = last.revision + 1 if last else 1
    session.add(
        Reflection(
            enrolment_id=enrolment_id,
            lesson_id=lesson_id,
            block_id=block_id,
            revision=revision,
            text=text,
            saved_at=now,
        )
    )
    return revision


def note_activity(session: Session, enrolment_id: uuid.UUID, *, now: datetime) -> None:
    """Something was done elsewhere than in a lesson; where to go on stays the same."""
    is_later = or_(Enrolment.last_active_at.is_(None), Enrolment.last_active_at < now)
    session.execute(update(Enrolment).where(Enrolment.id == enrolment_id, is_later).values(last_active_at=now))


def finish_lesson(
    session: Session, enrolment_id: uuid.UUID, lesson_id: str, course: CompiledCourse, *, now: datetime
) -> bool:
    """Mark a lesson as finished; again is no error. Whether that finishes the course: nothing else is missing."""
    _touch(session, enrolment_id, lesson_id, now)
    known = session.get(LessonDone, (enrolment_id, lesson_id))
    if known is None:
        session.add(LessonDone(enrolment_id=enrolment_id, lesson_id=lesson_id, done_at=now))
        session.flush()
    return finish_course_if_complete(session, enrolment_id, course, now=now)


def finish_course_if_complete(
    session: Session, enrolment_id: uuid.UUID, course: CompiledCourse, *, now: datetime
) -> bool:
    """Note the day on which the completion rule was met; whether it is met.

    Holds the enrolment: the last lesson and the test, finished at the same moment, would not see each other.
    """
    session.execute(select(Enrolment.id).where(Enrolment.id == enrolment_id).with_for_update(key_share=True))
    done = session.scalars(select(LessonDone.lesson_id).where(LessonDone.enrolment_id == enrolment_id)).all()
    passed, accepted = passed_by(session, enrolment_id, course), accepted_cases(session, enrolment_id)
    if missing_steps(course, done, passed=passed, accepted=accepted):
        return False
    session.execute(
        update(Enrolment).where(Enrolment.id == enrolment_id, Enrolment.finished_at.is_(None)).values(finished_at=now)
    )
    return True


def keep_place(
    session: Session,
    enrolment_id: uuid.UUID,
    lesson_id: str,
    anchor: str | None,
    seconds: int,
    *,
    day: date | None = None,
    now: datetime,
) -> None:
    """Where the learner is, and how many seconds were spent there since the last report; `day`: where the site is."""
    _touch(session, enrolment_id, lesson_id, now, anchor)
    spent = min(max(seconds, 0), LONGEST_SITTING_S)
    updated = session.execute(
        update(LessonTime)
        .where(LessonTime.enrolment_id == enrolment_id, LessonTime.lesson_id == lesson_id)
        .values(seconds=LessonTime.seconds + spent)
    )
    if rows_touched(updated) == 0:
        session.execute(insert(LessonTime).values(enrolment_id=enrolment_id, lesson_id=lesson_id, seconds=spent))
    if day and spent:
        spend(session, enrolment_id, day, spent)


def erase_words(session: Session, person_id: int) -> None:
    """Delete what a person wrote for themselves, and why they were given more time; answers and results stay."""
    mine = select(Enrolment.id).where(Enrolment.person_id == person_id)
    session.execute(delete(Reflection).where(Reflection.enrolment_id.in_(mine)))
    session.execute(update(Allowance).where(Allowance.enrolment_id.in_(mine)).values(reason=""))


def _touch(session: Session, enrolment_id: uuid.UUID, lesson_id: str, now: datetime, anchor: str | None = None) -> None:
    """Remember where the learner was last; without an anchor, the place in the same lesson stays what it was.

    Before anything is read: the row stays locked until the commit, so that a double click waits for the first.
    """
    place = anchor or case((Enrolment.last_lesson_id == lesson_id, Enrolment.last_anchor))
    session.execute(
        update(Enrolment)
        .where(Enrolment.id == enrolment_id)
        .values(last_active_at=now, last_lesson_id=lesson_id, last_anchor=place)
    )
