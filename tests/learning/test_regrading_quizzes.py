"""Quizzes of modules are graded again as the final test is, each by itself."""

import pytest
from sqlalchemy import select

from helpcourse.learning import attempts
from helpcourse.learning.models import Attempt, Grade
from helpcourse.learning.queries import get_attempt
from helpcourse.learning.regrading.actions import regrade
from helpcourse.learning.regrading.queries import told_changes
from helpcourse.learning.standing import passed_by
from helpcourse.messages.models import Mail, MailKind
from tests.builders import NOW, ticks
from tests.content.builders import BANK_EN
from tests.small_course import BAN, BANK, MODULE, publish_small, quiz

SINGLE, MULTIPLE = BANK


@pytest.fixture
def small(session, tmp_path):
    """Its quiz asks the questions of the final test."""
    return publish_small(session, tmp_path, {**quiz(), "01-ban/test.en.md": BANK_EN})


@pytest.fixture
def take(session, small, enrolment, aigerim):
    """take(module_id) -> Aigerim's attempt, with a wrong answer to each question."""

    def once(module_id):
        begun = attempts.begin(session, enrolment, small, module_id, seed=1, now=NOW)
        attempt = get_attempt(session, aigerim.id, begun)
        for question in attempts.questions_of(attempt, small).values():
            attempts.save_answer(session, attempt, question, ticks("2"), seen=0, language="kk", now=NOW)
        attempts.submit(session, attempt.id, small, now=NOW)
        return attempt

    return once


@pytest.fixture
def again(session, small, yerlan):
    def once(attempt):
        return regrade(
            session, small, attempt.module_id, SINGLE, None, only_improves=True, reason="Wrong key.", seen=0,
            by_id=yerlan.id, now=NOW,
        )  # fmt: skip

    return once


@pytest.fixture
def points(session):
    of = select(Grade.points).join(Attempt).order_by(Grade.number)
    return lambda module_id: session.scalars(of.where(Attempt.module_id == module_id)).all()


def test_a_quiz_is_graded_again_and_the_final_test_is_not(take, again, points):
    of_quiz, _of_final = take(MODULE), take("")
    assert again(of_quiz) == 1
    assert (points(MODULE), points("")) == ([0, 1], [0])


def test_the_final_test_is_graded_again_and_the_quiz_is_not(take, again, points):
    _of_quiz, of_final = take(MODULE), take("")
    assert again(of_final) == 1
    assert (points(MODULE), points("")) == ([0], [0, 1])


def test_who_passes_the_quiz_now_has_passed_it(session, small, enrolment, take, again):
    again(take(MODULE))
    assert passed_by(session, enrolment, small.course) == {MODULE}


def test_the_change_and_the_mail_say_which_quiz(session, take, again):
    again(take(MODULE))
    (change,) = told_changes(session, BAN)
    (mail,) = session.scalars(select(Mail).where(Mail.kind == MailKind.REGRADED)).all()
    assert change.module_id == MODULE
    assert mail.values["module_title"]
