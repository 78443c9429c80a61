"""Quizzes of modules besides the final test: attempts of their own, and what they mean for the course."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from helpcourse.assessment.grading import right_answer
from helpcourse.assessment.questions import TICKED
from helpcourse.errors import ConflictError
from helpcourse.learning import attempts
from helpcourse.learning.actions import enrol, finish_lesson
from helpcourse.learning.models import Attempt, Enrolment
from helpcourse.learning.queries import attempts_of, get_attempt
from helpcourse.learning.standing import passed_by, standings_of
from helpcourse.learning.sweeping import newly_complete
from helpcourse.messages.models import Mail
from tests.builders import NOW
from tests.small_course import BAN, BANK, INVESTIGATION, MODULE, READING, publish_small, quiz

HOUR = timedelta(hours=1)


@pytest.fixture
def small(session, tmp_path):
    """With a quiz that the course asks for, of half an hour."""
    return publish_small(session, tmp_path, quiz(needed=True, minutes=30))


@pytest.fixture
def begin(session, small, enrolment):
    """begin(module_id, …) -> the id of an attempt."""

    def once(module_id=MODULE, now=NOW, **more):
        return attempts.begin(session, enrolment, small, module_id, seed=1, now=now, **more)

    return once


@pytest.fixture
def take(session, small, begin, aigerim):
    """take(module_id, *right) answers all questions of an attempt, these rightly, and submits it."""

    def once(module_id, *right, now=NOW):
        attempt = get_attempt(session, aigerim.id, begin(module_id, now))
        for id_, question in attempts.questions_of(attempt, small).items():
            wrong = {option: TICKED for option in question.options if option not in question.right}
            given = right_answer(question, "kk") if id_ in right else wrong
            attempts.save_answer(session, attempt, question, given, seen=0, language="kk", now=now)
        attempts.submit(session, attempt.id, small, now=now)

    return once


def test_a_quiz_asks_from_its_own_bank(session, small, begin, aigerim):
    attempt = get_attempt(session, aigerim.id, begin())
    assert set(attempts.questions_of(attempt, small)) == {"quiz-1", "quiz-2"}
    assert attempt.due_at == NOW + HOUR / 2


def test_a_quiz_and_the_final_test_may_be_open_together(begin):
    assert begin(MODULE) == begin(MODULE)
    assert begin("") != begin(MODULE)


def test_the_database_holds_one_open_attempt_a_test(session, small, begin, enrolment):
    begin()
    also = {"number": 2, "edition_id": small.id, "seed": 1, "questions": [], "began_at": NOW, "due_at": None}
    session.add(Attempt(enrolment_id=enrolment, module_id=MODULE, **also))
    with pytest.raises(IntegrityError):
        session.flush()


def test_attempts_are_numbered_for_each_test(session, take, enrolment):
    take(MODULE)
    take("")
    take(MODULE, "quiz-1", now=NOW + HOUR)
    assert [each.number for each in attempts_of(session, enrolment, MODULE)] == [1, 2]
    assert [each.number for each in attempts_of(session, enrolment)] == [1]


@pytest.mark.parametrize("module_id", ["duty", "nowhere"])
def test_a_module_without_a_quiz_has_nothing_to_begin(begin, module_id):
    with pytest.raises(ConflictError, match="no_test"):
        begin(module_id)


def test_passing_the_quiz_does_not_pass_the_final_test(session, small, take, enrolment):
    take(MODULE, "quiz-1", "quiz-2")
    assert passed_by(session, enrolment, small.course) == {MODULE}
    assert standings_of(session, enrolment, small.course)[MODULE].reached.grade.points == 2


def test_the_course_is_finished_with_its_quiz_only(session, small, take, enrolment):
    take("", *BANK)
    finish_lesson(session, enrolment, READING, small.course, now=NOW)
    assert not finish_lesson(session, enrolment, INVESTIGATION, small.course, now=NOW)
    take(MODULE, "quiz-2", now=NOW + HOUR)
    assert session.get(Enrolment, enrolment, populate_existing=True).finished_at == NOW + HOUR


def test_an_edition_that_asks_for_no_quiz_completes_the_course(session, app, tmp_path, small, take, enrolment):
    take("", *BANK)
    finish_lesson(session, enrolment, READING, small.course, now=NOW)
    finish_lesson(session, enrolment, INVESTIGATION, small.course, now=NOW)
    session.commit()
    shelf = app.extensions["shelf"]
    assert newly_complete(session, shelf) == []
    publish_small(session, tmp_path, quiz())
    shelf.look_again()
    assert [found for found, _edition in newly_complete(session, shelf)] == [enrolment]


def test_the_mean_of_failed_attempts_may_pass_a_lower_mark(session, app, tmp_path, small, take, enrolment, aigerim):
    take("", *BANK)
    take(MODULE)
    finish_lesson(session, enrolment, READING, small.course, now=NOW)
    finish_lesson(session, enrolment, INVESTIGATION, small.course, now=NOW)
    easier = publish_small(session, tmp_path, quiz(needed=True, pass_mark="0.000001", counts="mean"))
    session.commit()
    app.extensions["shelf"].look_again()
    assert newly_complete(session, app.extensions["shelf"])[0][1].id == easier.id
    assert passed_by(session, enrol(session, aigerim.id, BAN, now=NOW), easier.course) == {""}  # nought is no pass


def test_the_mail_names_the_quiz_by_its_module(session, take):
    take(MODULE)
    session.flush()
    mail = session.query(Mail).one()
    assert (mail.values["course_title"]["en"], mail.values["module_title"]["en"]) == ("The ban", "The ban")


@pytest.mark.parametrize(("fixed", "kept"), [("ru", "ru"), (None, None), ("de", None)])
def test_an_attempt_keeps_the_language_that_was_fixed(session, begin, aigerim, fixed, kept):
    assert get_attempt(session, aigerim.id, begin(language=fixed)).language == kept
