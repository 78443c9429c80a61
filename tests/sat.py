"""Many who have taken a test, put straight into the database."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Country, Person, Profession
from helpcourse.assessment.grading import grade, total
from helpcourse.assessment.questions import TICKED, Answer, Question
from helpcourse.assessment.sheets import written, written_times
from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.learning.models import Attempt, AttemptState, Enrolment, Sheet
from helpcourse.learning.sheets import FORMAT
from tests.builders import NOW

Ticks = Mapping[str, str]  # question id -> option ids, joined by spaces
Row = dict[str, Any]


def add_sat(
    session: Session, edition: ServedEdition, attempts: Iterable[Ticks], *, module_id: str = "", language: str = "kk"
) -> None:
    """One attempt each, at the final test or at a quiz, of people whom nobody knows; half a minute a question."""
    given = [{id_: dict.fromkeys(options.split(), TICKED) for id_, options in ticks.items()} for ticks in attempts]
    add_given(session, edition, given, module_id=module_id, language=language)


def add_given(
    session: Session,
    edition: ServedEdition,
    attempts: list[dict[str, Answer]],
    *,
    module_id: str = "",
    language: str = "kk",
) -> None:
    """The same, by what was given to each question."""
    bank = {question.id: question for question in edition.course.tests[module_id].bank}
    people = session.scalars(insert(Person).returning(Person.id), [_person(language) for _ in attempts]).all()
    enrolments = [_enrolment(person_id, edition) for person_id in people]
    begun = [_attempt(enrolment["id"], edition, module_id) for enrolment in enrolments]
    sheets = [_sheet(attempt, bank, given, language) for attempt, given in zip(begun, attempts, strict=True)]
    for table, rows in ((Enrolment, enrolments), (Attempt, begun), (Sheet, sheets)):
        session.execute(insert(table), rows)


def _person(language: str) -> Row:
    return {
        "key": uuid.uuid4(),
        "country": Country.KZ,
        "profession": Profession.JUDGE,
        "language": language,
        "registered_at": NOW,
    }


def _enrolment(person_id: int, edition: ServedEdition) -> Row:
    return {"id": uuid.uuid4(), "person_id": person_id, "course_id": edition.course.id, "enrolled_at": NOW}


def _attempt(enrolment_id: uuid.UUID, edition: ServedEdition, module_id: str) -> Row:
    return {
        "id": uuid.uuid4(),
        "enrolment_id": enrolment_id,
        "number": 1,
        "edition_id": edition.id,
        "seed": 1,
        "questions": [],
        "began_at": NOW,
        "module_id": module_id,
        "state": AttemptState.SUBMITTED,
        "closed_at": NOW + timedelta(minutes=5),
    }


def _sheet(attempt: Row, bank: Mapping[str, Question], given: Mapping[str, Answer], language: str) -> Row:
    graded = {id_: grade(bank[id_], answer) for id_, answer in given.items()}
    reached = total(graded.values())
    return {
        "attempt_id": attempt["id"],
        "enrolment_id": attempt["enrolment_id"],
        "edition_id": attempt["edition_id"],
        "number": 1,
        "format": FORMAT,
        "language": language,
        "points": reached.points,
        "out_of": reached.out_of,
        "is_passed": reached.is_right,
        "entries": written((id_, graded[id_].points, answer) for id_, answer in given.items()),
        "seconds": written_times(dict.fromkeys(given, 30)),
        "module_id": attempt["module_id"],
    }
