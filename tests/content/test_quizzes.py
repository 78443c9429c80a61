"""A module's quiz as its author writes it, and the mistakes that are told."""

import pytest

from helpcourse.content.compile import compile_course, course_page
from helpcourse.content.model import Counts
from helpcourse.content.stored import course_from_json, course_page_from_json, to_json
from tests.content.builders import load_course, mistakes_in
from tests.small_course import QUIZ_EN, quiz, settings

FILE = "01-ban/test.en.md"


def test_a_quiz_has_rules_and_a_bank_of_its_own(tmp_path):
    module = load_course(tmp_path, quiz(minutes=10, counts="mean", shuffle="false")).modules[0]
    assert (module.quiz.minutes, module.quiz.counts, module.quiz.shuffle) == (10, Counts.MEAN, False)
    assert [block.id for block in module.bank] == ["quiz-1", "quiz-2"]


def test_a_test_is_shuffled_and_the_best_attempt_counts_unless_it_is_said(tmp_path):
    rules = load_course(tmp_path).test
    assert (rules.shuffle, rules.counts) == (True, Counts.BEST)


def test_quizzes_are_needed_only_if_it_is_said(tmp_path):
    assert not load_course(tmp_path / "a", quiz()).completion.quizzes
    assert load_course(tmp_path / "b", quiz(needed=True)).completion.quizzes


def test_the_site_gets_tests_in_the_courses_order_the_final_one_last(tmp_path):
    compiled = compile_course(load_course(tmp_path, quiz()))
    assert list(compiled.tests) == ["ban", ""]
    assert course_from_json(to_json(compiled)) == compiled


def test_the_words_of_a_quiz_do_not_tell_what_is_right(tmp_path):
    page = course_page(load_course(tmp_path, quiz()), "en")
    assert page.words_of("ban")["quiz-1"].options == {"1": "The innocent.", "2": "Everybody."}
    assert course_page_from_json(to_json(page)) == page


NO_FILE = "the file in the course's source language is missing"
NO_QUIZ = "a bank, but no quiz of this module in `course.yaml`"
TOO_FEW, NONE_OF_TAG = "the bank has 2 questions, fewer", "the bank has 0 questions with the tag `odd`, fewer"
ODD_COUNTS = "`quizzes.ban.counts`: input should be 'best', 'last', 'first' or 'mean'"
NONE_THERE = "the quizzes are needed, but there are none"
OF_NOTHING = "quizzes:\n  01-ban: {draw: 1, pass_mark: 1}\ncompletion:"


@pytest.mark.parametrize(
    ("changes", "file", "line", "told"),
    [
        ({**quiz(), FILE: None}, FILE, 1, NO_FILE),
        ({FILE: QUIZ_EN}, FILE, 1, NO_QUIZ),
        (quiz(draw=3), "course.yaml", 12, f"{TOO_FEW} than are drawn"),
        (quiz(draw="{odd: 1}"), "course.yaml", 12, f"{NONE_OF_TAG} than are drawn"),
        (quiz(counts="worst"), "course.yaml", 14, ODD_COUNTS),
        (quiz(shuffle="no"), "course.yaml", 14, "`quizzes.ban.shuffle`: must be true or false"),
        (settings("test: true\n", "test: true\n  quizzes: all\n"), "course.yaml", 13, NONE_THERE),
        (settings("completion:", OF_NOTHING), "course.yaml", 11, "there is no module `01-ban` for this quiz"),
        (
            settings("source: en", "source: en\nquizzes: all"),
            "course.yaml",
            2,
            "`quizzes` must be lines of `key: value`",
        ),
        ({**quiz(), FILE: QUIZ_EN.replace("[x]", "[ ]", 1)}, FILE, 1, "`quiz-1` has no right answer"),
        ({"01-ban/test.md": QUIZ_EN}, "01-ban/test.md", 1, "a file that is not known here"),
    ],
)
def test_mistakes_are_told_with_their_place(tmp_path, changes, file, line, told):
    assert f"courses/ban/{file}:{line}: {told}" in mistakes_in(tmp_path, changes)


def test_a_course_may_ask_for_its_quizzes_alone(tmp_path):
    asked = quiz(needed=True)
    alone = asked["course.yaml"].replace("lessons: all", "lessons: false").replace("test: true", "test: false")
    assert mistakes_in(tmp_path, {**asked, "course.yaml": alone}) == []
