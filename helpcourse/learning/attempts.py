"""Writes of tests, the final one and those of modules: begin, save an answer, submit, close by the clock."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, aliased

from helpcourse.assessment.drawing import draw
from helpcourse.assessment.grading import Grade as Score
from helpcourse.assessment.grading import is_answer, is_decided, is_passed, total
from helpcourse.assessment.questions import Answer as Given
from helpcourse.assessment.questions import Question
from helpcourse.catalogue.models import Edition
from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.db import rows_touched
from helpcourse.errors import ConflictError
from helpcourse.learning.actions import finish_course_if_complete, note_activity
from helpcourse.learning.allowances import extra_of
from helpcourse.learning.essays.queries import points_given
from helpcourse.learning.given import written
from helpcourse.learning.models import Answer, Attempt, AttemptState, Enrolment, Grade, WhyUncounted
from helpcourse.learning.queries import OneAttempt, SavedAnswer, attempts_of, past_attempts, saved_answers
from helpcourse.learning.regrading.queries import changes_of, overridden_points
from helpcourse.learning.regrading.rules import scores
from helpcourse.learning.rules import admission, due_at, is_out_of_time
from helpcourse.learning.sheets import keep_sheet
from helpcourse.learning.telling import tell_result
from helpcourse.learning.uncounted import keep

NOTHING_GIVEN: Mapping[str, float] = {}


@dataclass(frozen=True, slots=True)
class Late:
    """The attempt was over: the answer is kept, but does not count by itself."""

    why: WhyUncounted


@dataclass(frozen=True, slots=True)
class Overtaken:
    """Another tab or device has saved a different answer since the page was opened; nothing was overwritten."""

    saved: SavedAnswer


def begin(
    session: Session,
    enrolment_id: uuid.UUID,
    edition: ServedEdition,
    module_id: str = "",
    *,
    language: str | None = None,
    seed: int,
    now: datetime,
) -> uuid.UUID:
    """Begin an attempt, or find the open one, out of time or not. Raises ConflictError if none may be begun.

    At the final test, or at a module's quiz; `language`: in which it must be taken, if the course has it.
    """
    session.execute(select(Enrolment.id).where(Enrolment.id == enrolment_id).with_for_update(key_share=True))
    attempts = attempts_of(session, enrolment_id, module_id)
    if running := next((attempt for attempt in attempts if attempt.state is AttemptState.OPEN), None):
        return running.id
    test, extra = edition.course.tests.get(module_id), extra_of(session, enrolment_id, module_id)
    admitted = admission(test.rules if test else None, past_attempts(attempts), extra=extra, now=now)
    if admitted.reason or test is None:
        raise ConflictError(admitted.reason or "no_test")
    drawn = draw(test.bank, test.rules.draw, shuffle=test.rules.shuffle, seed=seed)
    attempt = Attempt(
        enrolment_id=enrolment_id,
        number=len(attempts) + 1,
        edition_id=edition.id,
        seed=seed,
        questions=[[one.question_id, *one.order] for one in drawn],
        began_at=now,
        due_at=due_at(test.rules, now, extra),
        module_id=module_id,
        language=language if language in edition.course.languages else None,
    )
    session.add(attempt)
    session.flush()
    note_activity(session, enrolment_id, now=now)
    return attempt.id


def questions_of(attempt: Attempt | OneAttempt, edition: ServedEdition) -> dict[str, Question]:
    """The questions of an attempt in the order in which they are asked."""
    bank = {question.id: question for question in edition.course.tests[attempt.module_id].bank}
    return {question_id: bank[question_id] for question_id, *_order in attempt.questions}


def _save_statement(insert: Any) -> Any:
    """Saves into an open attempt only, a revision once, after the one that was seen, and only what differs from it.

    The lock keeps the attempt from being closed meanwhile. Of one that was closed it is kept: a shared one would
    make two late answers, each of which has to lock the attempt for itself, wait for each other.
    """
    columns = Answer.__table__.c
    names = ["question_id", "revision", "given", "language", "saved_at"]
    values = {name: bindparam(name, type_=columns[name].type) for name in ("attempt_id", *names)}
    seen = aliased(Answer)
    differs_from_seen = select(seen.revision).where(
        seen.attempt_id == values["attempt_id"],
        seen.question_id == values["question_id"],
        seen.revision == values["revision"] - 1,
        seen.given != values["given"],
    )
    row = (
        select(Attempt.id, *(values[name] for name in names))
        .where(
            Attempt.id == values["attempt_id"],
            Attempt.state == AttemptState.OPEN,
            or_(values["revision"] == 1, differs_from_seen.exists()),
        )
        .with_for_update(key_share=True, of=Attempt)
    )
    return (
        insert(Answer.__table__)
        .from_select(["attempt_id", *names], row, include_defaults=False)
        .on_conflict_do_nothing()
        .execution_options(preserve_rowcount=True)  # without it psycopg's is -1 for an INSERT, saved or not
    )


# Built once: it is the busiest write of all.
_SAVE = {"sqlite": _save_statement(sqlite.insert), "postgresql": _save_statement(postgresql.insert)}


def save_answer(
    session: Session,
    attempt: OneAttempt,
    question: Question,
    given: Given,
    *,
    seen: int,
    language: str,
    now: datetime,
    given_at: datetime | None = None,
) -> int | Overtaken | Late:
    """Save an answer as the revision after the one that the page had seen; the revision in which it is kept now.

    The same answer sent again is not saved again. `given_at` is what the device says, None if it says nothing.
    Raises ConflictError if the answer is none to this question.
    """
    if not is_answer(question, given):
        raise ConflictError("question_changed")
    is_late = is_out_of_time(attempt.due_at, now=now)
    values = {
        "attempt_id": attempt.id,
        "question_id": question.id,
        "revision": seen + 1,
        "given": written(given),
        "language": language,
        "saved_at": now,
    }
    if not is_late and _is_saved(session, values):
        return seen + 1
    last = saved_answers(session, attempt.id).get(question.id)
    if last and last.given == given:
        return last.revision
    if why := _why_late(session, attempt.id, is_late=is_late):
        if given:
            keep(session, attempt.id, question.id, given, why=why, language=language, given_at=given_at, now=now)
        return Late(why)
    if last is None:
        raise ConflictError("revision_unknown")  # no page of ours had seen it
    return Overtaken(last)


def _is_saved(session: Session, values: Mapping[str, object]) -> bool:
    saved = session.execute(_SAVE[session.get_bind().dialect.name], values)
    return bool(rows_touched(saved))


def _why_late(session: Session, attempt_id: uuid.UUID, *, is_late: bool) -> WhyUncounted | None:
    """None: the attempt goes on."""
    state = session.scalar(select(Attempt.state).where(Attempt.id == attempt_id))
    if state is AttemptState.SUBMITTED:
        return WhyUncounted.SUBMITTED
    return WhyUncounted.OUT_OF_TIME if is_late or state is AttemptState.EXPIRED else None


def submit(session: Session, attempt_id: uuid.UUID, edition: ServedEdition, *, now: datetime) -> bool:
    """Close the attempt and grade what was saved; whether it was this call that did so (a double click is done once).

    An attempt out of time counts as closed when its time ended, so that nobody waits longer for a slow clock.
    The learner is told by mail.
    """
    due = session.scalar(select(Attempt.due_at).where(Attempt.id == attempt_id))
    if due is not None and is_out_of_time(due, now=now):
        is_ours = _close(session, attempt_id, edition, AttemptState.EXPIRED, due)
    else:
        is_ours = _close(session, attempt_id, edition, AttemptState.SUBMITTED, now)
    if is_ours:
        tell_result(session, attempt_id, edition, now=now)
    return is_ours


def _close(session: Session, attempt_id: uuid.UUID, edition: ServedEdition, state: AttemptState, now: datetime) -> bool:
    closed = session.execute(
        update(Attempt)
        .where(Attempt.id == attempt_id, Attempt.state == AttemptState.OPEN)
        .values(state=state, closed_at=now)
    )
    if rows_touched(closed) == 0:
        return False
    attempt = session.get_one(Attempt, attempt_id, populate_existing=True)
    hold_keys(session, edition.id)
    session.add(graded(session, attempt, edition, saved_answers(session, attempt_id), now=now))
    session.flush()
    keep_sheet(session, attempt, questions_of(attempt, edition))
    if state is AttemptState.SUBMITTED:
        note_activity(session, attempt.enrolment_id, now=now)
    finish_course_if_complete(session, attempt.enrolment_id, edition.course, now=now)
    return True


def hold_keys(session: Session, edition_id: int) -> None:
    """Nobody changes a key of this edition until the grade that is about to be made has been written."""
    session.execute(select(Edition.id).where(Edition.id == edition_id).with_for_update(read=True))


def graded(
    session: Session,
    attempt: Attempt,
    edition: ServedEdition,
    answers: Mapping[str, SavedAnswer],
    *,
    given_now: Mapping[str, float] = NOTHING_GIVEN,
    now: datetime,
) -> Grade:
    """The grade that counts with these answers, not yet in the database: what a tutor has set for the whole stands.

    `given_now`: question id -> points for an essay that are not yet kept.
    """
    grade = graded_by_answers(session, attempt, edition, answers, given_now=given_now, now=now)
    points = overridden_points(session, attempt.id)
    return grade if points is None else set_to(grade, points, edition.course.tests[attempt.module_id].rules.pass_mark)


def graded_by_answers(
    session: Session,
    attempt: Attempt,
    edition: ServedEdition,
    answers: Mapping[str, SavedAnswer],
    *,
    given_now: Mapping[str, float] = NOTHING_GIVEN,
    now: datetime,
) -> Grade:
    """The same by nothing but the answers, the keys that hold, and what tutors gave for essays."""
    changes = changes_of(session, edition.id, attempt.module_id)
    by_tutors = {**points_given(session, attempt.id, answers), **given_now}
    given = {id_: answer.given for id_, answer in answers.items()}
    by_question = scores(questions_of(attempt, edition), given, changes, by_tutors)
    reached, pass_mark = total(by_question.values()), edition.course.tests[attempt.module_id].rules.pass_mark
    return Grade(
        attempt_id=attempt.id,
        number=1,
        points=reached.points,
        out_of=reached.out_of,
        is_passed=is_passed(reached, pass_mark),
        graded_at=now,
        by_question={id_: one.points for id_, one in by_question.items()},
        awaits=reached.awaits,
        is_decided=is_decided(reached, pass_mark),
    )


def set_to(grade: Grade, points: float, pass_mark: float) -> Grade:
    """The same with so many points in all; what is still to be read does not change them."""
    grade.points, grade.is_decided = points, True
    grade.is_passed = is_passed(Score(points, grade.out_of), pass_mark)
    return grade
