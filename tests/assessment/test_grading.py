"""What holds for every kind of question, and for a test made of them."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcourse.assessment.grading import (
    Grade,
    Verdict,
    grade,
    is_answer,
    is_passed,
    is_readable,
    right_answer,
    total,
    verdicts,
)
from helpcourse.assessment.questions import Credit, Question, QuestionKind
from tests.assessment.samples import EVERY_KIND, EXACT, SHARED, ticks
from tests.assessment.strategies import GRADED, LANGUAGES, QUESTIONS, WITH_IDS, answered

NOT_ORDERED = QUESTIONS.filter(lambda question: question.kind is not QuestionKind.ORDERING)  # there it is the key
TICKS = st.sets(st.sampled_from(EXACT.options)).map(ticks)


@given(answered())
def test_points_stay_between_none_and_all(pair):
    question, answer = pair
    assert 0 <= grade(question, answer).points <= grade(question, answer).out_of == question.points


@given(GRADED, LANGUAGES)
def test_the_right_answer_gives_all(question, language):
    answer = right_answer(question, language)
    assert is_answer(question, answer)
    assert is_readable(question, answer)
    assert grade(question, answer).is_right
    assert set(verdicts(question, answer).values()) == {Verdict.RIGHT}


@given(answered(GRADED))
def test_all_points_are_only_for_what_is_right_in_every_part(pair):
    question, answer = pair
    said = set(verdicts(question, answer).values())
    assert grade(question, answer).is_right == (said == {Verdict.RIGHT})


@given(answered(GRADED))
def test_exact_credit_is_all_or_nothing(pair):
    question, answer = pair
    points = grade(replace(question, credit=Credit.EXACT), answer).points
    whole = grade(replace(question, credit=Credit.PROPORTIONAL), answer).is_right
    assert points == (question.points if whole else 0)


@given(answered(), st.randoms(use_true_random=False))
def test_the_order_in_which_parts_are_given_does_not_matter(pair, chance):
    question, answer = pair
    mixed = dict(chance.sample(list(answer.items()), len(answer)))
    assert grade(question, mixed) == grade(question, answer)
    assert verdicts(question, mixed) == verdicts(question, answer)


@given(answered(NOT_ORDERED), st.randoms(use_true_random=False))
def test_the_order_of_options_does_not_matter(pair, chance):
    question, answer = pair
    mixed = replace(question, options=tuple(chance.sample(question.options, len(question.options))))
    assert grade(mixed, answer) == grade(question, answer)


@given(answered(WITH_IDS))
def test_ids_are_names_and_nothing_else(pair):
    question, answer = pair
    options = tuple(f"{option}!" for option in question.options)
    right = frozenset(f"{option}!" for option in question.right)
    is_pairs = question.kind is QuestionKind.MATCHING
    renamed = {f"{part}!": f"{value}!" if is_pairs and value.strip() else value for part, value in answer.items()}
    assert grade(replace(question, options=options, right=right), renamed) == grade(question, answer)


@given(answered(), st.randoms(use_true_random=False))
def test_the_order_of_languages_does_not_matter(pair, chance):
    question, answer = pair
    mixed = _in_another_order(question, chance)
    assert mixed == question
    assert grade(mixed, answer) == grade(question, answer)


def _in_another_order(question: Question, chance) -> Question:
    def mixed(by_language):
        return dict(chance.sample(list(by_language.items()), len(by_language)))

    def typed(one):
        return one and replace(one, accepted=mixed(one.accepted))

    amount = question.amount and replace(question.amount, units=mixed(question.amount.units))
    gaps = tuple(replace(gap, typed=typed(gap.typed)) for gap in question.gaps)
    return replace(question, typed=typed(question.typed), amount=amount, gaps=gaps)


@given(answered())
def test_saving_again_and_again_changes_nothing(pair):
    question, answer = pair
    assert grade(question, _kept(answer)) == grade(question, _kept(_kept(answer))) == grade(question, answer)


def _kept(answer):
    return json.loads(json.dumps(answer, sort_keys=True))


@given(answered())
def test_what_is_no_answer_earns_nothing(pair):
    question, answer = pair
    assert is_answer(question, answer) or grade(question, answer) == Grade(0.0, question.points)


@given(answered(GRADED), st.sampled_from(["", " ", "\u200b", "\u00a0\n"]))
def test_an_empty_field_is_no_answer(pair, blank):
    question, answer = pair
    filled = {part: value for part, value in answer.items() if value.strip()}
    blanks = {part: blank for part in ("1", "2", "3", "9", "text") if part not in filled}
    assert grade(question, filled | blanks) == grade(question, answer)


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_nothing_given_earns_nothing(kind):
    assert grade(EVERY_KIND[kind], {}) == Grade(0.0, EVERY_KIND[kind].points)
    assert is_answer(EVERY_KIND[kind], {})


@given(TICKS, st.sampled_from(sorted(EXACT.right)))
def test_one_right_tick_more_never_costs_points(ticked, option):
    assert grade(SHARED, ticked | ticks(option)).points >= grade(SHARED, ticked).points


def test_a_question_that_says_nothing_of_what_is_right_is_not_graded():
    with pytest.raises(ValueError, match="q does not say what is right"):
        grade(Question("q", QuestionKind.NUMBER, (), frozenset()), {"text": "1"})


def test_the_score_of_a_test_is_the_sum_of_its_grades():
    assert total([Grade(1.0, 2.0), Grade(0.6667, 1.0), Grade(0.0, 1.0)]) == Grade(1.6667, 4.0)


@pytest.mark.parametrize(
    ("points", "out_of", "pass_mark", "passed"),
    [
        (15, 20, 0.75, True),
        (14.9, 20, 0.75, False),
        (0.7, 1, 0.7, True),
        (2.1, 3, 0.7, True),  # 2.1 / 3 is a hair under 0.7 for a computer
        (0, 0, 0.75, False),  # a test without points
        (20, 20, 1.0, True),
    ],
)
def test_a_test_is_passed_at_the_pass_mark(points, out_of, pass_mark, passed):
    assert is_passed(Grade(points, out_of), pass_mark) is passed


def test_an_empty_test_has_no_share():
    assert Grade(0.0, 0.0).share == 0.0
