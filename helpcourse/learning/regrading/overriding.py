"""A tutor sets the result of an attempt, or lets its answers count again: a new grade beside the old ones."""

import uuid
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Identity
from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.errors import ConflictError
from helpcourse.learning.actions import finish_course_if_complete
from helpcourse.learning.attempts import graded_by_answers, hold_keys, questions_of, set_to
from helpcourse.learning.essays.rules import may_be_given
from helpcourse.learning.models import Attempt, AttemptState, Grade, GradeOverride
from helpcourse.learning.sheets import keep_sheet
from helpcourse.learning.telling import tell_of
from helpcourse.learning.uncounted import counting_answers
from helpcourse.messages.models import MailKind


def override(
    session: Session,
    attempt_id: uuid.UUID,
    edition: ServedEdition,
    points: float | None,
    *,
    seen: int,
    reason: str,
    by_id: int,
    now: datetime,
) -> bool:
    """Set the points of a closed attempt and mail the learner; None: what the answers earn. False if it was done so.

    `seen`: the number of the grade that the page had shown. Raises ConflictError while the attempt is open, for points
    that cannot be given, and if there is another grade since.
    """
    attempt = session.scalars(select(Attempt).where(Attempt.id == attempt_id).with_for_update(key_share=True)).one()
    if attempt.state is AttemptState.OPEN:
        raise ConflictError("attempt_open")
    hold_keys(session, edition.id)  # before the last grade is read: a new key makes another one
    last = session.scalars(
        select(Grade).where(Grade.attempt_id == attempt_id).order_by(Grade.number.desc()).limit(1)
    ).one()
    if last.number != seen:
        if _is_same(session, last, points, reason, by_id):
            return False
        raise ConflictError("graded_meanwhile")
    if points is not None and not may_be_given(points, last.out_of):
        raise ConflictError("points_not_given")
    grade = graded_by_answers(session, attempt, edition, counting_answers(session, attempt_id), now=now)
    if points is not None:
        set_to(grade, points, edition.course.tests[attempt.module_id].rules.pass_mark)
    grade.number, grade.graded_by_id, grade.reason = last.number + 1, by_id, reason
    session.add(grade)
    session.flush()
    session.add(GradeOverride(attempt_id=attempt_id, number=grade.number, points=points))
    session.flush()
    keep_sheet(session, attempt, questions_of(attempt, edition))
    finish_course_if_complete(session, attempt.enrolment_id, edition.course, now=now)
    by = session.scalars(select(Identity).where(Identity.person_id == by_id)).one().full_name
    tell_of(session, MailKind.GRADE_CHANGED, attempt_id, edition, told={"by": by, "reason": reason}, now=now)
    return True


def _is_same(session: Session, last: Grade, points: float | None, reason: str, by_id: int) -> bool:
    """Whether the last grade is this one: the form was sent twice."""
    kept = session.get(GradeOverride, (last.attempt_id, last.number))
    return kept is not None and (kept.points, last.reason, last.graded_by_id) == (points, reason, by_id)
