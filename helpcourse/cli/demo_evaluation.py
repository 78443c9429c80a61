"""What the demo's learners have answered to questionnaires, before and after their course."""

import random
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.learning.models import Enrolment
from helpcourse.tutoring.evaluation import actions
from helpcourse.tutoring.evaluation.asked import Kind, Question
from helpcourse.tutoring.evaluation.rules import Phase, Window
from helpcourse.tutoring.evaluation.standard import STANDARD
from helpcourse.tutoring.models import Cohort, CohortMember

_WORDS: Mapping[str, Sequence[str]] = {
    "wish": (
        "Шағымды тергемей қойса, келесі қадам қандай?",
        "Дәрігердің қорытындысын сотта қалай пайдалануға болады?",
        "Как ссылаться на решения Комитета против пыток в жалобе?",
        "Что делать, если доказательства исчезли?",
    ),
    "best": (
        "Нақты істерді талдау.",
        "Жағдаяттық тапсырмаға тьютордың пікірі.",
        "Разбор статьи 12 с примерами.",
        "Ситуационные задачи: их можно сразу применить в работе.",
        "Тест, после которого видно, что перечитать.",
    ),
    "better": (
        "Вебинарлар жиірек болса дұрыс болар еді.",
        "Больше времени на вторую ситуационную задачу.",
        "Больше решений национальных судов.",
    ),
}
_WRITES = 0.15  # the share that answers in words, until nothing new is to be said


def fill_questionnaires(
    session: Session, running_id: uuid.UUID, last_id: uuid.UUID, tutor_id: int, *, now: datetime
) -> None:
    """Nearly all have answered in last spring's cohort; in the running one the second questionnaire has just opened."""
    chance = random.Random(5)  # noqa: S311 - the same demo each time
    session.flush()
    for phase in Phase:
        _answer(session, last_id, phase, 0.8, chance)
    _answer(session, running_id, Phase.BEFORE, 0.9, chance)
    today = now.date()
    ends_on = session.get_one(Cohort, running_id).ends_on
    opened = Window(today - timedelta(days=1), ends_on + timedelta(days=14))
    actions.set_window(session, running_id, Phase.AFTER, opened, by_id=tutor_id, today=today, now=now)


def _answer(session: Session, cohort_id: uuid.UUID, phase: Phase, share: float, chance: random.Random) -> None:
    cohort = session.get_one(Cohort, cohort_id)
    day = cohort.starts_on if phase is Phase.BEFORE else cohort.ends_on
    members = select(Enrolment.person_id).join(CohortMember, CohortMember.enrolment_id == Enrolment.id)
    people = session.scalars(members.where(CohortMember.cohort_id == cohort_id).order_by(Enrolment.person_id)).all()
    unsaid = {id_: list(texts) for id_, texts in _WORDS.items()}
    for person_id in people[round(len(people) * (1 - share)) :]:
        given = {question.id: _given(question, phase, unsaid, chance) for question in STANDARD[phase]}
        actions.answer(session, person_id, cohort_id, phase, given, seen=0, today=day)
        session.flush()


def _given(question: Question, phase: Phase, unsaid: dict[str, list[str]], chance: random.Random) -> list[str]:
    """Better after the course than before; some leave a question out."""
    match question.kind:
        case Kind.WORDS:
            texts = unsaid[question.id]
            return [texts.pop()] if texts and chance.random() < _WRITES else []
        case Kind.SCALE:
            weights = (1, 3, 6, 4, 1) if phase is Phase.BEFORE else (0, 1, 3, 9, 8)
            return chance.choices(question.choices, weights) if chance.random() < 0.95 else []
        case Kind.SEVERAL:
            return [id_ for id_ in question.choices if chance.random() < 0.6]
    return chance.choices(question.choices, (2, 5, 2))
