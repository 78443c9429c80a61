"""Answer sheets: what of a closed attempt is kept in one row, for statistics to read."""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from helpcourse.assessment.questions import TICKED, Question, QuestionKind
from helpcourse.assessment.questions import Answer as Given
from helpcourse.assessment.sheets import seconds_by_question, with_points, written, written_times
from helpcourse.learning.essays.queries import points_given
from helpcourse.learning.models import Answer, Attempt, AttemptState, Grade, Sheet
from helpcourse.learning.regrading.queries import changes_of
from helpcourse.learning.regrading.rules import scores
from helpcourse.learning.uncounted import counting_answers

FORMAT = 1  # of a row; one more whenever what is in it changes


@dataclass(frozen=True, slots=True)
class Save:
    """That an answer was saved."""

    question_id: str
    language: str  # in which the question was read
    saved_at: datetime


def keep_sheet(session: Session, attempt: Attempt, questions: Mapping[str, Question]) -> None:
    """Write the sheet of a closed attempt by its answers and its last grade, in place of an older one.

    Without essays that a tutor has still to read.
    """
    of_attempt = Grade.attempt_id == attempt.id
    graded = session.scalars(select(Grade).where(of_attempt).order_by(Grade.number.desc()).limit(1)).one()
    saves = _saves(session, attempt.id)
    spent = seconds_by_question(attempt.began_at, [(save.saved_at, save.question_id) for save in saves])
    session.execute(delete(Sheet).where(Sheet.attempt_id == attempt.id))
    session.add(
        Sheet(
            attempt_id=attempt.id,
            enrolment_id=attempt.enrolment_id,
            edition_id=attempt.edition_id,
            module_id=attempt.module_id,
            number=attempt.number,
            format=FORMAT,
            language=_language(saves),
            points=graded.points,
            out_of=round(graded.out_of - graded.awaits, 4),
            is_passed=graded.is_passed,
            entries=_entries(session, attempt, graded, questions),
            seconds=written_times(spent),
        )
    )


def correct_sheets(session: Session, edition_id: int, graded: Mapping[uuid.UUID, Grade]) -> None:
    """Put new grades of an edition's attempts into their sheets; a sheet that is missing or old is made as ever."""
    kept = session.scalars(select(Sheet).where(Sheet.edition_id == edition_id, Sheet.format == FORMAT))
    for sheet in kept:
        if grade := graded.get(sheet.attempt_id):
            sheet.points, sheet.is_passed = grade.points, grade.is_passed
            sheet.entries = with_points(sheet.entries, grade.by_question or {})
    session.flush()


def without_sheet(session: Session) -> list[tuple[uuid.UUID, int]]:
    """Graded attempts that have no sheet of today's form, each with its edition."""
    rows = session.execute(
        select(Attempt.id, Attempt.edition_id)
        .outerjoin(Sheet, Sheet.attempt_id == Attempt.id)
        .where(Attempt.state != AttemptState.OPEN, or_(Sheet.attempt_id.is_(None), Sheet.format < FORMAT))
        .order_by(Attempt.edition_id)
    )
    return [(row.id, row.edition_id) for row in rows]


def _entries(session: Session, attempt: Attempt, graded: Grade, questions: Mapping[str, Question]) -> str:
    saved = counting_answers(session, attempt.id)
    given = {id_: saved[id_].given if id_ in saved else {} for id_ in questions}
    changes = changes_of(session, attempt.edition_id, attempt.module_id)
    reached = scores(questions, given, changes, points_given(session, attempt.id, saved))
    points = {id_: one.points for id_, one in reached.items()} | (graded.by_question or {})
    read = [id_ for id_, one in reached.items() if not one.awaits_review]
    return written((id_, points[id_], _countable(questions[id_], given[id_])) for id_ in read)


def _countable(question: Question, given: Given) -> Given:
    """Of an essay only that there is one: its words go with their writer, and nobody else writes the same."""
    return dict.fromkeys(given, TICKED) if question.kind is QuestionKind.ESSAY else given


def _saves(session: Session, attempt_id: uuid.UUID) -> list[Save]:
    """Each time that something was saved, in the order of time."""
    rows = session.execute(
        select(Answer.question_id, Answer.language, Answer.saved_at)
        .where(Answer.attempt_id == attempt_id)
        .order_by(Answer.saved_at, Answer.question_id, Answer.revision)
    )
    return [Save(*row) for row in rows]


def _language(saves: Sequence[Save]) -> str:
    """In which most questions were read when they were answered last; of equally many, the later one."""
    last = {save.question_id: save.language for save in saves}
    counted = Counter(reversed(last.values()))
    return counted.most_common(1)[0][0] if counted else ""
