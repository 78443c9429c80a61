"""Batches: how far one is, until when it can be undone, whose papers are looked at first."""

from datetime import timedelta

import pytest

from helpcourse.certification.batches.rules import BatchState, Counts, may_undo, shown_first, state
from tests.builders import NOW


@pytest.mark.parametrize(
    ("counts", "wanted"),
    [
        (Counts(3, issued=0, drawn=0, skipped=0, told=0), BatchState.WORKING),
        (Counts(3, issued=2, drawn=2, skipped=0, told=0), BatchState.WORKING),
        (Counts(3, issued=2, drawn=1, skipped=1, told=0), BatchState.WORKING),
        (Counts(3, issued=2, drawn=2, skipped=1, told=0), BatchState.READY),
        (Counts(3, issued=2, drawn=2, skipped=1, told=1), BatchState.READY),  # the mails are being written
        (Counts(3, issued=2, drawn=2, skipped=1, told=2), BatchState.TOLD),
        (Counts(3, issued=0, drawn=0, skipped=3, told=0), BatchState.TOLD),  # there is nobody to tell
    ],
)
def test_a_batch_is_as_far_as_its_learners(counts, wanted):
    assert state(counts, None) is wanted
    assert state(counts, NOW) is BatchState.UNDONE


def test_a_batch_can_be_undone_until_people_are_told():
    tell_at = NOW + timedelta(minutes=10)
    assert may_undo(tell_at, None, now=tell_at - timedelta(seconds=1))
    assert not may_undo(tell_at, None, now=tell_at)
    assert not may_undo(tell_at, NOW, now=NOW)  # it was undone before


@pytest.mark.parametrize(
    ("kinds", "names", "places"),
    [
        (["c"], ["Ким"], [0]),
        (["c"] * 4, ["Ким", "Әбдіров", "Ли", "Қоңыратбаева"], [0, 1, 3]),
        (["c", "c", "c", "a"], ["Әбдіров", "Қоңыратбаева", "Серікова", "Ли"], [1, 2, 3]),  # one of each kind
        (["c", "c", "b", "a"], ["Ким", "Ли", "Ли", "Ли"], [0, 2, 3]),
    ],
)
def test_three_are_shown_first_of_each_kind_the_longest_name(kinds, names, places):
    assert shown_first(kinds, names) == places
