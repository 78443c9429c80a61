"""More time or more attempts for one learner: given, felt, taken back."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select

from helpcourse.errors import ConflictError, NotFoundError
from helpcourse.learning import attempts
from helpcourse.learning.actions import erase_words
from helpcourse.learning.allowances import allowances_of, extra_of, give, take_back
from helpcourse.learning.models import Allowance, Attempt
from helpcourse.learning.rules import Extra
from helpcourse.messages.models import Mail, MailKind
from tests.builders import NOW

MINUTE = timedelta(minutes=1)


@pytest.fixture
def grant(session, small, enrolment, dana):
    """grant(minutes=15) by Dana -> the allowance's id."""

    def once(minutes=0, more=0, module_id="", now=NOW, key=None):
        id_ = key or uuid.uuid4()
        extra = Extra(minutes, more)
        give(session, id_, enrolment, small, module_id, extra, "Broken arm", by_id=dana.id, now=now)
        session.flush()
        return id_

    return once


@pytest.fixture
def begin(session, small, enrolment):
    return lambda now=NOW: attempts.begin(session, enrolment, small, seed=1, now=now)


def due(session, attempt_id):
    return session.scalar(select(Attempt.due_at).where(Attempt.id == attempt_id))


def test_what_was_given_is_added_up(session, enrolment, grant):
    grant(minutes=10)
    grant(minutes=5, more=1)
    assert extra_of(session, enrolment, "") == Extra(15, 1)
    assert extra_of(session, enrolment, "ban") == Extra()


def test_the_next_attempt_has_the_extra_time(session, grant, begin):
    grant(minutes=15)
    assert due(session, begin()) == NOW + 45 * MINUTE


@pytest.mark.parametrize(
    ("after", "minutes"),
    [
        (29 * MINUTE, 45),
        (30.5 * MINUTE, 45),  # within the grace it still runs
        (31 * MINUTE, 30),  # over is over
    ],
)
def test_an_attempt_that_runs_gets_the_time_too(session, grant, begin, after, minutes):
    attempt_id = begin()
    grant(minutes=15, now=NOW + after)
    assert due(session, attempt_id) == NOW + minutes * MINUTE


def test_an_extra_attempt_may_be_begun(session, small, grant, begin):
    for day in range(2):
        attempts.submit(session, begin(NOW + timedelta(days=day)), small, now=NOW + timedelta(days=day))
    with pytest.raises(ConflictError, match="no_attempts_left"):
        begin(NOW + timedelta(days=3))
    grant(more=1)
    assert begin(NOW + timedelta(days=3))


def test_sent_twice_it_is_given_once(session, enrolment, grant, begin):
    attempt_id, key = begin(), uuid.uuid4()
    grant(minutes=15, key=key)
    grant(minutes=15, key=key)
    assert extra_of(session, enrolment, "") == Extra(15, 0)
    assert due(session, attempt_id) == NOW + 45 * MINUTE


def test_a_test_that_is_not_there_cannot_be_eased(grant):
    with pytest.raises(ConflictError, match="no_test"):
        grant(minutes=15, module_id="nowhere")


def test_what_was_taken_back_counts_no_more_and_stays_on_record(session, small, enrolment, grant, dana):
    id_ = grant(minutes=15)
    take_back(session, enrolment, id_, small, by_id=dana.id, now=NOW + MINUTE)
    take_back(session, enrolment, id_, small, by_id=dana.id, now=NOW + 2 * MINUTE)
    (given,) = allowances_of(session, enrolment)
    assert extra_of(session, enrolment, "") == Extra()
    assert (given.reason, given.given_by, given.taken_back_at) == ("Broken arm", dana.name, NOW + MINUTE)


def test_an_attempt_that_runs_keeps_its_time_when_it_is_taken_back(session, small, enrolment, grant, begin, dana):
    id_ = grant(minutes=15)
    attempt_id = begin()
    take_back(session, enrolment, id_, small, by_id=dana.id, now=NOW)
    assert due(session, attempt_id) == NOW + 45 * MINUTE


def test_another_learners_allowance_is_not_found(session, small, enrolment, dana):
    with pytest.raises(NotFoundError):
        take_back(session, enrolment, uuid.uuid4(), small, by_id=dana.id, now=NOW)


def test_the_learner_is_told_by_mail_of_both(session, small, enrolment, grant, dana):
    id_ = grant(minutes=15, more=1)
    take_back(session, enrolment, id_, small, by_id=dana.id, now=NOW)
    session.flush()
    told = session.scalars(select(Mail).order_by(Mail.id)).all()
    assert [mail.kind for mail in told] == [MailKind.ALLOWANCE_GIVEN, MailKind.ALLOWANCE_TAKEN_BACK]
    assert (told[0].values["minutes"], told[0].values["attempts"], told[0].values["reason"]) == (15, 1, "Broken arm")
    assert told[0].values["path"] == "/kk/courses/ban/test"


def test_the_reason_goes_with_the_person(session, grant, aigerim):
    grant(minutes=15)
    erase_words(session, aigerim.id)
    assert session.scalars(select(Allowance.reason)).one() == ""
