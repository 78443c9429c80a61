"""The final test, from the first question to the result."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from helpcourse.errors import ConflictError, NotFoundError
from helpcourse.learning import attempts
from helpcourse.learning.actions import finish_lesson
from helpcourse.learning.attempts import Late
from helpcourse.learning.models import Answer, Attempt, AttemptState, Enrolment, Grade, WhyUncounted
from helpcourse.learning.overdue import overdue_attempts
from helpcourse.learning.queries import attempts_of, get_attempt, saved_answers
from helpcourse.learning.sweeping import newly_complete
from tests.builders import NOW, ticks
from tests.small_course import BANK, INVESTIGATION, READING, publish_small, settings

SINGLE, MULTIPLE = BANK
HALF_AN_HOUR = timedelta(minutes=30)
IN_TIME = NOW + HALF_AN_HOUR + timedelta(seconds=30)
TOO_LATE = NOW + HALF_AN_HOUR + timedelta(seconds=31)


@pytest.fixture
def begin(session, small, enrolment, aigerim):
    """begin(now=…) -> Aigerim's attempt."""

    def once(now=NOW, seed=1):
        return get_attempt(session, aigerim.id, attempts.begin(session, enrolment, small, seed=seed, now=now))

    return once


@pytest.fixture
def save(session, small, begin):
    """save("ban-1", "1", seen=0) into the attempt that was begun first."""
    attempt = begin()
    questions = attempts.questions_of(attempt, small)

    def answer(question, *options, seen=0, now=NOW):
        return attempts.save_answer(
            session, attempt, questions[question], ticks(*options), seen=seen, language="kk", now=now
        )

    return answer


@pytest.fixture
def submit(session, small, begin):
    def once(now=NOW):
        return attempts.submit(session, begin().id, small, now=now)

    return once


def test_the_same_seed_asks_the_same_in_the_same_order(begin, session, small, bolat):
    assert {question for question, *_order in begin().questions} == set(BANK)
    assert begin(seed=99).questions == begin(seed=1).questions  # it is the same attempt


def test_nobody_gets_anothers_attempt(session, begin, bolat):
    with pytest.raises(NotFoundError):
        get_attempt(session, bolat.id, begin().id)


def test_answers_have_revisions_and_the_last_counts(session, begin, save):
    assert [save(SINGLE, "2"), save(SINGLE, "1", seen=1)] == [1, 2]
    assert saved_answers(session, begin().id)[SINGLE].given == ticks("1")


@pytest.mark.parametrize("seen", [0, 1])
def test_the_same_answer_is_kept_once(session, save, seen):
    save(SINGLE, "1")
    assert save(SINGLE, "1", seen=seen) == 1
    assert len(session.scalars(select(Answer.revision)).all()) == 1


def test_an_answer_of_before_can_be_given_again(save):
    save(SINGLE, "1")
    save(SINGLE, "2", seen=1)
    assert save(SINGLE, "1", seen=2) == 3


def test_an_old_page_overwrites_nothing(session, begin, save):
    save(SINGLE, "1")
    overtaken = save(SINGLE, "2")
    assert overtaken.saved.given == ticks("1")
    assert saved_answers(session, begin().id)[SINGLE].given == ticks("1")


@pytest.mark.parametrize("seen", [1, 5, -1])
def test_what_nobody_has_seen_is_no_page_of_ours(save, seen):
    with pytest.raises(ConflictError):
        save(SINGLE, "1", seen=seen)


@pytest.mark.parametrize("options", [["7"], ["1", "2"]])
def test_what_is_no_answer_to_the_question_is_refused(save, options):
    with pytest.raises(ConflictError, match="question_changed"):
        save(SINGLE, *options)


def test_late_answers_are_not_saved(save):
    assert save(SINGLE, "1", now=IN_TIME) == 1
    assert save(SINGLE, "2", seen=1, now=TOO_LATE) == Late(WhyUncounted.OUT_OF_TIME)


def test_answers_after_the_end_are_not_saved(save, submit):
    submit()
    assert save(SINGLE, "1") == Late(WhyUncounted.SUBMITTED)


def test_an_answer_sent_again_after_the_end_was_in_time(save, submit):
    save(SINGLE, "1")
    submit()
    assert save(SINGLE, "1") == 1


