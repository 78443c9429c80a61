"""Many who have taken a test, put straight into the database."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import timedelta

from sqlalchemy.orm import Session

from helpcourse.accounts.models import Country, Person, Profession
from helpcourse.assessment.grading import grade, total
from helpcourse.assessment.questions import TICKED
from helpcourse.assessment.sheets import written, written_times
from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.learning.models import Attempt, AttemptState, Enrolment, Sheet
from helpcourse.learning.sheets import FORMAT
from tests.builders import NOW

Ticks = Mapping[str, str]  # question id -> option ids, joined by spaces


def add_sat(
    session: Session, edition: ServedEdition, attempts: Iterable[Ticks], *, module_id: str = "", language: str = "kk"
) -> None:
    """One attempt each, at the final test or at a quiz, of people whom nobody knows; half a minute a question."""
    bank = {question.id: question for question in edition.course.tests[module_id].bank}
    for ticks in attempts:
        given = {id_: dict.fromkeys(options.split(), TICKED) for id_, options in ticks.items()}
        graded = {id_: grade(bank[id_], answer) for id_, answer in given.items()}
        reached = total(graded.values())
        attempt = _attempt(session, edition, module_id, language)
        session.add(
            Sheet(
                attempt_id=attempt.id,
                enrolment_id=attempt.enrolment_id,
                edition_id=edition.id,
                number=1,
                format=FORMAT,
                language=language,
                points=reached.points,
                out_of=reached.out_of,
                is_passed=reached.is_right,
                entries=written((id_, graded[id_].points, answer) for id_, answer in given.items()),
                seconds=written_times(dict.fromkeys(given, 30)),
                module_id=module_id,
            )
        )
    session.flush()


def _attempt(session: Session, edition: ServedEdition, module_id: str, language: str) -> Attempt:
    person = Person(country=Country.KZ, profession=Profession.JUDGE, institution_id=None, language=language,
                    registered_at=NOW)  # fmt: skip
    session.add(person)
    session.flush()
    enrolment = Enrolment(person_id=person.id, course_id=edition.course.id, enrolled_at=NOW, id=uuid.uuid4())
    attempt = Attempt(enrolment_id=enrolment.id, number=1, edition_id=edition.id, seed=1, questions=[], began_at=NOW,
                      due_at=None, module_id=module_id, state=AttemptState.SUBMITTED,
                      closed_at=NOW + timedelta(minutes=5))  # fmt: skip
    session.add(enrolment)
    session.flush()
    session.add(attempt)
    session.flush()
    return attempt
