"""Essays of tests: what waits, what a tutor gives, and all that hangs on it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from helpcourse.errors import ConflictError
from helpcourse.learning import attempts
from helpcourse.learning.actions import finish_lesson
from helpcourse.learning.counting import let_count
from helpcourse.learning.essays.actions import Judgement, review
from helpcourse.learning.essays.models import EssayReview
from helpcourse.learning.essays.queries import last_reviews
from helpcourse.learning.essays.rules import may_be_given
from helpcourse.learning.models import Enrolment, Grade, Sheet
from helpcourse.learning.queries import attempts_of, get_attempt
from helpcourse.learning.regrading.actions import regrade
from helpcourse.messages.models import Mail, MailKind
from tests.builders import NOW, ticks
from tests.small_course import BANK, ESSAY, INVESTIGATION, READING, essay, publish_small

SINGLE, MULTIPLE = BANK
LATER = NOW + timedelta(days=3)
WORDS = {"text": "A doctor."}


@pytest.fixture
def small(session, tmp_path):
    """Of its four points a pass needs two; two more only a tutor can give."""
    return publish_small(session, tmp_path, essay())


@pytest.fixture
def sit(session, small, enrolment, aigerim):
    """sit("1") -> Aigerim's closed attempt with these answers."""

    def once(single="1", words=WORDS):
        mine = get_attempt(session, aigerim.id, attempts.begin(session, enrolment, small, seed=1, now=NOW))
        questions = attempts.questions_of(mine, small)
        given = {SINGLE: ticks(single), **({ESSAY: words} if words else {})}
        for id_, answer in given.items():
            attempts.save_answer(session, mine, questions[id_], answer, seen=0, language="kk", now=NOW)
        attempts.submit(session, mine.id, small, now=NOW)
        return mine

    return once


@pytest.fixture
def give(session, small, dana):
    """give(attempt, 1.5) -> Dana reviews the essay."""

    def once(attempt, points, words="Good.", *, seen=0, reason="", by_id=dana.id):
        judged = {ESSAY: Judgement(points, words, seen)}
        return review(session, attempt.id, small, judged, reason=reason, by_id=by_id, now=LATER)

    return once


@pytest.fixture
def last(session, enrolment):
    """last() -> the only attempt as its pages know it."""
    return lambda: attempts_of(session, enrolment)[0]


def entries(session, attempt):
    session.flush()
    sheet = session.get_one(Sheet, attempt.id, populate_existing=True)
    return sheet.points, sheet.out_of, {line.split(",")[0].strip('["') for line in sheet.entries.split("\n")}


def test_without_an_essay_nothing_waits(sit, last):
    sit(words=None)
    assert (last().awaits, last().is_decided, last().is_passed) == (0, True, False)


def test_until_it_is_read_the_essay_has_no_points_and_nothing_is_decided(sit, last):
    sit()
    assert (last().points, last().out_of, last().awaits) == (1, 4, 2)
    assert (last().is_passed, last().is_decided) == (False, False)


def test_the_points_make_a_new_grade_with_who_and_when(session, sit, give, last, dana):
    assert give(sit(), 1.5)
    first, second = session.scalars(select(Grade).order_by(Grade.number)).all()
    assert (first.points, first.awaits, first.graded_by_id) == (1, 2, None)
    assert (second.points, second.awaits, second.graded_by_id, second.graded_at) == (2.5, 0, dana.id, LATER)
    assert (last().is_passed, last().is_decided) == (True, True)


def test_no_points_decide_too(sit, give, last):
    give(sit(), 0)
    assert (last().is_passed, last().is_decided, last().awaits) == (False, True, 0)


@pytest.mark.parametrize("points", [-0.5, 0.25, 2.5, 3])
def test_points_are_given_by_halves_up_to_all_of_them(sit, give, points):
    with pytest.raises(ConflictError, match="points_not_given"):
        give(sit(), points)


@pytest.mark.parametrize(
    ("points", "out_of", "may"), [(0, 1, True), (1.25, 1.25, True), (0.75, 1.25, False), (1, 1.25, True)]
)
def test_all_points_may_be_given_even_if_they_are_no_halves(points, out_of, may):
    assert may_be_given(points, out_of) is may


def test_pressed_twice_it_is_done_once(session, sit, give):
    attempt = sit()
    assert [give(attempt, 1), give(attempt, 1)] == [True, False]
    assert session.scalars(select(EssayReview.number)).all() == [1]


def test_nobody_overwrites_the_review_of_another_unseen(sit, give, yerlan):
    attempt = sit()
    give(attempt, 1)
    with pytest.raises(ConflictError, match="reviewed_meanwhile"):
        give(attempt, 2, by_id=yerlan.id)


def test_a_review_is_corrected_with_a_reason_and_the_first_one_stays(session, sit, give, last):
    attempt = sit()
    give(attempt, 2)
    give(attempt, 0.5, "On a second reading.", seen=1, reason="I had misread it.")
    assert (last().points, last().is_passed, last().reason) == (1.5, False, "I had misread it.")
    assert session.scalars(select(EssayReview.points).order_by(EssayReview.number)).all() == [2, 0.5]
    assert last_reviews(session, attempt.id)[ESSAY].words == "On a second reading."


