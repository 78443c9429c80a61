"""What one more change of a key would make of the attempts that ask the question: read, not written."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from helpcourse.accounts.models import Identity, Person
from helpcourse.assessment.grading import Grade as Score
from helpcourse.assessment.grading import is_decided, is_passed
from helpcourse.assessment.questions import Question
from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.learning.attempts import questions_of
from helpcourse.learning.essays.queries import points_given, points_given_for
from helpcourse.learning.models import Attempt, AttemptState, Enrolment, Grade
from helpcourse.learning.regrading.queries import changes_of, overridden_among
from helpcourse.learning.regrading.rules import Change, Changes, score, scores
from helpcourse.learning.uncounted import counting_answers, counting_answers_to


@dataclass(frozen=True, slots=True)
class Effect:
    """One closed attempt, before and after."""

    attempt_id: uuid.UUID
    enrolment_id: uuid.UUID
    person_id: int
    person_key: uuid.UUID
    language: str  # of the person's mails
    name: str  # empty: erased
    number: int  # of the attempt
    last_grade: int  # its number
    before: Score
    after: Score
    was_passed: bool
    was_decided: bool
    is_passed: bool
    is_decided: bool  # after: not, if it depends on what a tutor has still to give
    by_question: Mapping[str, float]  # after

    @property
    def is_changed(self) -> bool:
        return self.before != self.after


def effects(
    session: Session, edition: ServedEdition, module_id: str, question: Question, change: Change
) -> list[Effect]:
    """Of every closed attempt at this test of the edition that asked the question, in the order of names.

    Not of those whose points a tutor has set: these stand, and the new key counts once they are let go.
    """
    changes = changes_of(session, edition.id, module_id)
    before, now_changed = changes.get(question.id, []), [*changes.get(question.id, []), change]
    answers = counting_answers_to(session, edition.id, module_id, question.id)
    by_tutors = points_given_for(session, edition.id, module_id, question.id, answers)
    overridden = overridden_among(session, edition.id, module_id)
    found = []
    for row in _asked(session, edition.id, module_id, question.id):
        if row.Attempt.id in overridden:
            continue
        answer, by_tutor = answers.get(row.Attempt.id), by_tutors.get(row.Attempt.id)
        given = answer.given if answer else {}
        was, shall = (score(question, given, by, by_tutor) for by in (before, now_changed))
        found.append(_effect(session, edition, question, row, was, shall, changes))
    return found


def _effect(
    session: Session,
    edition: ServedEdition,
    question: Question,
    row: Any,
    was: Score,
    shall: Score,
    changes: Changes,
) -> Effect:
    """`was`, `shall`: what the question earns by the keys so far, and by the new one."""
    attempt, grade = row.Attempt, row.Grade
    known = grade.by_question or _by_question(session, edition, attempt, changes)
    points = {**known, question.id: shall.points}
    awaits = round(grade.awaits - was.awaits + shall.awaits, 4)
    after = Score(round(sum(points.values()), 4), grade.out_of, awaits)
    rules = edition.course.tests[attempt.module_id].rules
    return Effect(
        attempt_id=attempt.id,
        enrolment_id=attempt.enrolment_id,
        person_id=row.person_id,
        person_key=row.key,
        language=row.language,
        name=row.Identity.full_name if row.Identity else "",
        number=attempt.number,
        last_grade=grade.number,
        before=Score(grade.points, grade.out_of, grade.awaits),
        after=after,
        was_passed=grade.is_passed,
        was_decided=grade.is_decided,
        is_passed=is_passed(after, rules.pass_mark),
        is_decided=is_decided(after, rules.pass_mark),
        by_question=points,
    )


def _by_question(session: Session, edition: ServedEdition, attempt: Attempt, changes: Changes) -> Mapping[str, float]:
    """Of a grade of before this was kept with it."""
    answers = counting_answers(session, attempt.id)
    given = {id_: answer.given for id_, answer in answers.items()}
    reached = scores(questions_of(attempt, edition), given, changes, points_given(session, attempt.id, answers))
    return {id_: one.points for id_, one in reached.items()}


def _asked(session: Session, edition_id: int, module_id: str, question_id: str) -> Iterator[Any]:
    """Closed attempts with their last grades and whose they are."""
    found = session.execute(_closed(edition_id, module_id))
    return (row for row in found if any(id_ == question_id for id_, *_order in row.Attempt.questions))


def _closed(edition_id: int, module_id: str) -> Any:
    other = aliased(Grade)
    last = select(func.max(other.number)).where(other.attempt_id == Attempt.id).scalar_subquery()
    return (
        select(Attempt, Grade, Enrolment.person_id, Person.key, Person.language, Identity)
        .join(Grade, Grade.attempt_id == Attempt.id)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .join(Person, Person.id == Enrolment.person_id)
        .outerjoin(Identity, Identity.person_id == Person.id)
        .where(
            Attempt.edition_id == edition_id,
            Attempt.module_id == module_id,
            Attempt.state != AttemptState.OPEN,
            Grade.number == last,
        )
        .order_by(Identity.name_key, Attempt.enrolment_id, Attempt.number)
    )
