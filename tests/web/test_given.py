"""What was answered to questions of each kind, as the page of a question lists it."""

import pytest

from helpcourse.assessment.items import analysis
from helpcourse.assessment.questions import Amount, Gap, Question, QuestionKind, Typed, Words
from helpcourse.assessment.sheets import Group, Tally, written
from helpcourse.web.given_view import curves_of, given_rows
from helpcourse.web.i18n import speaking

WORDS = Words(
    "en",
    "?",
    options={"1": "first", "2": "second", "3": "third"},
    option_feedback={},
    feedback="",
    matches={"1": "its match", "2": "another", "3": "a third"},
    choices=(("right", "wrong"), ()),
)
TYPED = Typed({"kk": ("48 сағат",), "en": ("48 hours",)})


def asked(kind, **more):
    return Question("q", kind, ("1", "2", "3"), frozenset({"1"}), **more)


def item_of(*answers, points=0.0, total=1.0):
    tally = Tally()
    for given in answers:
        tally.add(Group(1, "kk", total, 2.0, False), written([("q", points, given)]), "")
    return analysis(tally, {1: {"q": 1.0}}).items["q"]


def listed(question, *answers):
    with speaking("en"):
        rows = given_rows(question, WORDS, item_of(*answers))
    return [(row.part, row.value, row.is_right, row.count) for row in rows]


def test_of_a_choice_all_options_are_listed_in_the_authors_order():
    rows = listed(asked(QuestionKind.SINGLE), {"3": "x"}, {"1": "x"}, {"3": "x"}, {})
    assert rows == [("", "first", True, 1), ("", "second", False, 0), ("", "third", False, 2)]


@pytest.mark.parametrize(
    ("question", "answers", "rows"),
    [
        (
            asked(QuestionKind.MATCHING),
            [{"1": "2", "2": "2"}, {"1": "1"}, {"1": "1"}],
            [("first", "its match", True, 2), ("first", "another", False, 1), ("second", "another", True, 1)],
        ),
        (
            asked(QuestionKind.ORDERING),
            [{"1": "1", "2": "3"}],
            [("first", "Place: 1", True, 1), ("second", "Place: 3", False, 1)],
        ),
        (
            asked(QuestionKind.GAPS, gaps=(Gap(choices=2), Gap(typed=TYPED))),
            [{"1": "2", "2": "48 Hours"}],
            [("Gap 1", "wrong", False, 1), ("Gap 2", "48 Hours", True, 1)],
        ),
        (asked(QuestionKind.TEXT, typed=TYPED), [{"text": "48 сағат"}], [("", "48 сағат", True, 1)]),
        (asked(QuestionKind.NUMBER, amount=Amount(48, 0)), [{"text": "47"}], [("", "47", False, 1)]),
        (asked(QuestionKind.ESSAY), [{"text": "A long one."}], []),  # words of one person are shown to nobody here
    ],
)
def test_of_other_kinds_what_was_given_is_listed_part_by_part(question, answers, rows):
    assert listed(question, *answers) == rows


def test_of_what_is_typed_the_ten_most_frequent_are_listed():
    answers = [{"text": str(number)} for number in range(15)] + [{"text": "14"}]
    rows = listed(asked(QuestionKind.TEXT, typed=TYPED), *answers)
    assert (len(rows), rows[0]) == (10, ("", "14", False, 2))


def test_what_no_longer_belongs_to_the_question_is_left_out():
    assert listed(asked(QuestionKind.GAPS, gaps=(Gap(choices=2),)), {"1": "7", "2": "x"}) == []


def test_without_people_in_each_third_no_curve_is_drawn():
    question = asked(QuestionKind.SINGLE)
    item = item_of({"1": "x"})
    assert curves_of(question, given_rows(question, WORDS, item), item) == []
