"""Questions of every kind on paper: to be answered with a pen, and told nothing of."""

import pytest
from lxml import html

from helpcourse.interop.html_file import html_file
from tests.all_kinds import all_kinds
from tests.interop.builders import small_book


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    return html.document_fromstring(
        html_file(small_book(tmp_path_factory.mktemp("kinds"), changes=all_kinds())).decode()
    )


def texts(page, question, path):
    return [one.text_content() for one in page.xpath(f"//*[@id='lesson-why.{question}']{path}")]


def test_terms_stand_beside_matches_that_are_mixed(page):
    assert texts(page, "terms", "//ol[1]/li") == ["arrest", "custody", "appeal"]
    assert sorted(texts(page, "terms", "//ol[2]/li")) == ["48 hours", "fifteen days", "two months"]


def test_steps_are_to_be_numbered_and_not_in_order(page):
    steps = texts(page, "steps", "//ul/li")
    assert sorted(steps) == ["Examine the person.", "Go to court.", "Open the case.", "Question witnesses."]
    assert steps != ["Examine the person.", "Open the case.", "Question witnesses.", "Go to court."]


def test_gaps_are_numbered_and_their_words_listed(page):
    assert "The term is 1 days, counted by 2 from the 3." in texts(page, "sentence", "")[0]
    assert [line[:3] for line in texts(page, "sentence", "//ul/li")] == ["1: ", "3: "]


@pytest.mark.parametrize(("question", "lines"), [("who", [""]), ("days", ["days"]), ("essay", [""] * 6)])
def test_words_are_written_on_lines(page, question, lines):
    assert texts(page, question, "//p[@class='line']") == lines


def test_no_accepted_answer_and_no_feedback_is_printed(page):
    assert all(word not in page.text_content() for word in ("investigating judge", "FEEDBACK"))
