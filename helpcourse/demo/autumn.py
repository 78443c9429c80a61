"""The demo's running cohort, as a training institution would have it after five weeks."""

import random
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from helpcourse.demo.cohorts import add_members, add_schedule, dates_of, make_cohort
from helpcourse.demo.data import DemoPerson
from helpcourse.demo.essays import fill_essays
from helpcourse.demo.evaluation import answer_autumn
from helpcourse.demo.histories import Learner, known_share, lesson_day, read_lesson, stay, take_test
from helpcourse.demo.letters import fill_letters
from helpcourse.demo.levels import OF_AUTUMN, propose_some
from helpcourse.demo.scene import ZONE, Scene, at_hour, same_chance
from helpcourse.demo.talk import fill_talk
from helpcourse.demo.works import CASE, LESSON, fill_works
from helpcourse.learning.rules import lessons_of, quiz_after
from helpcourse.tutoring.schedule import actions, attendance
from helpcourse.tutoring.schedule.extensions import extend
from helpcourse.tutoring.schedule.queries import entries_of
from helpcourse.tutoring.schedule.rules import EntryKind, WallTime, case_item, module_item, revision_of_dates
from helpcourse.tutoring.schedule.telling import QUIET, tell_changes

_BEGAN_DAYS_AGO, _DAYS = 38, 56
_AWAY_FROM = 4  # finished lessons: who has no more was written to
_TEST_DAY, _TEST, _QUIZ = 37, 15, 5  # the day of the final test; how many questions it asks, and a quiz
_CASE_DAYS, _PUT_OFF_DAYS_AGO = 14, 1  # the later day, from the module's opening
_BUSY_FROM, _LATELY = 6, (0.3, 5.5)  # finished lessons: who has so many was here in the last days
_PROPOSED = 4  # for a level; others wait for the tutor
_PAST = (("Курсқа кіріспе", 0), ("Алғашқы сағаттар: қорғаушының әрекеті", 17))
_COMING = ("Тиімді тергеп-тексеру", 5)  # in so many days
_ON_A_JOURNEY, _MORE_DAYS = "daniyar@example.kz", 7


def fill_autumn(scene: Scene, institution_id: int) -> uuid.UUID:
    """The cohort with all that has happened in it; its id."""
    began_at = at_hour(scene.ago(_BEGAN_DAYS_AGO), 10)
    ends_on = (began_at + timedelta(days=_DAYS)).date()
    members = scene.of_group("autumn")
    cohort_id = make_cohort(scene, "Астана", began_at.date(), ends_on, institution_id=institution_id, now=began_at)
    add_members(scene, cohort_id, members, now=began_at)
    past = [(title, began_at + timedelta(days=days)) for title, days in _PAST]
    coming = (_COMING[0], scene.now + timedelta(days=_COMING[1]))
    event_ids = add_schedule(scene, cohort_id, [*past, coming], began_at=began_at)
    chance = same_chance(7)
    for one in members:
        _learn(scene, one, chance, began_at)
    scene.session.flush()
    _fill_lists(scene, cohort_id, event_ids, members, chance)
    dates = dates_of(scene, began_at)
    _extend(scene, cohort_id, dates[EntryKind.DEADLINE, _last_module(scene)])
    fill_talk(scene, cohort_id)
    fill_works(scene, dates[EntryKind.DEADLINE, case_item(LESSON, CASE)].moment(later=True))
    _put_off(scene, cohort_id, began_at)
    fill_essays(scene)
    _write(scene, cohort_id, members)
    propose_some(scene, cohort_id, OF_AUTUMN, at_most=_PROPOSED, now=scene.ago(1))
    answer_autumn(scene, cohort_id, began_at=began_at)
    return cohort_id


