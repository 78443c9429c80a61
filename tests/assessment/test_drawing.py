"""Which questions are drawn for a test, and in which order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcourse.assessment.drawing import draw, shortages, shuffled
from helpcourse.assessment.questions import Question, QuestionKind


def question(id_, *tags):
    return Question(id_, QuestionKind.SINGLE, ("1", "2", "3", "4"), frozenset("1"), tags=tags)


BANK = [question(f"ban-{n}", "ban", "basic") for n in range(6)] + [question(f"duty-{n}", "duty") for n in range(4)]
SEEDS = st.integers(min_value=0, max_value=2**63)


@given(SEEDS)
def test_the_same_seed_gives_the_same_test(seed):
    assert draw(BANK, 5, seed=seed) == draw(BANK, 5, seed=seed)


@given(SEEDS, st.integers(min_value=1, max_value=len(BANK)))
def test_as_many_are_drawn_as_the_rule_says_and_none_twice(seed, count):
    drawn = [one.question_id for one in draw(BANK, count, seed=seed)]
    assert len(drawn) == len(set(drawn)) == count


@given(SEEDS)
def test_each_tag_gives_its_number(seed):
    drawn = [one.question_id.partition("-")[0] for one in draw(BANK, {"ban": 3, "duty": 2}, seed=seed)]
    assert sorted(drawn) == ["ban", "ban", "ban", "duty", "duty"]


@given(SEEDS)
def test_every_option_is_shown_once(seed):
    assert all(sorted(one.options) == ["1", "2", "3", "4"] for one in draw(BANK, 5, seed=seed))


def test_other_seeds_give_other_tests():
    assert len({draw(BANK, 5, seed=seed) for seed in range(50)}) > 45


def test_questions_of_one_tag_do_not_stand_together():
    firsts = {draw(BANK, {"ban": 1, "duty": 1}, seed=seed)[0].question_id.partition("-")[0] for seed in range(50)}
    assert firsts == {"ban", "duty"}


def test_every_question_has_its_chance():
    drawn = {one.question_id for seed in range(200) for one in draw(BANK, 3, seed=seed)}
    assert drawn == {one.id for one in BANK}


def test_the_order_of_the_rule_does_not_matter():
    assert draw(BANK, {"ban": 2, "duty": 2}, seed=7) == draw(BANK, {"duty": 2, "ban": 2}, seed=7)


@pytest.mark.parametrize(
    ("rule", "lacking"),
    [
        (10, {}),
        (11, {"": 10}),
        ({"ban": 6, "duty": 4}, {}),
        ({"ban": 7}, {"ban": 6}),
        ({"ban": 7, "duty": 5}, {"ban": 6, "duty": 4}),
        ({"ban": 1, "redress": 1}, {"redress": 0}),
        ({"basic": 6}, {}),
    ],
)
def test_a_bank_that_is_too_small_is_told(rule, lacking):
    assert shortages(BANK, rule) == lacking


def test_a_bank_that_is_too_small_gives_no_test():
    with pytest.raises(ValueError, match="larger than population"):
        draw(BANK, 11, seed=1)


@pytest.mark.parametrize("ids", [("1", "2"), ("1", "2", "3"), tuple("123456789")])
def test_a_shuffled_order_is_always_the_same_and_never_the_right_one(ids):
    orders = {shuffled(ids, question) for question in ("a", "a", "b", "c", "d")}
    assert all(sorted(order) == sorted(ids) and order != ids for order in orders)
    assert shuffled(ids, "a") == shuffled(ids, "a")
