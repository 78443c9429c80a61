"""The key of a question was wrong: new grades beside the old ones, and all that hangs on them."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from helpcourse.errors import ConflictError, NotFoundError
from helpcourse.learning import attempts
from helpcourse.learning.actions import enrol, finish_lesson
from helpcourse.learning.counting import let_count
from helpcourse.learning.models import Attempt, Enrolment, Grade, Sheet
from helpcourse.learning.queries import attempts_of, get_attempt
from helpcourse.learning.regrading.actions import get_question, regrade
from helpcourse.learning.regrading.effects import effects
from helpcourse.learning.regrading.models import KeyChange
from helpcourse.learning.regrading.queries import later_grades
from helpcourse.learning.regrading.rules import Change, key_of
from helpcourse.learning.sheets import keep_sheet
from helpcourse.learning.uncounted import uncounted_answers
from helpcourse.messages.models import Mail, MailKind
from tests.builders import NOW, ticks
from tests.small_course import BAN, BANK, INVESTIGATION, READING, bank, publish_small

SINGLE, MULTIPLE = BANK
FINAL = ""  # the final test, as a module's quiz is named by the module
THEN = NOW + timedelta(days=1)
WHY = "The key was wrong."


@pytest.fixture
def mended(session, small, tmp_path):
    """The next edition: of the single choice the second option is right."""
    return publish_small(session, tmp_path, bank("- [x] Yes.\n- [ ] No.", "- [ ] Yes.\n- [x] No."))


@pytest.fixture
def sit(session, small):
    """sit(aigerim, "2") -> her attempt with this answer to the single choice, closed."""

    def once(person, *options, is_closed=True):
        enrolment = enrol(session, person.id, BAN, now=NOW)
        mine = get_attempt(session, person.id, attempts.begin(session, enrolment, small, seed=1, now=NOW))
        question = attempts.questions_of(mine, small)[SINGLE]
        attempts.save_answer(session, mine, question, ticks(*options), seen=0, language="kk", now=NOW)
        if is_closed:
            attempts.submit(session, mine.id, small, now=NOW)
        return mine

    return once


@pytest.fixture
def again(session, small, mended, yerlan):
    """again(only_improves=False) grades by the key of the mended edition."""

    def once(source=mended, *, only_improves=True, reason=WHY, seen=0):
        return regrade(
            session, small, FINAL, SINGLE, source, only_improves=only_improves, reason=reason, seen=seen,
            by_id=yerlan.id, now=THEN,
        )  # fmt: skip

    return once


@pytest.fixture
def points(session):
    """points(attempt) -> of its grades, the first first."""
    of = select(Grade.points).order_by(Grade.number)
    return lambda attempt: session.scalars(of.where(Grade.attempt_id == attempt.id)).all()


def test_who_was_right_by_the_right_key_gets_a_new_grade_with_who_and_why(session, sit, again, aigerim, yerlan):
    attempt = sit(aigerim, "2")
    assert again() == 1
    first, second = session.scalars(select(Grade).where(Grade.attempt_id == attempt.id).order_by(Grade.number))
    assert (first.points, first.is_passed, first.reason) == (0, False, "")
    assert (second.points, second.is_passed, second.by_question) == (1, True, {SINGLE: 1, MULTIPLE: 0})
    assert (second.graded_by_id, second.reason, second.graded_at) == (yerlan.id, WHY, THEN)


@pytest.mark.parametrize(("only_improves", "all_points"), [(True, [1]), (False, [1, 0])])
def test_who_would_lose_points_keeps_them_if_it_is_said_so(sit, again, points, aigerim, only_improves, all_points):
    attempt = sit(aigerim, "1")
    again(only_improves=only_improves)
    assert points(attempt) == all_points


def test_all_points_go_to_whoever_was_asked(session, sit, again, points, aigerim, bolat):
    asked, not_asked = sit(aigerim), sit(bolat)
    session.execute(update(Attempt).where(Attempt.id == not_asked.id).values(questions=[[MULTIPLE, "1", "2", "3"]]))
    assert again(None) == 1
    assert (points(asked), points(not_asked)) == ([0, 1], [0])


def test_the_same_sent_twice_is_done_once(session, sit, again, points, aigerim):
    attempt = sit(aigerim, "2")
    assert [again(), again()] == [1, 0]
    assert points(attempt) == [0, 1]
    assert session.scalars(select(KeyChange.number)).all() == [1]


@pytest.mark.parametrize("seen", [0, 2, -1])
def test_nothing_is_changed_on_top_of_what_was_not_seen(again, seen):
    again()
    with pytest.raises(ConflictError, match="key_changed"):
        again(None, seen=seen)


def test_a_wrong_regrade_is_taken_back_by_another(small, sit, again, points, aigerim):
    attempt = sit(aigerim, "1")
    again(only_improves=False)
    again(small, only_improves=False, seen=1)
    assert points(attempt) == [1, 0, 1]


def test_an_attempt_that_is_closed_later_is_graded_by_the_new_key(session, small, sit, again, points, aigerim):
    attempt = sit(aigerim, "2", is_closed=False)
    assert again() == 0
    attempts.submit(session, attempt.id, small, now=NOW)
    assert points(attempt) == [1]


def test_what_else_is_in_a_grade_stays(session, sit, again, points, aigerim):
    """As when a person has given points for another question."""
    attempt = sit(aigerim, "2")
    kept = {SINGLE: 0.0, MULTIPLE: 0.5}
    session.execute(update(Grade).where(Grade.attempt_id == attempt.id).values(points=0.5, by_question=kept))
    again()
    assert points(attempt) == [0.5, 1.5]


def test_a_grade_of_before_points_were_kept_by_question_is_graded_again_too(session, sit, again, points, aigerim):
    attempt = sit(aigerim, "2")
    session.execute(update(Grade).where(Grade.attempt_id == attempt.id).values(by_question=None))
    again()
    assert points(attempt) == [0, 1]


def test_another_question_cannot_lend_its_key(session, small, sit, again, tmp_path):
    changes = {**bank("- [ ] No.", "- [ ] No.\n- [ ] Perhaps."), "test.kk.md": None}
    other = publish_small(session, tmp_path, changes)
    with pytest.raises(ConflictError, match="another_question"):
        again(other)


def test_a_question_that_the_test_does_not_have_is_not_found(small):
    with pytest.raises(NotFoundError):
        get_question(small, FINAL, "nothing")


def test_the_dry_run_tells_what_would_become_of_whom_and_writes_nothing(session, small, mended, sit, points, aigerim):
    attempt = sit(aigerim, "2")
    change = Change(key_of(get_question(mended, FINAL, SINGLE)))
    (one,) = effects(session, small, FINAL, get_question(small, FINAL, SINGLE), change)
    assert (one.name, one.number, one.before.points, one.after.points) == (aigerim.name, 1, 0, 1)
    assert (one.was_passed, one.is_passed, one.is_changed) == (False, True, True)
    assert points(attempt) == [0]


def test_the_last_grade_counts_and_what_was_before_is_told(session, sit, again, aigerim):
    attempt = sit(aigerim, "2")
    again()
    (result,) = attempts_of(session, attempt.enrolment_id)
    assert (result.points, result.is_passed) == (1, True)
    assert [(one.before, one.points, one.reason) for one in later_grades(session, attempt.id)] == [(0, 1, WHY)]


def test_who_passes_now_has_finished_the_course(session, small, sit, again, aigerim):
    attempt = sit(aigerim, "2")
    for lesson in (READING, INVESTIGATION):
        finish_lesson(session, attempt.enrolment_id, lesson, small.course, now=NOW)
    again()
    assert session.get(Enrolment, attempt.enrolment_id, populate_existing=True).finished_at == THEN


def test_whose_points_change_is_told_by_mail(session, sit, again, aigerim, bolat):
    attempt = sit(aigerim, "2")
    sit(bolat, "1")
    again()
    (mail,) = session.scalars(select(Mail).where(Mail.kind == MailKind.REGRADED)).all()
    assert (mail.person_id, mail.values["reason"]) == (aigerim.id, WHY)
    assert mail.values["path"].endswith(f"/attempts/{attempt.id}")


@pytest.fixture
def let_late_count(session, small, dana):
    """let_late_count(attempt, "2") keeps a late answer to the single choice, and lets it count."""

    def once(attempt, option):
        question = attempts.questions_of(attempt, small)[SINGLE]
        attempts.save_answer(session, attempt, question, ticks(option), seen=1, language="kk", now=NOW)
        which = [(SINGLE, uncounted_answers(session, attempt.id)[-1].number)]
        let_count(session, attempt.id, small, which, by_id=dana.id, reason="The line was cut.", now=THEN)

    return once


def test_a_late_answer_that_was_let_count_is_graded_again(sit, let_late_count, again, points, aigerim):
    attempt = sit(aigerim, "1")
    let_late_count(attempt, "2")
    again(only_improves=False)
    assert points(attempt) == [1, 0, 1]


def test_a_late_answer_that_is_let_count_afterwards_is_graded_by_the_new_key(
    sit, let_late_count, again, points, aigerim
):
    attempt = sit(aigerim, "1")
    again(only_improves=False)
    let_late_count(attempt, "2")
    assert points(attempt) == [1, 0, 1]


def test_the_sheet_says_what_one_made_anew_would_say(session, small, sit, again, aigerim):
    attempt = sit(aigerim, "2")
    again()
    corrected = sheet_of(session, attempt)
    keep_sheet(session, session.get_one(Attempt, attempt.id), attempts.questions_of(attempt, small))
    assert corrected == sheet_of(session, attempt)
    assert [json.loads(line)[1] for line in corrected[2].split("\n")].count(1.0) == 1


def sheet_of(session, attempt):
    session.flush()
    sheet = session.get_one(Sheet, attempt.id, populate_existing=True)
    return sheet.points, sheet.is_passed, sheet.entries