def _learn(scene: Scene, one: DemoPerson, chance: random.Random, began_at: datetime) -> None:
    """Lessons as the modules open, quizzes at their ends, the final test after the last."""
    session, edition = scene.session, scene.edition
    learner = Learner(scene.ids[one.email], scene.enrolment(one.email), one.language, one.test or 0.75)
    read_at = began_at
    for place, lesson in enumerate(lessons_of(edition.course)[: one.lessons]):
        read_at = _moment(scene, began_at, lesson_day(place) + one.lag, chance)
        read_lesson(session, learner, edition, lesson, chance, now=read_at)
        module_id = quiz_after(edition.course, lesson.id)
        if module_id == edition.course.modules[0].id and one.quiz is not None:
            answers = known_share(learner, one.quiz, _QUIZ, chance)
            take_test(session, learner, edition, answers, chance, module_id=module_id,
                      now=read_at + timedelta(minutes=10))  # fmt: skip
    if one.lessons >= _BUSY_FROM:
        lesson, minutes = lessons_of(edition.course)[one.lessons - 1], chance.randint(5, 30)
        came_back_at = max(scene.ago(chance.uniform(*_LATELY)), read_at + timedelta(minutes=minutes))
        stay(session, learner, lesson.id, 60 * minutes, now=min(came_back_at, scene.now))
    if one.test is not None:
        answers = known_share(learner, one.test, _TEST, chance)
        take_test(session, learner, edition, answers, chance, now=_moment(scene, began_at, _TEST_DAY, chance))


def _moment(scene: Scene, began_at: datetime, days: int, chance: random.Random) -> datetime:
    """Some hour of that day, which is over."""
    at = at_hour(began_at + timedelta(days=days), chance.randint(8, 21), chance.randint(0, 59))
    return min(at, scene.now - timedelta(minutes=chance.randint(60, 300)))


def _fill_lists(
    scene: Scene,
    cohort_id: uuid.UUID,
    event_ids: Sequence[uuid.UUID],
    members: Sequence[DemoPerson],
    chance: random.Random,
) -> None:
    """Most were at what is past; some have said whether they come to the next."""
    *past, coming = event_ids
    enrolments = {one.email: scene.enrolment(one.email) for one in members}
    for event_id in past:
        ticks = {id_: scene.people[email].lessons > 0 and chance.random() < 0.85 for email, id_ in enrolments.items()}
        attendance.mark(scene.session, cohort_id, event_id, ticks, by_id=scene.tutor_id, now=scene.now)
    for email in enrolments:
        if chance.random() < 0.6:
            attendance.say(scene.session, coming, scene.ids[email], is_coming=chance.random() < 0.85, now=scene.now)


def _extend(scene: Scene, cohort_id: uuid.UUID, holds: WallTime) -> None:
    later = WallTime(holds.at + timedelta(days=_MORE_DAYS), ZONE)
    extend(scene.session, uuid.uuid4(), cohort_id, scene.enrolment(_ON_A_JOURNEY), scene.edition.course,
           _last_module(scene), later, "Іссапарға байланысты", by_id=scene.tutor_id, now=scene.ago(1))  # fmt: skip


def _put_off(scene: Scene, cohort_id: uuid.UUID, began_at: datetime) -> None:
    """Few had handed in their works in time: the tutor has given everybody another week."""
    then, dates = scene.ago(_PUT_OFF_DAYS_AGO), dates_of(scene, began_at, case_days=_CASE_DAYS)
    seen = revision_of_dates(entries_of(scene.session, cohort_id))
    actions.set_dates(scene.session, cohort_id, dates, list(dates), seen=seen, by_id=scene.tutor_id, now=then)
    scene.session.flush()
    tell_changes(scene.session, scene.shelf, cohort_id, now=then + QUIET)


def _last_module(scene: Scene) -> str:
    return module_item(scene.edition.course.modules[-1].id)


def _write(scene: Scene, cohort_id: uuid.UUID, members: Sequence[DemoPerson]) -> None:
    enrolments = {one.email: scene.enrolment(one.email) for one in members}
    away = [enrolments[one.email] for one in members if one.lessons <= _AWAY_FROM]
    fill_letters(scene, cohort_id, list(enrolments.values()), away)
