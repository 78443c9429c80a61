"""Who needs attention, and in which order learners stand."""

import uuid
from datetime import timedelta

import pytest

from helpcourse.tutoring.rules import Attention, Learner, Show, TestStanding, attention, listed
from tests.builders import NOW

LONG_AGO, YESTERDAY = NOW - timedelta(days=14), NOW - timedelta(days=1)
NEW = TestStanding()
FAILED_TWICE = TestStanding(tries=2, failed=2)


@pytest.mark.parametrize(
    ("waiting_since", "last_active_at", "finished_at", "test", "reason"),
    [
        (LONG_AGO, YESTERDAY, None, NEW, None),
        (LONG_AGO, None, None, NEW, Attention.NOT_STARTED),
        (YESTERDAY, None, None, NEW, None),  # has three days to begin
        (LONG_AGO, LONG_AGO, None, NEW, Attention.AWAY),
        (LONG_AGO, LONG_AGO + timedelta(seconds=1), None, NEW, None),
        (LONG_AGO, LONG_AGO, YESTERDAY, NEW, None),  # finished: may stay away
        (LONG_AGO, YESTERDAY, None, FAILED_TWICE, Attention.TEST_FAILED),
        (LONG_AGO, YESTERDAY, None, TestStanding(tries=2, failed=1), None),
        (LONG_AGO, YESTERDAY, None, TestStanding(tries=3, failed=2, is_passed=True), None),
        (LONG_AGO, LONG_AGO, None, FAILED_TWICE, Attention.TEST_FAILED),  # the graver reason is told
    ],
)
def test_who_needs_attention(waiting_since, last_active_at, finished_at, test, reason):
    found = attention(
        waiting_since=waiting_since, last_active_at=last_active_at, finished_at=finished_at, test=test, now=NOW
    )
    assert found == reason


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
        "attention": None,
    }
    return Learner(**plain | about)


DONE = {"one": NOW, "two": NOW}
PASSED = TestStanding(tries=1, is_passed=True, points=9.0, out_of=10.0)
A = learner("A", done=DONE, last_active_at=YESTERDAY, test=PASSED, finished_at=NOW)
B = learner("B", last_active_at=LONG_AGO, attention=Attention.AWAY)
C = learner("C", test=FAILED_TWICE, attention=Attention.TEST_FAILED)


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


@pytest.mark.parametrize(("show", "expected"), [(Show.ALL, "ABC"), (Show.ATTENTION, "BC"), (Show.FINISHED, "A")])
def test_the_table_is_filtered(show, expected):
    assert names(listed([A, B, C], order="name", show=show, text="")) == expected


def test_learners_are_found_by_a_part_of_the_name():
    assert names(listed([A, B, C], order="name", show=Show.ALL, text="b")) == "B"
