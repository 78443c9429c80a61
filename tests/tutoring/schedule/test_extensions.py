"""More time for one member: given with a reason, once; taken back; the latest deadline holds."""

import uuid

import pytest

from helpcourse.errors import ConflictError, NotFoundError
from helpcourse.messages.models import MailKind
from helpcourse.tutoring.schedule.extensions import erase_words, extend, take_back
from helpcourse.tutoring.schedule.queries import deadline_of, extensions_of
from tests.builders import NOW
from tests.tutoring.schedule.builders import FIRST, wall

LATER = "2026-11-23 23:59"


@pytest.fixture
def give(session, cohort, member, course, dana):
    """give("2026-11-23 23:59") to Aigerim; the id of what was given."""

    def once(at=LATER, id_=None):
        key = id_ or uuid.uuid4()
        extend(session, key, cohort.id, member, course, FIRST, wall(at), "Ауырып қалды", by_id=dana.id, now=NOW)
        session.flush()
        return key

    return once


@pytest.fixture
def holds(session, cohort, member):
    """holds() -> until when Aigerim has time for the first module, by the clock."""

    def now():
        found = deadline_of(session, cohort.id, member, FIRST)
        return found and (str(found.time.at), found.is_extended)

    return now


def test_an_extension_holds_for_its_learner_only(session, cohort, set_due, give, holds):
    set_due("2026-11-16 23:59")
    give()
    assert holds() == ("2026-11-23 23:59:00", True)
    others = deadline_of(session, cohort.id, uuid.uuid4(), FIRST)
    assert others is not None
    assert others.time == wall("2026-11-16 23:59")


def test_sent_twice_it_is_given_and_told_once(session, cohort, member, set_due, give, mails):
    set_due("2026-11-16 23:59")
    key = give()
    give(id_=key)
    (given,) = extensions_of(session, cohort.id, member)
    assert (given.reason, given.taken_back_at) == ("Ауырып қалды", None)
    assert [(mail.kind, mail.values["reason"]) for mail in mails()] == [(MailKind.EXTENSION_GIVEN, "Ауырып қалды")]


@pytest.mark.parametrize("at", ["2026-11-16 23:59", "2026-11-10 12:00"])
def test_an_extension_ends_later_than_what_holds(set_due, give, at):
    set_due("2026-11-16 23:59")
    with pytest.raises(ConflictError, match="not_later"):
        give(at)


def test_what_is_not_due_is_not_extended(give):
    with pytest.raises(ConflictError, match="no_deadline"):
        give()


def test_what_is_taken_back_holds_no_more_and_is_told_once(
    session, cohort, member, course, set_due, give, holds, dana, mails
):
    set_due("2026-11-16 23:59")
    key = give()
    for _time in "twice":
        take_back(session, cohort.id, member, key, course, by_id=dana.id, now=NOW)
    assert holds() == ("2026-11-16 23:59:00", False)
    assert [mail.kind for mail in mails()] == [MailKind.EXTENSION_GIVEN, MailKind.EXTENSION_TAKEN_BACK]


def test_anothers_extension_is_not_taken_back_under_this_name(session, cohort, course, set_due, give, dana):
    set_due("2026-11-16 23:59")
    key = give()
    with pytest.raises(NotFoundError):
        take_back(session, cohort.id, uuid.uuid4(), key, course, by_id=dana.id, now=NOW)


def test_a_deadline_that_is_moved_past_an_extension_holds(set_due, give, holds):
    set_due("2026-11-16 23:59")
    give()
    set_due("2026-11-30 23:59")
    assert holds() == ("2026-11-30 23:59:00", False)


def test_the_reason_goes_with_the_person(session, cohort, member, set_due, give, aigerim):
    set_due("2026-11-16 23:59")
    give()
    erase_words(session, aigerim.id)
    assert [given.reason for given in extensions_of(session, cohort.id, member)] == [""]
