"""Answers that came too late, or from somebody logged out: kept, shown, and counted only if somebody says so."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import literal, select, update
from sqlalchemy.orm import Session

from helpcourse.assessment.questions import Answer as Given
from helpcourse.learning.given import read, written
from helpcourse.learning.models import Answer, Attempt, UncountedAnswer, WhyUncounted
from helpcourse.learning.queries import SavedAnswer, saved_answers

MOST = 50  # of one question; whoever sends more is no learner on a bad line


@dataclass(frozen=True, slots=True)
class Uncounted:
    """An answer that is not in its attempt."""

    question_id: str
    number: int
    given: Given
    why: WhyUncounted
    given_at: datetime | None  # as the device says; None: unknown
    came_at: datetime
    is_counted: bool  # somebody has let it count


def keep(
    session: Session,
    attempt_id: uuid.UUID,
    question_id: str,
    given: Given,
    *,
    why: WhyUncounted,
    language: str,
    given_at: datetime | None,
    now: datetime,
) -> None:
    """Keep it once, however often it is sent."""
    began_at = session.scalars(
        select(Attempt.began_at).where(Attempt.id == attempt_id).with_for_update(key_share=True)
    ).one()
    of_question = (UncountedAnswer.attempt_id == attempt_id, UncountedAnswer.question_id == question_id)
    kept = session.execute(
        select(UncountedAnswer.number, UncountedAnswer.given, UncountedAnswer.settled_at)
        .where(*of_question)
        .order_by(UncountedAnswer.number.desc())
        .limit(1)
    ).one_or_none()
    if kept and (kept.number >= MOST or (kept.given == written(given) and kept.settled_at is None)):
        return
    session.add(
        UncountedAnswer(
            attempt_id=attempt_id,
            question_id=question_id,
            number=kept.number + 1 if kept else 1,
            given=written(given),
            language=language,
            why=why,
            given_at=min(max(given_at, began_at), now) if given_at else None,
            came_at=now,
        )
    )
    session.flush()


def settle(session: Session, attempt_id: uuid.UUID, question_id: str, *, now: datetime) -> None:
    """The learner has seen what came when they were logged out, and has chosen anew."""
    session.execute(
        update(UncountedAnswer)
        .where(
            UncountedAnswer.attempt_id == attempt_id,
            UncountedAnswer.question_id == question_id,
            UncountedAnswer.why == WhyUncounted.LOGGED_OUT,
            UncountedAnswer.settled_at.is_(None),
        )
        .values(settled_at=now)
    )


def uncounted_answers(session: Session, attempt_id: uuid.UUID) -> list[Uncounted]:
    """In the order of their coming; not those in whose place the learner has chosen anew."""
    rows = session.scalars(
        select(UncountedAnswer)
        .where(UncountedAnswer.attempt_id == attempt_id, UncountedAnswer.settled_at.is_(None))
        .order_by(UncountedAnswer.came_at, UncountedAnswer.question_id, UncountedAnswer.number)
    )
    return [_uncounted(row) for row in rows]


def counting_answers(session: Session, attempt_id: uuid.UUID) -> dict[str, SavedAnswer]:
    """Question id -> the answer that counts: the last one saved, or a late one that somebody has let count."""
    late = {
        answer.question_id: SavedAnswer(answer.given, 0, answer.came_at)
        for answer in uncounted_answers(session, attempt_id)
        if answer.is_counted
    }
    return saved_answers(session, attempt_id) | late


def counting_answers_to(
    session: Session, edition_id: int, module_id: str, question_id: str
) -> dict[uuid.UUID, SavedAnswer]:
    """The same of one question in all attempts at a test of an edition: attempt -> answer."""
    ours = (Attempt.edition_id == edition_id, Attempt.module_id == module_id)
    saved = (
        select(Answer.attempt_id, Answer.given, Answer.revision, Answer.saved_at)
        .join(Attempt, Attempt.id == Answer.attempt_id)
        .where(*ours, Answer.question_id == question_id)
        .order_by(Answer.revision)
    )
    late = (
        select(
            UncountedAnswer.attempt_id,
            UncountedAnswer.given,
            literal(0).label("revision"),
            UncountedAnswer.came_at.label("saved_at"),
        )
        .join(Attempt, Attempt.id == UncountedAnswer.attempt_id)
        .where(
            *ours,
            UncountedAnswer.question_id == question_id,
            UncountedAnswer.settled_at.is_(None),
            UncountedAnswer.counted_in.is_not(None),
        )
        .order_by(UncountedAnswer.came_at, UncountedAnswer.number)
    )
    last = {row.attempt_id: row for rows in (saved, late) for row in session.execute(rows)}
    return {id_: SavedAnswer(read(row.given), row.revision, row.saved_at) for id_, row in last.items()}


def _uncounted(row: UncountedAnswer) -> Uncounted:
    return Uncounted(
        row.question_id,
        row.number,
        read(row.given),
        row.why,
        row.given_at,
        row.came_at,
        row.counted_in is not None,
    )