@pytest.mark.parametrize(
    ("single", "multiple", "points"),
    [
        ("", "", 0),
        ("1", "", 1),
        ("1", "1", 1.5),
        ("1", "13", 2),
        ("2", "123", 0.5),  # the wrong tick takes one back
    ],
)
def test_the_score_is_made_of_the_last_answers(session, save, submit, single, multiple, points):
    save(SINGLE, *single)
    save(MULTIPLE, *multiple)
    submit()
    grade = session.scalars(select(Grade)).one()
    assert (grade.points, grade.out_of, grade.is_passed) == (points, 2, points >= 1)


def test_an_attempt_ends_once(session, begin, small):
    attempt = begin()
    ends = [attempts.submit(session, attempt.id, small, now=NOW) for _ in range(2)]
    assert ends == [True, False]


def test_an_attempt_out_of_time_ended_with_its_time(session, begin, small):
    attempt = begin()
    attempts.submit(session, attempt.id, small, now=NOW + timedelta(days=3))
    closed = session.get(Attempt, attempt.id, populate_existing=True)
    assert (closed.state, closed.closed_at) == (AttemptState.EXPIRED, NOW + HALF_AN_HOUR)


@pytest.fixture
def active_at(session, enrolment):
    return lambda: session.get(Enrolment, enrolment, populate_existing=True).last_active_at


def test_whoever_sits_a_test_is_active(begin, submit, active_at):
    begin()
    assert active_at() == NOW
    submit(now=NOW + timedelta(minutes=9))
    assert active_at() == NOW + timedelta(minutes=9)


def test_the_clock_that_ends_an_attempt_is_nobodys_activity(submit, active_at):
    submit(now=NOW + timedelta(days=3))
    assert active_at() == NOW


@pytest.mark.parametrize(("seconds", "count"), [(30, 0), (31, 1)])
def test_attempts_are_overdue_after_the_grace(session, begin, seconds, count):
    begin()
    assert len(overdue_attempts(session, now=NOW + HALF_AN_HOUR + timedelta(seconds=seconds))) == count


def test_attempts_are_numbered_and_counted(session, begin, submit, enrolment):
    submit()
    begin(now=NOW + timedelta(days=1))
    assert [(each.number, each.points) for each in attempts_of(session, enrolment)] == [(1, 0), (2, None)]


def test_the_reason_is_told_when_none_may_be_begun(begin, submit):
    submit()
    with pytest.raises(ConflictError, match="wait"):
        begin(now=NOW + timedelta(hours=23))


@pytest.fixture
def pass_test(save, submit):
    def once():
        save(SINGLE, "1")
        submit()

    return once


@pytest.fixture
def finished_at(session, enrolment):
    return lambda: session.get(Enrolment, enrolment, populate_existing=True).finished_at


def test_the_test_finishes_the_course_when_all_lessons_are_read(session, small, enrolment, pass_test, finished_at):
    finish_lesson(session, enrolment, READING, small.course, now=NOW)
    finish_lesson(session, enrolment, INVESTIGATION, small.course, now=NOW)
    assert finished_at() is None
    pass_test()
    assert finished_at() == NOW


def test_the_last_lesson_finishes_the_course_after_the_test(session, small, enrolment, pass_test, finished_at):
    pass_test()
    finish_lesson(session, enrolment, READING, small.course, now=NOW)
    assert finished_at() is None
    assert finish_lesson(session, enrolment, INVESTIGATION, small.course, now=NOW)
    assert finished_at() == NOW


def test_an_edition_that_asks_for_less_completes_the_course(session, app, tmp_path, small, enrolment, pass_test):
    pass_test()
    finish_lesson(session, enrolment, READING, small.course, now=NOW)
    session.commit()
    shelf = app.extensions["shelf"]
    assert newly_complete(session, shelf) == []
    publish_small(session, tmp_path, settings("lessons: all", "lessons: false"))
    shelf.look_again()
    assert [found for found, _edition in newly_complete(session, shelf)] == [enrolment]


def test_who_has_done_nothing_is_never_complete(session, app, enrolment):
    session.commit()
    assert newly_complete(session, app.extensions["shelf"]) == []
