"""What is written a thousandfold: refused if it takes longer than the text is long, else rendered in time."""

import pytest

from helpcourse.content.bounds import excess
from helpcourse.content.gaps import gaps_in, is_left_open
from helpcourse.content.links import References
from helpcourse.content.mistakes import MistakeLog
from helpcourse.content.questions import split_question
from helpcourse.content.render import Renderer
from helpcourse.content.strict_yaml import read
from tests.content.builders import mistakes_in
from tests.content.hurry import within

pytestmark = pytest.mark.usefixtures("tidy_memory")

LARGE = 30_000  # bytes: what grew with the square of the text took far longer than the limit already


def many(words):
    return words * (LARGE // len(words.encode()))


@pytest.mark.parametrize(
    "words",
    [
        *("[", "![", "[a](", "[a](b", "[a](<", "[a](b (", "([", "[[a]", "(", "*[a]: b\n", "a\n: b\n"),
        *("# a\n", "=\n", "a\n-\n", "---\n", "* * *\n", "1. ", "- ", ">", "> - "),
        *("a\n\n", "*a", "***a", "` ", "`a", "\\", "&lt;", "> a\n\n", "- a\n\n", "[]", "[a](b) ", "a|b\n-|-\n\n"),
    ],
)
def test_a_lesson_full_of_anything_is_rendered_or_refused_in_time(words):
    with within(seconds=2):
        Renderer(References({}, {}, "en"), "en").convert(many(words), "x")


@pytest.mark.parametrize(
    "words",
    [
        "[a](https://example.org) " * 1000,
        "- [a](https://example.org) (b)\n" * 400,
        "a\n" * 400 + "\n" + "b\n" * 400,
        "> a\n>\n" * 400,
        "```\n" + "[[[ (((\n" * 700 + "```",
        "\\[ \\( " * 60,
        "-" * 80,
    ],
)
def test_what_authors_write_is_not_refused(words):
    assert excess(words) is None


@pytest.mark.parametrize("text", ["[" * 50_000, "a: [" + "{b: " * 9000, "- " * 20_000, "a: 1\n" * 10_000])
def test_settings_full_of_anything_are_read_or_refused_in_time(text):
    with within(seconds=2):
        read(text, "x.yaml", 1, MistakeLog())


def test_a_question_of_thousands_of_options_is_cut_in_time():
    with within(seconds=2):
        assert len(split_question("Which?\n\n" + "- [ ] a\n" * 30_000).options) == 30_000


def test_gaps_that_are_left_open_are_told_in_time():
    with within(seconds=2):
        assert (gaps_in("{{a" * 20_000), is_left_open("{{a" * 20_000)) == ((), True)


def test_a_thousand_mistakes_of_a_file_are_enough(tmp_path):
    mistakes = mistakes_in(tmp_path, {"glossary.kk.md": "x\n" * 20_000})
    assert len(mistakes) == 1001
    assert "courses/ban/glossary.kk.md:1: more than 1000 mistakes in this file" in mistakes
