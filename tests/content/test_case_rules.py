"""What course.yaml may say of case studies, and the mistakes that are told."""

import pytest

from helpcourse.content.compile import compile_course
from helpcourse.content.stored import course_from_json, to_json
from tests.content.builders import load_course, mistakes_in
from tests.small_course import settings

CASE = """
::: case of-cell

Facts.

- [2.5] names the article
- [1] names the day

> A model answer.
:::
"""
LESSON = "01-ban/01-why.en.md"
TWO = settings("completion:", "cases:\n  reviewers: 2\ncompletion:\n  cases: all")


def with_case(tmp_path, changes):
    text = (load_course(tmp_path / "as-is").source_files)[LESSON]
    return {LESSON: text + CASE} | changes


def test_a_course_says_how_many_review_and_whether_works_count(tmp_path):
    course = load_course(tmp_path / "a", with_case(tmp_path, TWO))
    assert (course.case_reviewers, course.completion.cases) == (2, True)


def test_one_reviews_and_works_do_not_count_unless_it_is_said(tmp_path):
    course = load_course(tmp_path / "a", with_case(tmp_path, {}))
    assert (course.case_reviewers, course.completion.cases) == (1, False)


def test_the_site_knows_the_points_of_each_criterion(tmp_path):
    compiled = compile_course(load_course(tmp_path / "a", with_case(tmp_path, {})))
    (case,) = [case for module in compiled.modules for lesson in module.lessons for case in lesson.cases]
    assert (case.id, case.points) == ("of-cell", (2.5, 1.0))
    assert course_from_json(to_json(compiled)) == compiled


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (settings("completion:", "cases:\n  reviewers: 2\ncompletion:"), "rules of case studies, but there are none"),
        (settings("completion:", "completion:\n  cases: all"), "the case studies are needed, but there are none"),
        (settings("completion:", "cases:\n  reviewers: 3\ncompletion:"), "less than or equal to 2"),
    ],
)
def test_mistakes_of_the_rules_are_told(tmp_path, changes, told):
    assert told in str(mistakes_in(tmp_path, changes))
