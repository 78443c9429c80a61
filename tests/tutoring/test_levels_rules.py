"""Levels: what each asks, what is missing, which is reached."""

import pytest

from helpcourse.tutoring.levels.rules import Figures, Lack, Level, Need, Part, Rule, lacks, missing, reached

ATTENDANCE, ACHIEVEMENT, CERTIFICATE = Level
RULES = {
    ATTENDANCE: Rule(events=80),
    ACHIEVEMENT: Rule(lessons=100, cases=50, minutes=120),
    CERTIFICATE: Rule(course=True, test=75),
}


@pytest.mark.parametrize(
    ("rule", "figures"),
    [
        (Rule(course=True), Figures(course=True)),
        (Rule(lessons=90), Figures(lessons=Part(9, 10))),
        (Rule(events=66), Figures(events=Part(2, 3))),
        (Rule(events=50, cases=50), Figures(events=Part(1, 2), cases=Part(1, 2))),
        (Rule(test=75), Figures(test=75.0)),
        (Rule(test=70), Figures(test=100 * 0.7)),  # 70.0 but for a last bit
        (Rule(minutes=120), Figures(minutes=120)),
        (Rule(lessons=0), Figures()),  # nothing is asked
    ],
)
def test_a_level_is_reached_when_all_that_it_asks_is_there(rule, figures):
    assert lacks(rule, figures) == ()


@pytest.mark.parametrize(
    ("rule", "figures", "lack"),
    [
        (Rule(course=True), Figures(lessons=Part(9, 9)), Lack(Need.COURSE, 0.0, 1)),
        (Rule(lessons=90), Figures(lessons=Part(8, 10)), Lack(Need.LESSONS, 80.0, 90)),
        (Rule(events=50), Figures(), Lack(Need.EVENTS, 0.0, 50)),  # none was held yet
        (Rule(cases=100), Figures(cases=Part(1, 2)), Lack(Need.CASES, 50.0, 100)),
        (Rule(test=75), Figures(), Lack(Need.TEST, 0.0, 75)),  # it was not taken
        (Rule(test=75), Figures(test=74.9), Lack(Need.TEST, 74.9, 75)),
        (Rule(minutes=120), Figures(minutes=119), Lack(Need.MINUTES, 119.0, 120)),
    ],
)
def test_what_is_missing_is_told_with_what_is_there(rule, figures, lack):
    assert lacks(rule, figures) == (lack,)


def test_the_highest_level_of_which_nothing_is_missing_is_reached():
    figures = Figures(course=True, events=Part(4, 5), test=80.0)
    assert reached(missing(RULES, figures)) is CERTIFICATE  # without the achievement below it


def test_who_was_only_there_has_attended():
    assert reached(missing(RULES, Figures(events=Part(4, 5)))) is ATTENDANCE


def test_nobody_reaches_a_level_that_the_cohort_does_not_give():
    figures = Figures(course=True, test=100.0)
    assert reached(missing({ATTENDANCE: Rule(events=80)}, figures)) is None


def test_levels_are_told_from_the_lowest_to_the_highest():
    assert list(missing(dict(reversed(RULES.items())), Figures())) == list(Level)
