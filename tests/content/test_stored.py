"""What is compiled can be kept as text and read again."""

import pytest

from helpcourse.content import stored
from helpcourse.content.compile import compile_course, course_page, lesson_page
from tests.content.builders import load_course


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return load_course(tmp_path_factory.mktemp("small"))


def test_a_course_comes_back_as_it_was(course):
    compiled = compile_course(course)
    assert stored.course_from_json(stored.to_json(compiled)) == compiled


@pytest.mark.parametrize("language", ["en", "kk", "ru"])
def test_pages_come_back_as_they_were(course, language):
    about, lesson = course_page(course, language), lesson_page(course, "why", language)
    assert stored.course_page_from_json(stored.to_json(about)) == about
    assert stored.lesson_page_from_json(stored.to_json(lesson)) == lesson


def test_the_same_course_gives_the_same_text(course):
    text = stored.to_json(compile_course(course))
    assert stored.to_json(stored.course_from_json(text)) == text
    assert '"right": ["1", "3"]' in text  # a set, in an order of its own


@pytest.mark.parametrize("text", ['{"format": 0, "content": {}}', "{}", ""])
def test_another_format_is_refused(text):
    with pytest.raises(stored.OldFormatError):
        stored.course_from_json(text)
