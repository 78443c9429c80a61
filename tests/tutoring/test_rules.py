"""Who needs attention, and in which order learners stand."""

import uuid
from datetime import timedelta

import pytest

from helpcourse.tutoring.rules import Attention, Due, Learner, Show, TestStanding, listed, reasons
from tests.builders import NOW

LONG_AGO, YESTERDAY = NOW - timedelta(days=7), NOW - timedelta(days=1)
NEW = TestStanding()
FAILED_TWICE = TestStanding(tries=2, failed=2)
STUDYING = {
    "waiting_since": LONG_AGO,
    "has_password": True,
    "last_active_at": YESTERDAY,
    "finished_at": None,
    "test": NEW,
    "is_overdue": False,
}


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        ({}, ""),
        ({"last_active_at": None}, "not_started"),
        ({"last_active_at": None, "has_password": False}, "never_logged_in"),
        ({"last_active_at": None, "waiting_since": YESTERDAY}, ""),  # has three days to begin
        ({"last_active_at": LONG_AGO}, "away"),
        ({"last_active_at": LONG_AGO + timedelta(seconds=1)}, ""),
        ({"is_overdue": True}, "overdue"),
        ({"last_active_at": LONG_AGO, "test": FAILED_TWICE, "is_overdue": True, "is_closed": True}, ""),
        ({"last_active_at": LONG_AGO, "finished_at": YESTERDAY, "is_overdue": True}, ""),  # finished: may stay away
        ({"test": FAILED_TWICE}, "test_failed"),
        ({"test": TestStanding(tries=2, failed=1)}, ""),
        ({"test": TestStanding(tries=3, failed=2, is_passed=True)}, ""),
        ({"last_active_at": LONG_AGO, "test": FAILED_TWICE, "is_overdue": True}, "test_failed overdue away"),
    ],
)
def test_who_needs_attention_and_why_the_gravest_reason_first(about, expected):
    assert " ".join(reasons(**STUDYING | about, now=NOW)) == expected


def learner(name, **about):
    plain = {
        "cohort_id": uuid.uuid4(),
        "enrolment_id": uuid.uuid4(),
        "person_id": 1,
        "person_key": uuid.uuid4(),
        "name": name,
        "name_key": name,
        "search_text": name.casefold(),
        "email": "",
        "joined_at": NOW,
        "left_at": None,
        "last_active_at": None,
        "finished_at": None,
        "confirmed_at": None,
        "test": NEW,
    }
    return Learner(**plain | about)


DONE = frozenset({"one", "two"})
PASSED = TestStanding(tries=1, is_passed=True, points=9.0, out_of=10.0)
A = learner("A", done=DONE, last_active_at=YESTERDAY, test=PASSED, finished_at=NOW)
B = learner("B", last_active_at=LONG_AGO, reasons=(Attention.AWAY,))
C = learner("C", test=FAILED_TWICE, reasons=(Attention.TEST_FAILED, Attention.AWAY))


def names(learners):
    return "".join(learner.name for learner in learners)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("name", "ABC"),
        ("-name", "CBA"),
        ("done", "BCA"),
        ("active", "CBA"),
        ("-test", "ABC"),
        ("attention", "CBA"),  # the gravest on top
        ("nonsense", "ABC"),
    ],
)
def test_the_table_is_sorted_by_any_column(order, expected):
    assert names(listed([B, A, C], order=order, show=Show.ALL, text="")) == expected


@pytest.mark.parametrize(
    ("show", "expected"),
    [(Show.ALL, "ABC"), (Show.ATTENTION, "BC"), (Show.FINISHED, "A"), (Show.TEST_FAILED, "C"), (Show.AWAY, "BC")],
)
def test_the_table_is_filtered(show, expected):
    assert names(listed([A, B, C], order="name", show=show, text="")) == expected


def test_learners_are_found_by_a_part_of_the_name():
    assert names(listed([A, B, C], order="name", show=Show.ALL, text="b")) == "B"


@pytest.mark.parametrize(
    ("due", "done", "is_done"),
    [
        (Due("module:one", frozenset({"one"})), {"one"}, True),
        (Due("module:one", frozenset({"one", "two"})), {"one"}, False),
        (Due("module:one", frozenset({"one"}), quiz="one"), {"one"}, False),  # its quiz is not passed
        (Due("case:one/search", works=frozenset({"case:one/search"})), set(), True),
        (Due("case:one/home", works=frozenset({"case:one/home"})), set(), False),
    ],
)
def test_what_is_due_is_done_with_its_lessons_its_quiz_and_its_works(due, done, is_done):
    assert due.is_done(done, {"one": FAILED_TWICE}, {"case:one/search"}.__contains__) is is_done
