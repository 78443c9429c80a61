"""Late answers that somebody lets count: a new grade beside the old one, with who and why."""

import uuid
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Select, func, select, tuple_
from sqlalchemy.orm import Session

from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.errors import ConflictError
from helpcourse.learning.actions import finish_course_if_complete
from helpcourse.learning.attempts import graded, hold_keys, questions_of
from helpcourse.learning.given import read
from helpcourse.learning.models import Attempt, AttemptState, Grade, UncountedAnswer
from helpcourse.learning.queries import SavedAnswer
from helpcourse.learning.sheets import keep_sheet
from helpcourse.learning.telling import tell_result
from helpcourse.learning.uncounted import counting_answers

LONGEST_REASON = 2000

LateOne = tuple[str, int]  # question id, number among the late answers to it


def let_count(
    session: Session,
    attempt_id: uuid.UUID,
    edition: ServedEdition,
    which: Collection[LateOne],
    *,
    by_id: int,
    reason: str,
    now: datetime,
) -> bool:
    """Grade the attempt again with these, and mail the learner; False if all of them count already.

    The later answer to a question wins. Raises ConflictError while the attempt is open.
    """
    attempt = session.scalars(select(Attempt).where(Attempt.id == attempt_id).with_for_update(key_share=True)).one()
    if attempt.state is AttemptState.OPEN:
        raise ConflictError("attempt_open")
    chosen = session.scalars(_not_counted(attempt_id, which)).all()
    if not chosen:
        return False
    answers = counting_answers(session, attempt_id)
    answers |= {one.question_id: SavedAnswer(read(one.given), 0, one.came_at) for one in chosen}
    hold_keys(session, edition.id)
    grade = graded(session, attempt, edition, answers, now=now)
    grade.number = session.scalars(select(func.max(Grade.number)).where(Grade.attempt_id == attempt_id)).one() + 1
    grade.graded_by_id, grade.reason = by_id, reason
    session.add(grade)
    session.flush()
    for answer in chosen:
        answer.counted_in = grade.number
    session.flush()
    keep_sheet(session, attempt, questions_of(attempt, edition))
    finish_course_if_complete(session, attempt.enrolment_id, edition.course, now=now)
    tell_result(session, attempt_id, edition, now=now)
    return True


def _not_counted(attempt_id: uuid.UUID, which: Collection[LateOne]) -> Select[UncountedAnswer]:
    return (
        select(UncountedAnswer)
        .where(
            UncountedAnswer.attempt_id == attempt_id,
            UncountedAnswer.counted_in.is_(None),
            tuple_(UncountedAnswer.question_id, UncountedAnswer.number).in_(which),
        )
        .order_by(UncountedAnswer.number)
    )
