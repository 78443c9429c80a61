"""What people are told on the site and by mail: choices, the cap of an hour, the daily mail, links that end mails."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from helpcourse.errors import NotFoundError
from helpcourse.messages import notices
from helpcourse.messages.actions import forget, queue
from helpcourse.messages.models import Mail, MailKind
from helpcourse.messages.rules import KEPT, MOST_AN_HOUR, TOO_OLD, How, Subject, mail_at, next_digest
from tests.builders import NOW

HOUR = timedelta(hours=1)
EVENING = NOW.replace(hour=13)


@pytest.fixture
def tell(session, aigerim):
    """tell(kind, now=…): something of a thread in which Aigerim has written."""

    def told(kind=MailKind.GROUP_ANSWER, *, now=NOW):
        values = {"cohort": "Алматы", "title": "Шағым", "path": "/kk/groups/1/posts/1"}
        queue(session, aigerim.id, kind, "kk", values, now=now)
        session.flush()

    return told


@pytest.fixture
def choose(session, aigerim):
    def chosen(how, subject=Subject.ANSWERS):
        notices.choose(session, aigerim.id, {subject: how})
        session.flush()

    return chosen


@pytest.fixture
def collect(session, aigerim):
    """collect(now) -> the kinds of mails that there are then."""

    def collected(now):
        for person_id in notices.people_due(session, now=now):
            notices.write_collected(session, person_id, now=now)
        session.flush()
        return kinds(session)

    return collected


def kinds(session):
    return [mail.kind for mail in session.scalars(select(Mail).order_by(Mail.id))]


@pytest.mark.parametrize(
    ("how", "last_hour", "at"),
    [
        (How.AT_ONCE, [], NOW),
        (How.AT_ONCE, [NOW - timedelta(minutes=50)] * MOST_AN_HOUR, NOW + timedelta(minutes=10)),
        (How.DIGEST, [], EVENING),
        (How.NEVER, [], None),
    ],
)
def test_the_choice_and_the_last_hour_say_when_a_mail_goes_out(how, last_hour, at):
    assert mail_at(how, last_hour, now=NOW) == at


def test_the_daily_mail_of_what_happens_at_its_hour_goes_out_the_next_day():
    assert next_digest(EVENING) == EVENING + timedelta(days=1)


def test_who_wants_it_at_once_gets_a_mail_and_sees_it_on_the_site(session, aigerim, tell, collect):
    tell()
    assert collect(NOW + timedelta(days=1)) == [MailKind.GROUP_ANSWER]  # and not again in a daily one
    assert [one.kind for one in notices.notices_of(session, aigerim.id)] == [MailKind.GROUP_ANSWER]


def test_who_wants_no_mail_sees_it_on_the_site(session, aigerim, tell, choose, collect):
    choose(How.NEVER)
    tell()
    assert collect(EVENING) == []
    assert len(notices.notices_of(session, aigerim.id)) == 1


def test_the_daily_mail_holds_all_of_its_day_once(session, tell, choose, collect):
    choose(How.DIGEST)
    tell()
    tell()
    assert collect(EVENING - HOUR) == []
    assert collect(EVENING) == [MailKind.DIGEST]
    assert collect(EVENING + timedelta(days=1)) == [MailKind.DIGEST]
    assert len(session.scalars(select(Mail)).one().values["notices"]) == 2


def test_what_was_seen_on_the_site_is_not_in_the_daily_mail(session, aigerim, tell, choose, collect):
    choose(How.DIGEST)
    tell()
    notices.see_all(session, aigerim.id, until=NOW, now=NOW)
    assert collect(EVENING) == []


def test_old_news_are_in_no_mail(tell, choose, collect):
    """As after a week in which nothing worked in the background."""
    choose(How.DIGEST)
    tell()
    assert collect(NOW + TOO_OLD + HOUR) == []


def test_what_is_more_than_an_hour_takes_comes_in_one_mail(tell, collect):
    for _ in range(MOST_AN_HOUR + 3):
        tell()
    assert collect(NOW + HOUR - timedelta(minutes=1)) == [MailKind.GROUP_ANSWER] * MOST_AN_HOUR
    assert collect(NOW + HOUR)[MOST_AN_HOUR:] == [MailKind.DIGEST]


def test_letters_about_the_account_go_out_whatever_the_hour(session, aigerim, tell):
    for _ in range(MOST_AN_HOUR):
        tell()
    queue(session, aigerim.id, MailKind.PASSWORD_CHANGED, "kk", {}, now=NOW)
    session.flush()
    assert kinds(session)[-1] is MailKind.PASSWORD_CHANGED
    assert len(notices.notices_of(session, aigerim.id)) == MOST_AN_HOUR


def test_a_mails_link_ends_mails_of_its_subject_only(session, aigerim, tell):
    tell()
    notices.leave(session, session.scalars(select(Mail.leave_token)).one())
    session.flush()
    choices = notices.choices_of(session, aigerim.id)
    assert (choices[Subject.ANSWERS], choices[Subject.MENTIONS]) == (How.NEVER, How.AT_ONCE)


def test_the_link_of_a_daily_mail_ends_all_subjects_that_are_in_it(session, aigerim, tell, choose, collect):
    choose(How.DIGEST)
    tell()
    tell(MailKind.GROUP_THREAD)
    collect(EVENING)
    notices.leave(session, session.scalars(select(Mail.leave_token)).one())
    choices = notices.choices_of(session, aigerim.id)
    assert {subject for subject, how in choices.items() if how is How.NEVER} == {Subject.ANSWERS, Subject.THREADS}


def test_a_link_that_nobody_was_sent_leads_nowhere(session):
    with pytest.raises(NotFoundError):
        notices.leave(session, "a-token-that-nobody-was-sent")


def test_what_waits_for_the_daily_mail_is_not_sent_to_who_has_left_meanwhile(tell, choose, collect):
    choose(How.DIGEST)
    tell()
    choose(How.NEVER)
    assert collect(EVENING) == []


def test_nothing_stays_of_what_an_erased_person_was_told(session, aigerim, tell, choose):
    choose(How.DIGEST)
    tell()
    forget(session, aigerim.id, now=NOW)
    assert notices.notices_of(session, aigerim.id) == []
    assert notices.choices_of(session, aigerim.id)[Subject.ANSWERS] is How.AT_ONCE


def test_notices_are_kept_for_three_months(session, aigerim, tell):
    tell()
    notices.drop_old(session, now=NOW + KEPT)
    assert len(notices.notices_of(session, aigerim.id)) == 1
    notices.drop_old(session, now=NOW + KEPT + HOUR)
    assert notices.notices_of(session, aigerim.id) == []
