"""What changed keys make of answers, and which question can lend its key to which."""

from dataclasses import replace

import pytest

from helpcourse.assessment.answers import TEXT
from helpcourse.assessment.questions import Amount, Credit, Gap, Question, QuestionKind, Typed
from helpcourse.learning.regrading.rules import (
    Change,
    Key,
    can_lend_its_key,
    holding,
    is_given_away,
    key_of,
    read,
    score,
    scores,
    written,
)
from tests.builders import ticks

QUESTION = Question("ban", QuestionKind.SINGLE, ("1", "2", "3"), frozenset("1"), points=2.0)
SHORT = Question("who", QuestionKind.TEXT, (), frozenset(), typed=Typed({"en": ("the state",)}))
ANYHOW, GENTLY = False, True
TO_ALL, TWO = None, Key(frozenset("2"))


@pytest.mark.parametrize(
    ("answer", "changes", "points"),
    [
        ("1", [], 2),
        ("2", [(TWO, GENTLY)], 2),
        ("1", [(TWO, GENTLY)], 2),  # was right, and stays so
        ("1", [(TWO, ANYHOW)], 0),
        ("2", [(TWO, ANYHOW)], 2),
        ("3", [(TWO, ANYHOW)], 0),
        ("", [(TWO, ANYHOW)], 0),
        ("3", [(TO_ALL, GENTLY)], 2),
        ("", [(TO_ALL, ANYHOW)], 2),  # asked, though not answered
        ("3", [(TO_ALL, GENTLY), (TWO, ANYHOW)], 0),  # taken back again
        ("3", [(TO_ALL, GENTLY), (TWO, GENTLY)], 2),
        ("1", [(TWO, ANYHOW), (key_of(QUESTION), ANYHOW)], 2),
    ],
)
def test_changes_are_applied_one_after_the_other(answer, changes, points):
    reached = score(QUESTION, ticks(*answer), [Change(*change) for change in changes])
    assert (reached.points, reached.out_of) == (points, 2)


def test_a_typed_answer_is_held_against_the_other_key():
    other = Key(typed=Typed({"en": ("a public official",)}))
    given = {TEXT: "A public official"}
    assert (score(SHORT, given).points, score(SHORT, given, [Change(other)]).points) == (0, 1)


def test_only_the_changed_question_is_graded_otherwise():
    questions = {"ban": QUESTION, "who": SHORT}
    found = scores(questions, {"ban": ticks("2"), "who": {TEXT: "nobody"}}, {"ban": [Change(TWO)]}, {})
    assert {id_: one.points for id_, one in found.items()} == {"ban": 2, "who": 0}


def test_the_key_that_was_named_last_holds():
    assert holding(QUESTION, [Change(TWO), Change(TO_ALL)]).right == frozenset("2")
    assert holding(QUESTION, [Change(TO_ALL)]) == QUESTION
    assert is_given_away([Change(TWO), Change(TO_ALL)])
    assert not is_given_away([Change(TO_ALL), Change(TWO)])


@pytest.mark.parametrize(
    ("other", "can"),
    [
        (replace(QUESTION, right=frozenset("3")), True),
        (replace(QUESTION, points=5.0), True),
        (replace(QUESTION, options=("1", "2")), False),
        (replace(QUESTION, kind=QuestionKind.MULTIPLE), False),
        (replace(QUESTION, gaps=(Gap(2),)), False),
    ],
)
def test_a_key_is_lent_where_kind_and_parts_are_the_same(other, can):
    assert can_lend_its_key(QUESTION, other) is can


KEYS = [
    Key(frozenset({"3", "1"}), Credit.PROPORTIONAL),
    Key(typed=Typed({"kk": ("мемлекет",), "en": ("the state", "a state")}, exact_letters=True)),
    Key(amount=Amount(30.0, 1.5, {"en": ("day", "days")})),
    Key(gaps=(Gap(3), Gap(typed=Typed({"ru": ("да",)})))),
]


@pytest.mark.parametrize("key", KEYS)
def test_a_key_is_kept_as_text(key):
    assert read(written(key)) == key


def test_a_key_that_was_kept_is_read_for_good():
    text = '{"amount": null, "credit": "exact", "gaps": [], "right": ["1", "3"], "typed": null}'
    assert read(text) == Key(frozenset({"1", "3"}))
    assert written(Key(frozenset({"1", "3"}))) == text
