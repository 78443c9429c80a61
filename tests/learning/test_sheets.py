"""What is kept of a closed attempt for statistics."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from helpcourse.assessment.questions import TICKED
from helpcourse.config import Settings
from helpcourse.learning import attempts
from helpcourse.learning.models import Attempt, Grade, Sheet
from helpcourse.learning.queries import get_attempt
from helpcourse.learning.sheets import keep_sheet, without_sheet
from helpcourse.worker import Worker
from tests.builders import NOW
from tests.small_course import BANK, MODULE, publish_small, quiz

SINGLE, MULTIPLE = BANK


@pytest.fixture
def attempt(session, small, enrolment, aigerim):
    """Aigerim's, open."""
    return get_attempt(session, aigerim.id, attempts.begin(session, enrolment, small, seed=1, now=NOW))


@pytest.fixture
def answer(session, small, attempt):
    """answer("ban-1", "1", after=40): ticked so many seconds after the beginning."""
    questions = attempts.questions_of(attempt, small)

    def once(question, *options, after, language="kk", seen=0):
        given, moment = dict.fromkeys(options, TICKED), NOW + timedelta(seconds=after)
        attempts.save_answer(session, attempt, questions[question], given, seen=seen, language=language, now=moment)

    return once


@pytest.fixture
def sheet(session, small, attempt):
    """sheet() ends the attempt; what is kept of it."""

    def ended():
        attempts.submit(session, attempt.id, small, now=NOW + timedelta(minutes=5))
        session.flush()
        return session.get_one(Sheet, attempt.id)

    return ended


def entries(sheet):
    return {id_: (points, given) for id_, points, given in map(json.loads, sheet.entries.split("\n"))}


def test_a_sheet_holds_each_question_with_its_points_and_the_last_answer(answer, sheet):
    answer(SINGLE, "2", after=40)
    answer(SINGLE, "1", after=60, seen=1)
    kept = sheet()
    assert entries(kept) == {SINGLE: (1.0, {"1": "x"}), MULTIPLE: (0.0, {})}
    assert (kept.points, kept.number, kept.is_passed) == (1.0, 1, True)


def test_the_time_of_each_question_is_kept(answer, sheet):
    answer(MULTIPLE, "1", after=40)
    answer(SINGLE, "1", after=100)
    assert set(sheet().seconds.split("\n")) == {f"{MULTIPLE} 40", f"{SINGLE} 60"}


@pytest.mark.parametrize(("languages", "kept"), [((), ""), (("kk",), "kk"), (("ru", "ru"), "ru"), (("kk", "ru"), "ru")])
def test_an_attempt_is_in_the_language_of_most_answers(answer, sheet, languages, kept):
    for question, language in zip(BANK, languages, strict=False):
        answer(question, "1", after=40 if question == SINGLE else 80, language=language)
    assert sheet().language == kept


def test_the_points_of_each_question_stand_with_the_grade(session, attempt, answer, sheet):
    answer(SINGLE, "1", after=40)
    sheet()
    graded = session.scalars(select(Grade).where(Grade.attempt_id == attempt.id)).one()
    assert graded.by_question == {SINGLE: 1.0, MULTIPLE: 0.0}


def test_a_new_grade_makes_a_new_sheet(session, small, attempt, answer, sheet):
    answer(SINGLE, "2", after=40)
    out_of = sheet().out_of
    session.add(Grade(attempt_id=attempt.id, number=2, points=1.0, out_of=out_of, is_passed=False, graded_at=NOW,
                      reason="the key was wrong", by_question={SINGLE: 1.0, MULTIPLE: 0.0}))  # fmt: skip
    session.flush()
    keep_sheet(session, session.get_one(Attempt, attempt.id), attempts.questions_of(attempt, small))
    session.flush()
    kept = session.scalars(select(Sheet), execution_options={"populate_existing": True}).one()
    assert (kept.points, entries(kept)[SINGLE]) == (1.0, (1.0, {"2": "x"}))


def test_an_attempt_at_a_quiz_has_a_sheet_too(session, tmp_path, enrolment):
    edition = publish_small(session, tmp_path, quiz())
    attempt_id = attempts.begin(session, enrolment, edition, MODULE, seed=1, now=NOW)
    attempts.submit(session, attempt_id, edition, now=NOW)
    session.flush()
    assert session.get_one(Sheet, attempt_id).module_id == MODULE


def test_an_open_attempt_has_no_sheet(session, attempt):
    assert without_sheet(session) == []
    assert session.get(Sheet, attempt.id) is None


@pytest.mark.parametrize("older", [delete(Sheet), update(Sheet).values(format=0, entries="")])
def test_the_worker_makes_the_sheets_of_attempts_that_were_closed_before(
    app, clock, tmp_path, session, attempt, answer, sheet, older
):
    answer(SINGLE, "1", after=40)
    before = sheet().entries
    session.execute(older)
    session.execute(update(Grade).values(by_question=None))
    session.commit()
    Worker(Settings(data=tmp_path), app.extensions["engine"], clock=clock).keep_sheets()
    assert session.scalars(select(Sheet.entries)).all() == [before]
