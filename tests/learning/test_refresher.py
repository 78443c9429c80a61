"""Who asks to be asked again is written to when something waits, and is left alone once it is ended."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from helpcourse.assessment.grading import right_answer
from helpcourse.assessment.questions import TICKED
from helpcourse.catalogue.shelf import Shelf
from helpcourse.errors import ConflictError, NotFoundError
from helpcourse.learning import actions as learning
from helpcourse.learning.checks import tries_of
from helpcourse.learning.models import Enrolment
from helpcourse.learning.refresher import actions
from helpcourse.learning.refresher.models import Refresher
from helpcourse.learning.refresher.queries import due_digests, find_refresher
from helpcourse.messages.models import Mail, MailKind
from tests.builders import NOW
from tests.small_course import READING

WEEK = timedelta(weeks=1)
TOKEN = "a-token"


@pytest.fixture
def finished(session, enrolment):
    session.get_one(Enrolment, enrolment).finished_at = NOW
    session.flush()
    return enrolment


@pytest.fixture
def asked(session, finished):
    """Aigerim wants a mail a week."""
    actions.ask(session, finished, 7, token=TOKEN, now=NOW)
    return finished


@pytest.fixture
def answer(session, small, enrolment):
    """answer("1") gives this answer to the first lesson's check."""
    question = small.find_lesson(READING).questions[0]

    def give(*options, now=NOW):
        learning.answer_check(
            session,
            enrolment,
            READING,
            question,
            dict.fromkeys(options, TICKED),
            seen=0,
            edition_id=small.id,
            language="kk",
            now=now,
        )

    return give


def write_digests(session, small, *, now):
    for digest in due_digests(session, now=now):
        questions = tries_of(session, Shelf(), digest.enrolment_id, small)
        actions.write_digest(session, digest, questions, small.course.titles, now=now)
    return session.scalars(select(Mail).where(Mail.kind == MailKind.REFRESHER)).all()


def test_only_a_finished_course_is_refreshed(session, enrolment):
    with pytest.raises(ConflictError, match="course_not_finished"):
        actions.ask(session, enrolment, 7, token=TOKEN, now=NOW)


def test_an_interval_that_nobody_offered_is_refused(session, finished):
    with pytest.raises(ConflictError, match="no_such_interval"):
        actions.ask(session, finished, 1, token=TOKEN, now=NOW)


def test_the_answers_in_the_lessons_are_the_memory_to_begin_with(session, small, enrolment, answer):
    answer("1")
    answer("2", now=NOW + timedelta(days=3))
    (place, given), *_others = tries_of(session, Shelf(), enrolment, small).items()
    assert place == (READING, small.find_lesson(READING).questions[0].id)
    assert [(one.at, one.share) for one in given] == [(NOW, 0), (NOW + timedelta(days=3), 1)]


def test_the_mail_says_how_many_questions_wait(session, small, asked, answer):
    answer("1")
    (mail,) = write_digests(session, small, now=NOW + WEEK)
    assert mail.values["count"] == len(tries_of(session, Shelf(), asked, small))
    assert mail.values["leave"] == f"/kk/refresher/{TOKEN}"


def test_a_mail_comes_once_an_interval(session, small, asked):
    write_digests(session, small, now=NOW + WEEK)
    write_digests(session, small, now=NOW + WEEK + timedelta(hours=1))
    assert len(write_digests(session, small, now=NOW + 2 * WEEK)) == 2


def test_nothing_is_written_before_the_first_interval_is_over(session, small, asked):
    assert not write_digests(session, small, now=NOW + timedelta(days=6))


def test_who_wants_no_mail_gets_none(session, small, finished):
    actions.ask(session, finished, None, token=TOKEN, now=NOW)
    assert find_refresher(session, finished)
    assert not write_digests(session, small, now=NOW + 10 * WEEK)


def test_where_nothing_waits_nothing_is_written_and_one_looks_again_later(session, small, asked, answer):
    for lesson in small.lessons:
        for question in lesson.questions:
            learning.answer_check(
                session, asked, lesson.id, question, right_answer(question, "en"),
                seen=0, edition_id=small.id, language="kk", now=NOW + WEEK,
            )  # fmt: skip
    assert not write_digests(session, small, now=NOW + WEEK)
    assert session.get_one(Refresher, asked).next_mail_at > NOW + WEEK


def test_a_refresher_that_was_ended_writes_no_more(session, small, asked):
    actions.end_by_token(session, TOKEN, now=NOW)
    actions.end_by_token(session, TOKEN, now=NOW)
    assert find_refresher(session, asked) is None
    assert not write_digests(session, small, now=NOW + 10 * WEEK)


def test_a_wrong_token_ends_nothing(session, asked):
    with pytest.raises(NotFoundError):
        actions.end_by_token(session, "another", now=NOW)


def test_one_may_begin_anew_after_the_end(session, small, asked):
    actions.end(session, asked, now=NOW)
    actions.ask(session, asked, 14, token="unused", now=NOW + WEEK)
    assert not write_digests(session, small, now=NOW + 2 * WEEK)
    assert write_digests(session, small, now=NOW + 3 * WEEK)


def test_an_erased_person_is_not_written_to(session, small, asked, aigerim):
    actions.end_all(session, aigerim.id, now=NOW)
    assert not write_digests(session, small, now=NOW + WEEK)
