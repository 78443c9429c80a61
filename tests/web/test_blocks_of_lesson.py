"""Blocks within blocks, asides that fold and case studies on a lesson's page."""

import pytest

from helpcourse.learning.models import CheckAnswer, Reflection
from tests.content.builders import added
from tests.content.test_kinds import CASE, CASE_KK, DETAILS, DETAILS_KK
from tests.content.test_nesting import CELL, CELL_KK
from tests.small_course import READING


@pytest.fixture
def rich(press, ban):
    """The lesson has an example that holds a question, details and a case."""
    return press(added(CELL + DETAILS + CASE, CELL_KK + DETAILS_KK + CASE_KK))


def test_a_block_stands_in_its_block(rich, client, lesson_url):
    cell = client.get(lesson_url).html.xpath("//aside[@id='cell']")[0]
    assert [inner.get("id") for inner in cell.xpath("./*[@id][not(self::p)]")] == [
        "question-of-cell",
        "after-of-cell",
        "of-law",
    ]


def test_a_question_in_another_block_is_answered_there(rich, learner, lesson_url, kept):
    page = learner.get(lesson_url)
    form = page.html.xpath("//aside[@id='cell']//form")[0]
    learner.post(form.get("action"), dict(form.form_values()) | {"answer": "2"})
    assert kept(CheckAnswer.question_id) == ["of-cell"]
    assert learner.get(lesson_url).html.xpath("//aside[@id='cell']//*[contains(@class, 'option right')]")


def test_details_are_folded_without_script(rich, client, lesson_url):
    details = client.get(lesson_url).html.xpath("//details[@id='how']")[0]
    assert (details.get("open"), details.findtext("summary")) == (None, "Сот қалай санады")


def test_a_case_is_solved_before_it_is_compared(rich, learner, lesson_url, kept):
    case = learner.get(lesson_url).html.xpath("//section[@id='complaint']")[0]
    form = case.xpath(".//form")[0]
    learner.post(form.get("action"), dict(form.form_values()) | {"text": "3-бап"})
    assert kept(Reflection.block_id) == ["complaint"]
    assert "3-бап" in learner.get(lesson_url).html.xpath("string(//*[@id='words-complaint'])")


def test_the_rubric_and_the_model_answer_are_folded(rich, client, lesson_url):
    fold = client.get(lesson_url).html.xpath("//section[@id='complaint']/details[not(@open)]")[0]
    assert [row.text_content() for row in fold.xpath(".//tbody//td[@class='num']")] == ["4", "0,5"]
    assert "3-бап." in fold.text_content()


def test_one_who_writes_at_a_case_is_reminded_of_secrecy(rich, learner, lesson_url):
    page = learner.get(lesson_url.replace("/kk/", "/en/"))
    assert "No client's data here" in page.html.xpath("string(//*[@id='hint-complaint'])")


def test_a_stale_block_in_a_stale_block_is_told_once(press, client, lesson_url):
    old = "".join(f"lessons/{READING}.kk#{id_}: {'0' * 16}\n" for id_ in ("cell", "of-law"))
    press(added(CELL, CELL_KK) | {"translations.lock": old})
    page = client.get(lesson_url)
    assert [notice.getnext().get("id") for notice in page.html.xpath("//*[@class='stale']")] == ["cell"]


def test_words_in_another_language_say_which_within_a_block_too(press, client, lesson_url):
    press(added(CELL, CELL_KK.replace("::: note of-law\n3-бап.\n:::\n", "")))
    law = client.get(lesson_url).html.xpath("//aside[@id='of-law']")[0]
    assert (law.get("lang"), law.getprevious().get("class")) == ("en", "stale")
