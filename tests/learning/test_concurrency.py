"""Many at the same moment: buttons pressed twice, two tabs, saves that race with the end of the test."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from lxml import html
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from helpcourse.assessment.questions import Question
from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.learning.given import written
from helpcourse.learning.models import (
    Answer,
    Attempt,
    CheckAnswer,
    Enrolment,
    Grade,
    LessonDone,
    LessonTime,
    Reflection,
)
from tests.builders import Someone, ticks
from tests.pages import PageClient

COURSE = "prohibition-of-torture"
MANY = 20
AS_SCRIPT = {"Accept": "application/json"}


@dataclass(frozen=True)
class Press:
    """A button: where its form goes and what it sends."""

    path: str
    fields: dict[str, Any]


class Tabs:
    """Tabs of one learner's browser, in which they can press at the same moment."""

    def __init__(self, app: Flask, someone: Someone) -> None:
        self.app = app
        client = PageClient(app).log_in(someone).client
        page = html.document_fromstring(client.get("/kk/my").get_data(as_text=True))
        self.token = page.xpath("string(//input[@name='csrf_token']/@value)")
        cookie = client.get_cookie("helpcourse")
        self.cookie = cookie.value if cookie else ""

    def press(self, path: str, **fields: Any) -> TestResponse:
        return self.press_at_once([Press(path, fields)])[0]

    def press_at_once(self, presses: list[Press]) -> list[TestResponse]:
        """Each from a tab of its own; the answers in the order of the presses."""
        barrier = Barrier(len(presses))
        with ThreadPoolExecutor(len(presses)) as tabs:
            return list(tabs.map(lambda press: self._send(press, barrier), presses))

    def _send(self, press: Press, barrier: Barrier) -> TestResponse:
        client = self.app.test_client()
        client.set_cookie("helpcourse", self.cookie)
        barrier.wait()
        return client.post(press.path, data={"csrf_token": self.token, **press.fields}, headers=AS_SCRIPT)


@dataclass(frozen=True)
class Begun:
    """An open attempt at the final test."""

    path: str
    questions: list[Question]

    def save(self, question: Question, ticked: Iterable[str]) -> Press:
        return Press(f"{self.path}/answers/{question.id}", {"answer": list(ticked), "seen": 0})

    @property
    def submit(self) -> Press:
        return Press(f"{self.path}/submit", {})


@pytest.fixture
def tabs(app, bolat):
    """Bolat's, who has not enrolled."""
    return Tabs(app, bolat)


@pytest.fixture
def enrolled(tabs):
    tabs.press(f"/kk/courses/{COURSE}/enrol")
    return tabs


@pytest.fixture
def edition(app, session) -> ServedEdition:
    return app.extensions["shelf"].current(session, COURSE)


@pytest.fixture
def begun(enrolled, session, edition) -> Begun:
    path = enrolled.press(f"/kk/courses/{COURSE}/test").headers["Location"]
    drawn = session.scalars(select(Attempt.questions)).one()
    session.rollback()
    bank = {question.id: question for question in edition.course.bank}
    return Begun(path, [bank[question_id] for question_id, *_order in drawn])


@pytest.fixture
def count(session):
    """count(Grade) -> how many rows there are now."""

    def rows(table):
        session.rollback()
        return session.scalar(select(func.count()).select_from(table))

    return rows


def statuses(answers: Iterable[TestResponse]) -> list[int]:
    return [answer.status_code for answer in answers]


def presses_of_a_lesson(edition: ServedEdition) -> dict[str, Press]:
    lesson = next(lesson for lesson in edition.lessons if lesson.questions and lesson.reflections)
    question, here = lesson.questions[0], f"/kk/courses/{COURSE}/{lesson.id}"
    return {
        "check": Press(f"{here}/check", {"question": question.id, "answer": question.options[0], "seen": "0"}),
        "reflect": Press(f"{here}/reflect", {"block": lesson.reflections[0], "text": "Менің ойым", "seen": "0"}),
        "complete": Press(f"{here}/complete", {}),
        "place": Press(f"{here}/place", {"anchor": "opening", "seconds": "1"}),
    }


def test_twenty_enrolments_at_once_are_one(tabs, count):
    answers = tabs.press_at_once([Press(f"/kk/courses/{COURSE}/enrol", {})] * MANY)
    assert statuses(answers) == [303] * MANY
    assert count(Enrolment) == 1


@pytest.mark.parametrize(
    ("button", "table"),
    [("check", CheckAnswer), ("reflect", Reflection), ("complete", LessonDone), ("place", LessonTime)],
)
def test_a_button_of_a_lesson_pressed_twenty_times_at_once_does_its_work_once(enrolled, edition, count, button, table):
    answers = enrolled.press_at_once([presses_of_a_lesson(edition)[button]] * MANY)
    assert max(statuses(answers)) < 400
    assert count(table) == 1


def test_all_time_that_is_reported_at_once_is_counted(enrolled, edition, session):
    enrolled.press_at_once([presses_of_a_lesson(edition)["place"]] * MANY)
    assert session.scalars(select(LessonTime.seconds)).one() == MANY


def test_twenty_starts_at_once_begin_one_attempt(enrolled, count):
    answers = enrolled.press_at_once([Press(f"/kk/courses/{COURSE}/test", {})] * MANY)
    assert statuses(answers) == [303] * MANY
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert count(Attempt) == 1


def test_twenty_submits_at_once_give_one_result(enrolled, begun, count):
    answers = enrolled.press_at_once([begun.submit] * MANY)
    assert statuses(answers) == [303] * MANY
    assert count(Grade) == 1


def test_twenty_equal_saves_at_once_are_one_revision(enrolled, begun, count):
    question = begun.questions[0]
    answers = enrolled.press_at_once([begun.save(question, question.options[:1])] * MANY)
    assert statuses(answers) == [200] * MANY
    assert count(Answer) == 1


def test_of_different_saves_at_once_one_wins_and_the_others_are_told(enrolled, begun, session):
    question = begun.questions[0]
    options = [*question.options * MANY][:MANY]
    answers = enrolled.press_at_once([begun.save(question, [option]) for option in options])
    winner = session.scalars(select(Answer.given)).one()
    assert statuses(answers) == [{winner: 200}.get(written(ticks(option)), 409) for option in options]


@pytest.mark.parametrize("before", [1, 5, 10])
def test_the_result_counts_every_save_that_was_acknowledged_and_no_other(enrolled, begun, session, before):
    saves = [begun.save(question, question.right) for question in begun.questions]
    answers = enrolled.press_at_once([*saves[:before], begun.submit, *saves[before:]])
    told = [*answers[:before], *answers[before + 1 :]]
    acknowledged = [
        question for question, answer in zip(begun.questions, told, strict=True) if answer.status_code == 200
    ]
    assert set(statuses(told)) <= {200, 409}
    assert session.scalars(select(Grade.points)).one() == sum(question.points for question in acknowledged)
    assert set(session.scalars(select(Answer.question_id))) == {question.id for question in acknowledged}
