"""The demo's cohort of last spring: finished, evaluated, its papers issued; what its test says of the questions."""

import random
import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from helpcourse.assessment.drawing import draw
from helpcourse.assessment.grading import right_answer
from helpcourse.assessment.questions import TICKED, Answer, Question
from helpcourse.content.compiled import LessonOutline
from helpcourse.demo.cohorts import add_members, add_schedule, make_cohort
from helpcourse.demo.histories import Learner, lesson_day, stay, take_test
from helpcourse.demo.levels import OF_SPRING, propose_some
from helpcourse.demo.scene import Scene, at_hour, same_chance
from helpcourse.learning.actions import finish_lesson
from helpcourse.learning.queries import attempts_of
from helpcourse.learning.rules import lessons_of
from helpcourse.tutoring.actions.cohorts import close
from helpcourse.tutoring.schedule import attendance

_BEGAN_DAYS_AGO = 182
_DAYS = 56
ENDED_DAYS_AGO = _BEGAN_DAYS_AGO - _DAYS
_TEST_DAY, _AGAIN_AFTER = 40, 3  # days after the beginning; after a test that was not passed
_MINUTES = (25, 58)  # of learning in a sitting
_STAYS_EVERY = 3  # lessons: their time is told to the site once a module
_EVENTS = (
    ("Курсқа кіріспе", 0),
    ("Алғашқы сағаттар: қорғаушының әрекеті", 17),
    ("Тиімді тергеп-тексеру", 31),
    ("Қорытынды кездесу: залалды өтеу", 45),
)
_LEFT, _CAME_AGAIN, _ATTENDS = 0.08, 0.3, 0.86  # shares of the learners; the last one: of the meetings

# What the statistics are to find out: places of questions in the bank.
_REVERSED = 4  # whoever knows much reads too much into it
_MISLEADING = 7  # its Kazakh wording
_PLAIN = 10  # everybody can answer it
_UNCHOSEN = 14  # has a wrong option that nobody believes


def fill_spring(scene: Scene, institution_id: int) -> uuid.UUID:
    """The closed cohort, partner of an institution, before its papers are issued; its id."""
    began_at = at_hour(scene.ago(_BEGAN_DAYS_AGO), 10)
    ends_at = began_at + timedelta(days=_DAYS)
    chance = same_chance(11)
    members = scene.of_group("spring")
    cohort_id = make_cohort(scene, "Алматы", began_at.date(), ends_at.date(),
                            institution_id=institution_id, now=began_at)  # fmt: skip
    add_members(scene, cohort_id, members, now=began_at)
    events = [(title, began_at + timedelta(days=days)) for title, days in _EVENTS]
    event_ids = add_schedule(scene, cohort_id, events, began_at=began_at)
    learners = [
        Learner(scene.ids[one.email], scene.enrolment(one.email), one.language, 0.15 + 0.85 * chance.random())
        for one in members
    ]
    for learner in learners:
        _learn(scene, learner, chance, began_at)
    _mark(scene, cohort_id, event_ids, learners, chance, now=ends_at)
    close(scene.session, cohort_id, now=ends_at)
    propose_some(scene, cohort_id, OF_SPRING, now=ends_at + timedelta(days=1))
    return cohort_id


def _learn(scene: Scene, learner: Learner, chance: random.Random, began_at: datetime) -> None:
    """All lessons and the test; some leave before, some of those who failed come again."""
    lessons = lessons_of(scene.edition.course)
    has_left = chance.random() < _LEFT
    _read(scene, learner, lessons[: chance.randint(1, 5)] if has_left else lessons, chance, began_at)
    if has_left:
        return
    sat_at = at_hour(began_at + timedelta(days=_TEST_DAY + chance.randint(0, 6)), chance.randint(9, 21))
    _sit(scene, learner, chance, now=sat_at)
    last = attempts_of(scene.session, learner.enrolment_id)[-1]
    if last.is_passed or chance.random() > _CAME_AGAIN:
        return
    better = replace(learner, knowledge=min(1.0, learner.knowledge + 0.25))
    _sit(scene, better, chance, now=sat_at + timedelta(days=_AGAIN_AFTER))


def _read(
    scene: Scene, learner: Learner, lessons: Sequence[LessonOutline], chance: random.Random, began_at: datetime
) -> None:
    for place, lesson in enumerate(lessons):
        day = began_at + timedelta(days=lesson_day(place) + chance.randint(-1, 2))
        read_at = at_hour(day, chance.randint(8, 22), chance.randint(0, 59))
        if place % _STAYS_EVERY == 0:
            stay(scene.session, learner, lesson.id, 60 * chance.randint(*_MINUTES), now=read_at)
        finish_lesson(scene.session, learner.enrolment_id, lesson.id, scene.edition.course, now=read_at)


def _sit(scene: Scene, learner: Learner, chance: random.Random, *, now: datetime) -> None:
    places = {question.id: place for place, question in enumerate(scene.edition.course.bank)}

    def answer(question: Question) -> Answer:
        return _answer(question, places[question.id], learner, chance)

    seed = _seed(scene, chance)
    take_test(scene.session, learner, scene.edition, answer, chance, seed=seed, now=now)


def _seed(scene: Scene, chance: random.Random) -> int:
    """One that draws the question of which nothing could be said in each language if only some had been asked."""
    test, wanted = scene.edition.course.tests[""], scene.edition.course.bank[_MISLEADING].id
    while True:
        seed = chance.getrandbits(40)
        if wanted in {one.question_id for one in draw(test.bank, test.rules.draw, shuffle=False, seed=seed)}:
            return seed


def _answer(question: Question, place: int, learner: Learner, chance: random.Random) -> Answer:
    right = right_answer(question, learner.language)
    if chance.random() < _chance_of_right(place, learner):
        return right
    wrong = [option for option in question.options if option not in right]
    if place == _UNCHOSEN:
        wrong = wrong[1:]
    return {chance.choice(wrong): TICKED} if wrong else right


def _chance_of_right(place: int, learner: Learner) -> float:
    """Harder and easier ones by turns; and those of which something is to be found out."""
    match place:
        case _ if place == _REVERSED:
            return 1.05 - learner.knowledge
        case _ if place == _MISLEADING and learner.language == "kk":
            return 0.25 * learner.knowledge
        case _ if place == _PLAIN:
            return 1.0
    return min(0.98, place % 4 * 0.1 + 0.95 * learner.knowledge)


def _mark(
    scene: Scene,
    cohort_id: uuid.UUID,
    event_ids: Sequence[uuid.UUID],
    learners: Sequence[Learner],
    chance: random.Random,
    *,
    now: datetime,
) -> None:
    for event_id in event_ids:
        ticks = {one.enrolment_id: chance.random() < _ATTENDS for one in learners}
        attendance.mark(scene.session, cohort_id, event_id, ticks, by_id=scene.tutor_id, now=now)