@pytest.mark.parametrize("question_id", [SINGLE, ESSAY, "nothing"])
def test_only_a_written_essay_is_reviewed(session, small, sit, dana, question_id):
    attempt = sit(words=None)
    judged = {question_id: Judgement(1, "", 0)}
    with pytest.raises(ConflictError, match="no_essay"):
        review(session, attempt.id, small, judged, by_id=dana.id, now=LATER)


def test_an_open_attempt_is_not_reviewed(session, small, enrolment, give, aigerim):
    begun = attempts.begin(session, enrolment, small, seed=1, now=NOW)
    with pytest.raises(ConflictError, match="attempt_open"):
        give(get_attempt(session, aigerim.id, begun), 1)


def test_no_other_attempt_is_begun_while_one_may_still_pass(session, small, enrolment, sit, give):
    attempt = sit()
    with pytest.raises(ConflictError, match="awaits_review"):
        attempts.begin(session, enrolment, small, seed=2, now=NOW)
    give(attempt, 0)
    assert attempts.begin(session, enrolment, small, seed=2, now=NOW) != attempt.id


def test_who_passes_by_the_review_has_finished_the_course(session, small, enrolment, sit, give):
    attempt = sit()
    for lesson in (READING, INVESTIGATION):
        finish_lesson(session, enrolment, lesson, small.course, now=NOW)
    assert session.get_one(Enrolment, enrolment, populate_existing=True).finished_at is None
    give(attempt, 1)
    assert session.get_one(Enrolment, enrolment, populate_existing=True).finished_at == LATER


def test_the_learner_is_told_that_a_tutor_reads_and_when_one_has_read(session, sit, give):
    give(sit(), 1)
    kinds = session.scalars(select(Mail.kind).order_by(Mail.made_at)).all()
    assert kinds == [MailKind.ATTEMPT_AWAITS_REVIEW, MailKind.REVIEWED]


def test_statistics_leave_an_essay_out_until_it_is_read(session, sit, give):
    attempt = sit()
    assert entries(session, attempt) == (1, 2, {SINGLE, MULTIPLE})
    give(attempt, 1.5)
    assert entries(session, attempt) == (2.5, 4, {SINGLE, MULTIPLE, ESSAY})


@pytest.fixture
def let_late_count(session, small, dana):
    """let_late_count(attempt, question, answer) keeps a late answer, and lets it count."""

    def once(attempt, question_id, given):
        question = attempts.questions_of(attempt, small)[question_id]
        attempts.save_answer(session, attempt, question, given, seen=1, language="kk", now=LATER)
        let_count(session, attempt.id, small, [(question_id, 1)], by_id=dana.id, reason="Cut.", now=LATER)

    return once


def test_a_late_essay_that_is_let_count_waits_to_be_read_itself(sit, give, let_late_count, last):
    attempt = sit()
    give(attempt, 2)
    let_late_count(attempt, ESSAY, {"text": "A lawyer."})
    assert (last().points, last().awaits) == (1, 2)
    give(attempt, 1, seen=1)
    assert (last().points, last().awaits) == (2, 0)


def test_points_for_an_essay_stay_when_a_late_answer_to_another_question_counts(sit, give, let_late_count, last):
    attempt = sit("2")
    give(attempt, 1.5)
    let_late_count(attempt, SINGLE, ticks("1"))
    assert (last().points, last().awaits) == (2.5, 0)


@pytest.fixture
def to_all(session, small, yerlan):
    """to_all(question) gives its points to everybody."""
    return lambda question_id: regrade(
        session, small, "", question_id, None, only_improves=True, reason="Wrong.", seen=0, by_id=yerlan.id, now=LATER
    )


def test_points_for_an_essay_stay_when_another_question_is_graded_again(sit, give, to_all, last):
    give(sit("2"), 1.5)
    to_all(SINGLE)
    assert (last().points, last().awaits) == (2.5, 0)


def test_another_question_graded_again_may_pass_who_waits(sit, to_all, last):
    sit("1")
    to_all(MULTIPLE)
    assert (last().points, last().awaits, last().is_passed, last().is_decided) == (2, 2, True, True)


def test_an_essay_that_is_given_to_everybody_waits_no_more(session, small, sit, to_all, last):
    attempt = sit("2")
    to_all(ESSAY)
    assert (last().points, last().awaits, last().is_decided) == (2, 0, True)
    assert entries(session, attempt) == (2, 4, {SINGLE, MULTIPLE, ESSAY})


def test_an_essay_given_away_by_mistake_has_its_review_again(session, small, sit, give, to_all, last, yerlan):
    give(sit("2"), 0.5)
    to_all(ESSAY)
    regrade(session, small, "", ESSAY, small, only_improves=False, reason="Back.", seen=1, by_id=yerlan.id, now=LATER)
    assert (last().points, last().awaits) == (0.5, 0)
