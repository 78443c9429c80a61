"""A number with a tolerance and a unit."""

import pytest

from helpcourse.assessment.grading import Grade, Verdict, grade, is_answer, is_readable, right_answer, verdicts
from tests.assessment.samples import NUMBER, SINGLE, number

READ = [  # as a thousand and a half
    "1000.5",
    "1000,5",
    "1 000,5",
    "1\u00a0000,5",  # spaces that do not break, thin ones
    "1\u202f000,5",
    "1\u2009000.5",
    "1,000.5",  # as in English
    "+1000.5",
    " 1000.50 ",
    "01000.5",
    "1000.5 hours",
    "1000.5 hour",  # another form that the author accepts
    "1000,5часов",
    "1 000,5 САҒАТ",
    "1000,5 сагат",
    "1000.5-hours",
    "1000.5.",  # the end of a sentence
    "1000.5\u200b",
    "1000.500000000000000000000000000000000000000000001",  # within the tolerance
]
NO_NUMBER = [
    "thousand",
    "nan",
    "NaN",
    "inf",
    "-Infinity",
    "∞",
    "1e3",
    "1E999999999",  # would take all memory
    "0x3e8",
    "10_00.5",
    "1000.5 days",  # another unit is another amount
    "1000.5 hours hours",
    "1000.5.5",
    "1.000.5",
    "1 0000,5",
    "1000..5",
    "500 + 500.5",
    "1000-1001",
    "~1000.5",
    "١٠٠٠",  # digits, but not ours
    "１０００",
    "10³",
    "½",
    "hours",
    "--1000.5",
    "1000.5'",  # minutes, if anything
    "«1000.5»",
    "1000.5 -",
    "-",
    ",",
    "+",
]


@pytest.mark.parametrize("typed", READ)
def test_a_number_is_read_as_people_write_it(typed):
    assert is_readable(NUMBER, {"text": typed})
    assert grade(NUMBER, {"text": typed}) == Grade(2.0, 2.0)


@pytest.mark.parametrize("typed", NO_NUMBER)
def test_what_is_no_number_is_told_and_kept_and_earns_nothing(typed):
    assert not is_readable(NUMBER, {"text": typed})
    assert is_answer(NUMBER, {"text": typed})
    assert grade(NUMBER, {"text": typed}) == Grade(0.0, 2.0)


@pytest.mark.parametrize(
    ("value", "tolerance", "typed", "points"),
    [
        (30, 0, "30", 2),
        (30, 0, "30.0", 2),
        (30, 0, "30,000", 2),  # a comma for decimals
        (30_000, 0, "30,000", 2),  # or for thousands
        (30, 0, "30.0000000000000000000000000000001", 0),
        (30, 0, "3" + "0" * 400, 0),
        (30, 0, "0" * 400 + "30", 2),
        (0.3, 0.2, "0.1", 2),  # 0.3 - 0.2 is more than 0.1 for a computer
        (0.3, 0.2, "0,5", 2),
        (0.3, 0.2, "0.09999", 0),
        (0.1, 0.2, "0.3", 2),  # and 0.1 + 0.2 more than 0.3
        (0.1, 0.2, "0.30001", 0),
        (2.675, 0.005, "2.68", 2),
        (-5, 0, "-5", 2),
        (-5, 0, "−5", 2),  # a minus, a dash, with a space
        (-5, 0, "–5", 2),
        (-5, 0, "- 5", 2),
        (-5, 0, "5", 0),
        (5, 0, "-5", 0),
        (0, 0, "-0", 2),
        (0, 0.5, "-,5", 2),
        (0.5, 0, ".5", 2),
        (0.5, 0, "5", 0),
        (1_234_567.5, 0, "1 234 567,5", 2),
        (1_234_567.5, 0, "1,234,567.5", 2),
        (999_999_999.999999, 0.000001, "1000000000", 2),
        (0.000001, 0, "0.000001", 2),
        (0.000001, 0, "0", 0),
    ],
)
def test_both_bounds_are_right_to_the_last_digit(value, tolerance, typed, points):
    assert grade(number(value, tolerance), {"text": typed}) == Grade(points, 2.0)


@pytest.mark.parametrize(
    ("units", "typed", "points"),
    [
        ({}, "30", 2),
        ({}, "30 days", 0),  # nobody can tell whether days were meant
        ({"en": "days"}, "30", 2),
        ({"en": "days"}, "30 Days.", 2),
        ({"en": "days"}, "30 күн", 0),
        ({"en": "days", "kk": "күн"}, "30 күн", 2),  # whatever the page's language
        ({"en": "days", "kk": "күн"}, "30 кун", 2),
        ({"en": "days"}, "days 30", 0),
        ({"en": "%"}, "30%", 2),
        ({"en": "%"}, "30 %", 2),
        ({"en": "m²"}, "30 m2", 2),
        ({"ru": "км/ч"}, "30 км / ч", 2),
        ({"ru": "тенге"}, "30 тыс. тенге", 0),
        ({"en": "°C"}, "30 ℃", 2),
    ],
)
def test_a_unit_may_be_left_out_but_not_be_another(units, typed, points):
    assert grade(number(30, **units), {"text": typed}) == Grade(points, 2.0)


@pytest.mark.parametrize(
    ("answer", "fits"),
    [
        ({"text": "9" * 1_000}, True),
        ({"text": "9" * 1_001}, False),
        ({"text": "3\x00"}, False),
        ({"1": "30"}, False),
    ],
)
def test_an_answer_is_a_short_line(answer, fits):
    assert is_answer(NUMBER, answer) is fits


@pytest.mark.parametrize(
    ("answer", "said"),
    [({"text": "1000.25"}, Verdict.RIGHT), ({"text": "1000.2"}, Verdict.WRONG), ({}, Verdict.MISSED)],
)
def test_it_is_told_whether_the_number_is_right(answer, said):
    assert verdicts(NUMBER, answer) == {"text": said}


@pytest.mark.parametrize(
    ("value", "language", "shown"),
    [
        (30.0, "kk", "30"),
        (0.5, "kk", "0,5"),
        (0.5, "ru", "0,5"),
        (0.5, "en", "0.5"),
        (-1000.5, "en", "-1000.5"),
        (0.000001, "en", "0.000001"),
        (100_000_000.0, "en", "100000000"),
        (-0.0, "en", "0"),
    ],
)
def test_the_right_number_is_shown_as_the_language_writes_it(value, language, shown):
    assert right_answer(number(value), language) == {"text": shown}


def test_only_a_number_must_be_read():
    assert is_readable(SINGLE, {"1": "x"})
    assert is_readable(NUMBER, {})
    assert is_readable(NUMBER, {"text": " "})
