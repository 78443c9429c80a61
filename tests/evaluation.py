"""Questionnaires that people have answered, as tests need them."""

import uuid
from collections.abc import Sequence

from sqlalchemy.orm import Session

from helpcourse.tutoring.actions import members
from helpcourse.tutoring.evaluation import actions, reports
from helpcourse.tutoring.evaluation.asked import Answers, Kind, Question
from helpcourse.tutoring.evaluation.models import Questionnaire, QuestionnaireBox, QuestionnaireTurnout
from helpcourse.tutoring.evaluation.rules import Box, Phase, kept_bag, with_one_more
from helpcourse.tutoring.evaluation.standard import STANDARD
from tests.builders import NOW, Someone, add_person

SHEET: Answers = {"knowledge": ("4",), "expectations": ("1", "3"), "wish": ("1, 2, 3…",)}


def add_learners(session: Session, cohort_id: uuid.UUID, count: int) -> list[Someone]:
    """Members of a cohort, named by numbers."""
    people = [add_person(session, "Айша", "Исаева", email=f"learner-{number}@example.kz") for number in range(count)]
    for one in people:
        members.add_member(session, cohort_id, one.id, now=NOW)
    session.flush()
    return people


def answer(
    session: Session, people: Sequence[Someone], cohort_id: uuid.UUID, answers: Answers, **changes: object
) -> list[actions.Sent]:
    """Each of them answers the same before the course; `changes`: phase, seen, today."""
    wanted: dict[str, object] = {"phase": Phase.BEFORE, "seen": 0, "today": NOW.date()} | changes
    phase = Phase(str(wanted.pop("phase")))
    return [actions.answer(session, one.id, cohort_id, phase, answers, **wanted) for one in people]  # type: ignore[arg-type]


def fill_box(session: Session, cohort_id: uuid.UUID, phase: Phase, count: int) -> None:
    """As if so many had answered, of whom nothing else is known."""
    box = Box()
    for _number in range(count):
        box = with_one_more(box, STANDARD[phase], {one.id: _sample(one) for one in STANDARD[phase]})
    given, held, shown = (kept_bag(bag) for bag in (box.given, box.held, box.shown))
    session.add(Questionnaire(cohort_id=cohort_id, phase=phase))
    session.add(QuestionnaireBox(cohort_id=cohort_id, phase=phase, given=given, held=held, shown=shown))
    session.add(QuestionnaireTurnout(cohort_id=cohort_id, phase=phase, enrolments=""))


def add_report(session: Session, cohort_id: uuid.UUID, by_id: int) -> None:
    """A first version, of numbers."""
    reports.keep(session, cohort_id, "# 1\n\n| 2 | 3 |\n|---|---|\n| 4 | 5 |\n", "kk", seen=0, by_id=by_id, now=NOW)


def _sample(question: Question) -> Sequence[str]:
    return ("1, 2, 3…",) if question.kind is Kind.WORDS else question.choices[1:2]
