"""What happens when somebody enrols, answers, writes and finishes."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select

from helpcourse.errors import ConflictError
from helpcourse.learning import actions
from helpcourse.learning.lesson_state import lesson_state
from helpcourse.learning.models import CheckAnswer, Enrolment, LessonTime, Reflection
from helpcourse.learning.queries import find_progress
from tests.builders import NOW, ticks
from tests.small_course import BAN, INVESTIGATION, READING

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def check(session, small, enrolment):
    """check("1", seen=0) -> how the answer to the first lesson's question is graded."""
    question = small.find_lesson(READING).questions[0]

    def answer(*options, seen=0, now=NOW):
        return actions.answer_check(
            session,
            enrolment,
            READING,
            question,
            ticks(*options),
            seen=seen,
            edition_id=small.id,
            language="kk",
            now=now,
        )

    return answer


@pytest.fixture
def note(session, enrolment):
    return lambda text, seen: actions.keep_reflection(session, enrolment, READING, "practice", text, seen=seen, now=NOW)


@pytest.fixture
def finish(session, small, enrolment):
    return lambda lesson_id: actions.finish_lesson(session, enrolment, lesson_id, small.course, now=LATER)


def test_one_person_is_enrolled_in_a_course_once(session, enrolment, aigerim):
    assert actions.enrol(session, aigerim.id, BAN, now=LATER) == enrolment
    assert find_progress(session, aigerim.id, BAN).enrolled_at == NOW


def test_a_check_is_graded_and_every_try_kept(session, check):
    assert not check("1").is_right
    assert check("2", seen=1).is_right
    kept = session.execute(select(CheckAnswer.number, CheckAnswer.given).order_by(CheckAnswer.number)).all()
    assert [tuple(row) for row in kept] == [(1, '{"1":"x"}'), (2, '{"2":"x"}')]


@pytest.mark.parametrize(
    ("seen", "tries"),
    [
        (0, 1),  # sent twice
        (1, 2),  # answered so again, having seen the feedback
    ],
)
def test_an_answer_sent_twice_is_one_try(session, check, seen, tries):
    check("1")
    check("1", seen=seen)
    assert len(session.scalars(select(CheckAnswer.number)).all()) == tries


def test_another_answer_from_an_old_tab_is_a_try_too(session, check, enrolment, small):
    check("1")
    check("2", seen=0)
    session.flush()
    answer = lesson_state(session, enrolment, small.find_lesson(READING)).answers["war"]
    assert (answer.given, answer.revision, answer.edition_id) == (ticks("2"), 2, small.id)


@pytest.mark.parametrize("options", [["9"], ["1", "2"]])
def test_what_is_no_answer_to_the_question_is_refused(check, options):
    with pytest.raises(ConflictError, match="question_changed"):
        check(*options)


def test_a_note_keeps_all_its_revisions(session, note):
    assert [note("Бір", 0), note("Екі", 1), note("Екі", 1)] == [1, 2, 2]
    assert session.scalars(select(Reflection.text).order_by(Reflection.revision)).all() == ["Бір", "Екі"]


def test_a_note_is_not_overwritten_unseen(note):
    note("Бір", 0)
    with pytest.raises(ConflictError, match="reflection_changed"):
        note("Екі", 0)


@pytest.mark.parametrize("length", [actions.LONGEST_REFLECTION + 1])
def test_a_note_has_an_end(note, length):
    with pytest.raises(ConflictError, match="reflection_too_long"):
        note("а" * length, 0)


def test_a_note_can_be_emptied_but_does_not_begin_empty(session, note):
    assert note(" \n", 0) == 0
    assert note("Бір", 0) == 1
    assert note("", 1) == 2


def test_a_lesson_is_finished_on_the_day_it_first_was(session, small, enrolment, finish, aigerim):
    finish(READING)
    actions.finish_lesson(session, enrolment, READING, small.course, now=LATER + timedelta(days=1))
    assert find_progress(session, aigerim.id, BAN).done == {READING: LATER}


def test_all_lessons_without_the_test_are_not_the_course(session, finish, aigerim):
    assert [finish(READING), finish(INVESTIGATION)] == [False, False]
    assert find_progress(session, aigerim.id, BAN).finished_at is None


def test_time_spent_adds_up(session, enrolment):
    actions.keep_place(session, enrolment, READING, "no-exception", 30, now=NOW)
    actions.keep_place(session, enrolment, READING, "key", 12, now=LATER)
    assert session.scalars(select(LessonTime.seconds)).one() == 42


@pytest.mark.parametrize(("lesson", "place"), [(READING, "no-exception"), (INVESTIGATION, None)])
def test_whoever_only_looks_in_keeps_the_place_in_that_lesson(session, enrolment, aigerim, lesson, place):
    actions.keep_place(session, enrolment, READING, "no-exception", 30, now=NOW)
    actions.keep_place(session, enrolment, lesson, None, 5, now=LATER)
    assert find_progress(session, aigerim.id, BAN).last_anchor == place


def test_the_place_is_where_one_was_last(session, enrolment, check, aigerim):
    actions.keep_place(session, enrolment, READING, "no-exception", 30, now=NOW)
    check("2", now=LATER)
    progress = find_progress(session, aigerim.id, BAN)
    assert (progress.last_lesson_id, progress.last_anchor) == (READING, "question-war")
    assert session.get(Enrolment, enrolment, populate_existing=True).last_active_at == LATER


def test_erasure_takes_the_notes_and_leaves_the_answers(session, check, note, aigerim, bolat):
    check("1")
    note("Менің ойым", 0)
    actions.erase_words(session, bolat.id)
    assert session.scalars(select(Reflection.text)).all() == ["Менің ойым"]
    actions.erase_words(session, aigerim.id)
    assert session.scalars(select(Reflection.text)).all() == []
    assert session.scalars(select(CheckAnswer.given)).all() == ['{"1":"x"}']


def test_nobody_has_progress_in_a_course_they_do_not_take(session, enrolment, bolat):
    assert find_progress(session, bolat.id, BAN) is None
    assert isinstance(enrolment, uuid.UUID)
