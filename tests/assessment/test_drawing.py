"""Which questions are drawn for a test, and in which order."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcourse.assessment.drawing import choices_of, draw, shortages, steady_order
from helpcourse.assessment.questions import Gap, Question, QuestionKind


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
    assert all(sorted(one.order) == ["1", "2", "3", "4"] for one in draw(BANK, 5, seed=seed))


@given(SEEDS)
def test_what_is_not_shuffled_stands_as_it_is_written(seed):
    drawn = draw(BANK, 5, shuffle=False, seed=seed)
    places = [next(place for place, one in enumerate(BANK) if one.id == d.question_id) for d in drawn]
    assert places == sorted(places)
    assert {one.order for one in drawn} == {("1", "2", "3", "4")}


def test_the_right_order_is_never_shown_because_nothing_is_shuffled():
    steps = Question("steps", QuestionKind.ORDERING, ("1", "2", "3", "4"), frozenset())
    assert len({draw([steps], 1, shuffle=False, seed=seed)[0].order for seed in range(50)}) > 10


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


STEPS = Question("steps", QuestionKind.ORDERING, tuple("12345"), frozenset())
PAIRS = Question("pairs", QuestionKind.MATCHING, tuple("123"), frozenset())
GAPS = Question("gaps", QuestionKind.GAPS, (), frozenset(), gaps=(Gap(3), Gap(), Gap(2)))
SHORT = Question("short", QuestionKind.TEXT, (), frozenset())
CHOICE = Question("choice", QuestionKind.SINGLE, tuple("123"), frozenset("2"))


@pytest.mark.parametrize(
    ("question", "belonging"),
    [
        (STEPS, ["1", "2", "3", "4", "5"]),
        (PAIRS, ["1", "2", "3"]),
        (GAPS, ["1.1", "1.2", "1.3", "3.1", "3.2"]),  # the second one is typed
        (SHORT, []),
        (CHOICE, ["1", "2", "3"]),
    ],
)
def test_whatever_belongs_to_a_question_gets_its_place(question, belonging):
    (drawn,) = draw([question], 1, seed=1)
    assert sorted(drawn.order) == belonging
    assert sorted(steady_order(question)) == belonging


@pytest.mark.parametrize("question", [STEPS, PAIRS, GAPS])
def test_every_order_comes_up_so_that_none_tells_what_is_right(question):
    first = {draw([question], 1, seed=seed)[0].order[0] for seed in range(60)}
    assert first == {id_ for id_ in steady_order(question) if question is not GAPS or id_.startswith("1.")}


def test_a_knowledge_check_shows_always_the_same_order():
    assert steady_order(STEPS) == steady_order(replace(STEPS))
    assert steady_order(CHOICE) == CHOICE.options


@pytest.mark.parametrize("id_", [f"steps-{number}" for number in range(40)])
def test_steps_of_a_knowledge_check_do_not_stand_in_the_right_order(id_):
    question = Question(id_, QuestionKind.ORDERING, ("1", "2", "3"), frozenset())
    assert steady_order(question) != question.options


def test_of_two_steps_either_may_stand_first():
    pairs = [Question(f"steps-{number}", QuestionKind.ORDERING, ("1", "2"), frozenset()) for number in range(20)]
    assert {steady_order(question) for question in pairs} == {("1", "2"), ("2", "1")}


def test_the_words_for_a_gap_have_an_order_of_their_own():
    order = ("1.3", "1.1", "1.2", "10.2", "10.1")
    assert [choices_of(order, gap) for gap in ("1", "2", "10")] == [("3", "1", "2"), (), ("2", "1")]
