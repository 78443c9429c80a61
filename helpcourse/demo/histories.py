"""How the demo's learners learn: they read lessons, answer, sit tests, at times in the past."""

import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from helpcourse.assessment.grading import right_answer
from helpcourse.assessment.questions import CHOICES, TICKED, Answer, Question
from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.content.compiled import LessonOutline
from helpcourse.demo.scene import ZONE
from helpcourse.learning import attempts
from helpcourse.learning.actions import answer_check, finish_lesson, keep_place
from helpcourse.learning.queries import get_attempt

# Days after a module's opening on which its lessons are read: a module takes two weeks.
DAYS_A_MODULE = 14
_LESSON_DAYS = (2, 5, 8)


@dataclass(frozen=True, slots=True)
class Learner:
    """Somebody in a course, and how much they know."""

    person_id: int
    enrolment_id: uuid.UUID
    language: str
    knowledge: float  # 0 to 1

    def knows(self, chance: random.Random) -> bool:
        return chance.random() < self.knowledge


Answers = Callable[[Question], Answer]  # what somebody answers; nothing: left out


def lesson_day(place: int) -> int:
    """How many days after a cohort's beginning its lesson of this place is read; from 0."""
    module, within = divmod(place, len(_LESSON_DAYS))
    return DAYS_A_MODULE * module + _LESSON_DAYS[within]


def read_lesson(
    session: Session,
    learner: Learner,
    edition: ServedEdition,
    lesson: LessonOutline,
    chance: random.Random,
    *,
    now: datetime,
) -> None:
    """Read it, answer its knowledge checks, finish it."""
    at = now - timedelta(minutes=lesson.minutes)
    for question in lesson.questions:
        at += timedelta(minutes=2)
        _check(session, learner, edition, lesson.id, question, chance, now=at)
    spent = round(60 * lesson.minutes * chance.uniform(0.7, 1.6))
    stay(session, learner, lesson.id, spent, now=now)
    finish_lesson(session, learner.enrolment_id, lesson.id, edition.course, now=now)


def stay(session: Session, learner: Learner, lesson_id: str, seconds: int, *, now: datetime) -> None:
    """Spend time on a lesson."""
    day = now.astimezone(ZoneInfo(ZONE)).date()
    keep_place(session, learner.enrolment_id, lesson_id, None, seconds, day=day, now=now)


def _check(
    session: Session,
    learner: Learner,
    edition: ServedEdition,
    lesson_id: str,
    question: Question,
    chance: random.Random,
    *,
    now: datetime,
) -> None:
    """Right at the first try or, after the feedback, at the second."""
    is_known = learner.knows(chance)
    tries = [right_answer(question, learner.language)]
    if not is_known and question.kind in CHOICES:
        tries.insert(0, wrong_answer(question, chance))
    for seen, given in enumerate(tries):
        answer_check(
            session,
            learner.enrolment_id,
            lesson_id,
            question,
            given,
            seen=seen,
            edition_id=edition.id,
            language=learner.language,
            now=now + timedelta(minutes=seen),
        )


def take_test(
    session: Session,
    learner: Learner,
    edition: ServedEdition,
    answers: Answers,
    chance: random.Random,
    *,
    module_id: str = "",
    seed: int | None = None,
    now: datetime,
) -> uuid.UUID:
    """Begin the final test or a module's quiz, answer one question after the other, submit; the attempt."""
    drawn_by = chance.getrandbits(40) if seed is None else seed
    attempt_id = attempts.begin(session, learner.enrolment_id, edition, module_id, seed=drawn_by, now=now)
    attempt = get_attempt(session, learner.person_id, attempt_id)
    at = now
    for question in attempts.questions_of(attempt, edition).values():
        at += timedelta(seconds=chance.randint(20, 130))
        if given := answers(question):
            attempts.save_answer(session, attempt, question, given, seen=0, language=learner.language, now=at)
    attempts.submit(session, attempt_id, edition, now=at + timedelta(seconds=30))
    return attempt_id


def known_share(learner: Learner, share: float, questions: int, chance: random.Random) -> Answers:
    """Just this share of so many questions is answered rightly, the first ones that are asked."""
    left = iter(range(round(share * questions)))

    def answer(question: Question) -> Answer:
        if next(left, None) is not None:
            return right_answer(question, learner.language)
        return wrong_answer(question, chance)

    return answer


def wrong_answer(question: Question, chance: random.Random) -> Answer:
    """A wrong option of a choice; of other kinds nothing."""
    wrong = [option for option in question.options if option not in question.right]
    return {chance.choice(wrong): TICKED} if wrong and question.kind in CHOICES else {}
