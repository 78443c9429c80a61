"""Those of the demo who learn at their own pace: statements, a refresher, the learner whom visitors log in as."""

import random
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from helpcourse.assessment.grading import right_answer
from helpcourse.certification.actions import issue_statement
from helpcourse.certification.rules import Issuer
from helpcourse.demo.data import texts
from helpcourse.demo.histories import Learner, read_lesson, stay, take_test
from helpcourse.demo.scene import COURSE, Scene, at_hour, same_chance
from helpcourse.demo.works import LESSON
from helpcourse.learning.actions import answer_check, keep_reflection
from helpcourse.learning.activity.actions import set_goal
from helpcourse.learning.notes.actions import Passage, keep
from helpcourse.learning.refresher.actions import ask
from helpcourse.learning.rules import lessons_of

LEARNER = "aigerim@example.kz"
DATA, GUIDE = "personal-data", "using-helpcourse"
_FINISHED_DAYS_AGO, _GUIDE_DAYS_AGO = 128, 39
_REFRESHED_DAYS_AGO = (112, 97, 83, 70, 61, 48, 33, 12)
_PER_REFRESHER = 2  # questions
_OTHERS_DAYS_AGO = (160, 142, 111, 83, 64, 21, 9)  # when those of the group `alone` finished
_READ_AGAIN = range(3, 36, 4)  # days ago on which she looked into lessons once more
_MORE_MINUTES = (6, 48)
_HERE_LAST_DAYS_AGO = 0.2


@dataclass(frozen=True, slots=True)
class _Note:
    lesson: str
    block: str
    days: float  # ago
    quote: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class _Reflection:
    lesson: str
    block: str
    days: float  # ago
    text: str


@dataclass(frozen=True, slots=True)
class _Own:
    """Of own.yaml."""

    goal: int
    notes: Sequence[_Note]
    reflections: Sequence[_Reflection]


def fill_alone(scene: Scene, issuer: Issuer) -> None:
    """In the order in which they finished, which is that of their papers' numbers."""
    chance = same_chance(13)
    finished = [(days, one.email, DATA) for days, one in zip(_OTHERS_DAYS_AGO, scene.of_group("alone"), strict=True)]
    hers = [(_FINISHED_DAYS_AGO, LEARNER, DATA), (_GUIDE_DAYS_AGO, LEARNER, GUIDE)]
    for days, email, course_id in sorted([*finished, *hers], reverse=True):
        _finish(scene, email, course_id, issuer, chance, now=at_hour(scene.ago(days), 19))


def _finish(scene: Scene, email: str, course_id: str, issuer: Issuer, chance: random.Random, *, now: datetime) -> None:
    """A lesson every other day, then the test; the statement comes a minute later."""
    edition = scene.shelf.current(scene.session, course_id)
    lessons = lessons_of(edition.course)
    began_at = now - timedelta(days=2 * len(lessons) + 1)
    learner = _learner(scene, email, course_id, now=began_at)
    for number, lesson in enumerate(lessons):
        at = at_hour(began_at + timedelta(days=2 * number), chance.randint(8, 21), chance.randint(0, 59))
        read_lesson(scene.session, learner, edition, lesson, chance, now=at)
    answers = partial(right_answer, language=learner.language)
    take_test(scene.session, learner, edition, answers, chance, now=now)
    scene.session.flush()
    issue_statement(scene.session, scene.shelf, learner.enrolment_id, issuer, now=now + timedelta(hours=1))


def _learner(scene: Scene, email: str, course_id: str, *, now: datetime) -> Learner:
    enrolment_id = scene.enrolment(email, course_id, now=now)
    return Learner(scene.ids[email], enrolment_id, scene.people[email].language, 0.8)


def fill_own(scene: Scene) -> None:
    """What the learner has of her own: a goal, notes and highlights, reflections, a refresher, many days of reading."""
    own, chance = texts("own", _Own), same_chance(17)
    learner = _learner(scene, LEARNER, COURSE, now=scene.now)
    set_goal(scene.session, learner.person_id, own.goal, now=scene.ago(37))
    for note in own.notes:
        passage = Passage(note.lesson, note.block, learner.language, note.quote)
        keep(scene.session, learner.enrolment_id, uuid.uuid4(), passage, note.words, now=scene.ago(note.days))
    for one in own.reflections:
        keep_reflection(scene.session, learner.enrolment_id, one.lesson, one.block, one.text, seen=0,
                        now=scene.ago(one.days))  # fmt: skip
    _refresh(scene, chance)
    lessons = lessons_of(scene.edition.course)
    for days in sorted(_READ_AGAIN, reverse=True):
        lesson = lessons[min(6, (35 - days) // 5)]
        stay(scene.session, learner, lesson.id, 60 * chance.randint(*_MORE_MINUTES), now=at_hour(scene.ago(days), 20))
    stay(scene.session, learner, LESSON, 60 * _MORE_MINUTES[1], now=scene.ago(_HERE_LAST_DAYS_AGO))


def _refresh(scene: Scene, chance: random.Random) -> None:
    """Asked for when the first course was finished; some questions answered each time, most of them rightly."""
    edition = scene.shelf.current(scene.session, DATA)
    learner = _learner(scene, LEARNER, DATA, now=scene.now)
    asked = [(lesson.id, question) for lesson in lessons_of(edition.course) for question in lesson.questions]
    for round_, days in enumerate(_REFRESHED_DAYS_AGO):
        at = at_hour(scene.ago(days), 7, 40)
        for lesson_id, question in asked[_PER_REFRESHER * round_ :][:_PER_REFRESHER]:
            given = right_answer(question, learner.language)
            answer_check(scene.session, learner.enrolment_id, lesson_id, question, given, seen=2,
                         edition_id=edition.id, language=learner.language, now=at)  # fmt: skip
        stay(scene.session, learner, asked[0][0], 60 * chance.randint(4, 9), now=at)
    ask(scene.session, learner.enrolment_id, 14, token=secrets.token_urlsafe(), now=at)
