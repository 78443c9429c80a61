"""What the demo's learners have answered to questionnaires, before and after their course."""

import random
import uuid
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from helpcourse.demo.data import texts
from helpcourse.demo.scene import ZONE, Scene, same_chance
from helpcourse.learning.models import Enrolment
from helpcourse.tutoring.evaluation import actions
from helpcourse.tutoring.evaluation.asked import Kind, Question
from helpcourse.tutoring.evaluation.reminding import remind_of_questionnaires
from helpcourse.tutoring.evaluation.rules import Phase, Window
from helpcourse.tutoring.evaluation.standard import STANDARD
from helpcourse.tutoring.models import Cohort, CohortMember

_WRITES = 0.15  # the share that answers in words, until nothing new is to be said
_ANSWERS_AT_THE_END = 6  # of the running cohort, whose second questionnaire has just opened


def answer_spring(scene: Scene, cohort_id: uuid.UUID) -> None:
    """Nearly all have answered, before and after."""
    chance, people = same_chance(5), _people(scene, cohort_id)
    for phase in Phase:
        _answer(scene, cohort_id, phase, people[len(people) // 5 :], chance)


def answer_autumn(scene: Scene, cohort_id: uuid.UUID, *, began_at: datetime) -> None:
    """The first is answered; the second opened yesterday, and some have answered it. All were told of both."""
    chance, people = same_chance(6), _people(scene, cohort_id)
    _remind(scene, cohort_id, now=began_at + timedelta(hours=1))
    _answer(scene, cohort_id, Phase.BEFORE, people[2:], chance)
    opened_at, cohort = scene.ago(1), scene.session.get_one(Cohort, cohort_id)
    today = opened_at.astimezone(ZoneInfo(ZONE)).date()
    window = Window(today, cohort.ends_on + timedelta(days=14))
    actions.set_window(scene.session, cohort_id, Phase.AFTER, window, by_id=scene.tutor_id, today=today, now=opened_at)
    scene.session.flush()
    _remind(scene, cohort_id, now=opened_at + timedelta(hours=1))
    _answer(scene, cohort_id, Phase.AFTER, people[-_ANSWERS_AT_THE_END:], chance, on=today)


def _remind(scene: Scene, cohort_id: uuid.UUID, *, now: datetime) -> None:
    remind_of_questionnaires(scene.session, scene.shelf, cohort_id, ZoneInfo(ZONE), now=now)
    scene.session.flush()


def _people(scene: Scene, cohort_id: uuid.UUID) -> Sequence[int]:
    members = select(Enrolment.person_id).join(CohortMember, CohortMember.enrolment_id == Enrolment.id)
    return scene.session.scalars(members.where(CohortMember.cohort_id == cohort_id).order_by(Enrolment.person_id)).all()


def _answer(
    scene: Scene,
    cohort_id: uuid.UUID,
    phase: Phase,
    people: Sequence[int],
    chance: random.Random,
    *,
    on: date | None = None,
) -> None:
    """On the cohort's first or last day, unless another is given."""
    cohort = scene.session.get_one(Cohort, cohort_id)
    day = on or (cohort.starts_on if phase is Phase.BEFORE else cohort.ends_on)
    unsaid = texts("questionnaires", dict[str, list[str]])
    for person_id in people:
        given = {question.id: _given(question, phase, unsaid, chance) for question in STANDARD[phase]}
        actions.answer(scene.session, person_id, cohort_id, phase, given, seen=0, today=day)
        scene.session.flush()


def _given(question: Question, phase: Phase, unsaid: dict[str, list[str]], chance: random.Random) -> list[str]:
    """Better after the course than before; some leave a question out."""
    match question.kind:
        case Kind.WORDS:
            left = unsaid[question.id]
            return [left.pop()] if left and chance.random() < _WRITES else []
        case Kind.SCALE:
            weights = (1, 3, 6, 4, 1) if phase is Phase.BEFORE else (0, 1, 3, 9, 8)
            return chance.choices(question.choices, weights) if chance.random() < 0.95 else []
        case Kind.SEVERAL:
            return [id_ for id_ in question.choices if chance.random() < 0.6]
    return chance.choices(question.choices, (2, 5, 2))
