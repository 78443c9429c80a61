"""Writes of regrading: change a key, and grade again whom it concerns."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.assessment.questions import Question, QuestionKind
from helpcourse.catalogue.models import Edition
from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.errors import ConflictError, NotFoundError
from helpcourse.learning.actions import finish_course_if_complete
from helpcourse.learning.allowances import titles_of_test
from helpcourse.learning.attempts import questions_of
from helpcourse.learning.models import Attempt, Grade
from helpcourse.learning.regrading.effects import Effect, effects
from helpcourse.learning.regrading.models import KeyChange
from helpcourse.learning.regrading.rules import Change, Key, can_lend_its_key, key_of, written
from helpcourse.learning.sheets import correct_sheets, keep_sheet
from helpcourse.messages.actions import queue
from helpcourse.messages.models import MailKind


def regrade(
    session: Session,
    edition: ServedEdition,
    module_id: str,
    question_id: str,
    source: ServedEdition | None,
    *,
    only_improves: bool,
    reason: str,
    seen: int,
    by_id: int,
    now: datetime,
) -> int:
    """Grade a question of a test as in another edition, or give its points to all who were asked; how many changed.

    `seen` changes had been shown: the same sent again is done once, and on top of another it is refused with a
    ConflictError. Old grades stay. Who passes now may have finished the course; papers are left alone.
    """
    question = get_question(edition, module_id, question_id)
    change = Change(_key(question, module_id, source), only_improves)
    _lock(session, edition.id)
    source_id = source.id if source else None
    if last := _last(session, edition.id, module_id, question_id, seen):
        if (last.from_edition_id, last.only_improves, last.reason) != (source_id, only_improves, reason):
            raise ConflictError("key_changed")
        return 0
    concerned = [one for one in effects(session, edition, module_id, question, change) if one.is_changed]
    session.add(
        KeyChange(
            edition_id=edition.id,
            module_id=module_id,
            question_id=question_id,
            number=seen + 1,
            from_edition_id=source_id,
            key=written(change.key) if change.key else None,
            only_improves=only_improves,
            reason=reason,
            changed_at=now,
            changed_by_id=by_id,
        )
    )
    _grade_again(session, concerned, edition, module_id, question, reason=reason, by_id=by_id, now=now)
    return len(concerned)


def get_question(edition: ServedEdition, module_id: str, question_id: str) -> Question:
    """Of the test. Raises NotFoundError."""
    question = find_question(edition, module_id, question_id)
    if question is None:
        raise NotFoundError
    return question


def find_question(edition: ServedEdition, module_id: str, question_id: str) -> Question | None:
    """None too if the edition has no such test."""
    test = edition.course.tests.get(module_id)
    return next((one for one in test.bank if one.id == question_id), None) if test else None


def _key(question: Question, module_id: str, source: ServedEdition | None) -> Key | None:
    if source is None:
        return None
    other = get_question(source, module_id, question.id)
    if not can_lend_its_key(question, other):
        raise ConflictError("another_question")
    return key_of(other)


def _lock(session: Session, edition_id: int) -> None:
    """Whoever closes an attempt of the edition holds it too: none is graded by the old key while this goes on."""
    session.execute(select(Edition.id).where(Edition.id == edition_id).with_for_update(key_share=True))


def _last(session: Session, edition_id: int, module_id: str, question_id: str, seen: int) -> KeyChange | None:
    """The change after the one that was seen. Raises ConflictError if more has changed since, or nothing was so."""
    changes = session.scalars(
        select(KeyChange)
        .where(
            KeyChange.edition_id == edition_id,
            KeyChange.module_id == module_id,
            KeyChange.question_id == question_id,
        )
        .order_by(KeyChange.number)
    ).all()
    if seen < 0 or len(changes) - seen not in (0, 1):
        raise ConflictError("key_changed")
    return changes[seen] if len(changes) > seen else None


def _grade_again(
    session: Session,
    concerned: Sequence[Effect],
    edition: ServedEdition,
    module_id: str,
    question: Question,
    *,
    reason: str,
    by_id: int,
    now: datetime,
) -> None:
    grades = [_grade(one, reason=reason, by_id=by_id, now=now) for one in concerned]
    session.add_all(grades)
    session.flush()
    if question.kind is QuestionKind.ESSAY:  # which sheets have only once it has been read
        for attempt in session.scalars(select(Attempt).where(Attempt.id.in_([one.attempt_id for one in grades]))):
            keep_sheet(session, attempt, questions_of(attempt, edition))
    else:
        correct_sheets(session, edition.id, {one.attempt_id: one for one in grades})
    for one in concerned:
        if one.after.points > one.before.points:
            finish_course_if_complete(session, one.enrolment_id, edition.course, now=now)
        if one.name:
            _tell(session, one, edition, module_id, reason, now=now)


def _grade(one: Effect, *, reason: str, by_id: int, now: datetime) -> Grade:
    return Grade(
        attempt_id=one.attempt_id,
        number=one.last_grade + 1,
        points=one.after.points,
        out_of=one.after.out_of,
        is_passed=one.is_passed,
        graded_at=now,
        graded_by_id=by_id,
        reason=reason,
        by_question=dict(one.by_question),
        awaits=one.after.awaits,
        is_decided=one.is_decided,
    )


def _tell(session: Session, one: Effect, edition: ServedEdition, module_id: str, reason: str, *, now: datetime) -> None:
    path = f"/{one.language}/attempts/{one.attempt_id}"
    values = {**titles_of_test(edition.course, module_id), "reason": reason, "path": path}
    queue(session, one.person_id, MailKind.REGRADED, one.language, values, now=now)
