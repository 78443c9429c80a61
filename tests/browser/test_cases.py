"""A work on a case study in the browser: written, handed in, returned once, accepted; with script and without."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.case_people import POINTS, WORK, Learner, Tutor

pytestmark = pytest.mark.parametrize("template", ["sqlite"], indirect=True)

WORDS = "Основание появилось 4 марта.\nПрошу отменить постановление об отказе."


@pytest.fixture
def people(open_browser):
    """people("azamat", "cholpon") -> a learner and a tutor of their cohort, each in a browser of their own."""

    def open_both(learner: str, tutor: str, **options: object) -> tuple[Learner, Tutor]:
        pages = [open_browser(name, bypass_csp=True, **options).new_page() for name in (learner, tutor)]
        has_script = options.get("java_script_enabled") is not False
        return Learner(pages[0], "ru", has_script), Tutor(pages[1], "kk", has_script)

    return open_both


def test_a_phrase_goes_after_what_is_written_already(people):
    _learner, tutor = people("azamat", "cholpon")
    tutor.page.goto("/kk/tutor/cases/phrases")
    tutor.page.locator("textarea[name=text]").fill("2 + 2")
    tutor.page.locator("form", has=tutor.page.locator("textarea[name=text]")).get_by_role("button").click()
    tutor.take()
    tutor.page.locator("#feedback").press_sequentially("1")
    expect(tutor.page.locator("form[data-draft] .saved")).to_contain_text(re.compile(r"\d\d:\d\d"))
    tutor.page.reload()
    tutor.page.locator("[data-draft] details", has=tutor.page.locator("[data-insert]")).locator("summary").click()
    tutor.page.locator("[data-insert]").first.click()
    expect(tutor.page.locator("#feedback")).to_have_value("1\n2 + 2")
    tutor.press("Leave the work to others; my draft is deleted")  # it waits again, for the next test


def test_a_work_is_returned_once_and_accepted_with_script(people):
    learner, tutor = people("azamat", "cholpon")
    learner.go(WORK)
    learner.press("Take it back")
    learner.hand_in(WORDS)
    tutor.take()
    comment_on_selection(tutor, "4 марта", "Кім біледі?")
    expect(tutor.page.locator("mark")).to_have_text("4 марта")
    tutor.give("Return it for revision", "Дәлелдеу жүгін көрсетіңіз.")
    learner.go(WORK)
    learner.sees("Returned for revision: read the review below, revise your work and hand it in again.")
    expect(learner.page.locator("mark")).to_have_text("4 марта")
    learner.look()
    learner.hand_in(WORDS + "\nБремя доказывания лежит на государстве.")
    tutor.take()
    tutor.page.locator("#points-0").press_sequentially("3")
    expect(tutor.page.locator("form[data-draft] .saved")).to_contain_text(re.compile(r"\d\d:\d\d"))
    tutor.give("Accept the work", "Жақсы.", POINTS)
    learner.go(WORK)
    learner.sees("Your work is accepted")
    learner.look()


def comment_on_selection(tutor: Tutor, words: str, text: str) -> None:
    tutor.page.evaluate(SELECT, words)
    tutor.page.get_by_role("button", name=tutor.says("Comment on the selected words"), exact=True).click()
    tutor.page.locator("#text").fill(text)
    tutor.press("Add the comment")


SELECT = """words => {
  const text = document.querySelector(".work li > p").firstChild, from = text.data.indexOf(words);
  getSelection().setBaseAndExtent(text, from, text, from + words.length);
}"""


def test_the_same_goes_without_script(people):
    """Dana has begun to review what Saltanat has handed in."""
    learner, tutor = people("saltanat", "dana", java_script_enabled=False)
    tutor.go("/tutor/cases")
    tutor.page.locator("tbody th a").first.click()
    tutor.page.locator("#paragraph").select_option("2")
    tutor.page.locator("#text").fill("Күндерін көрсетіңіз.")
    tutor.press("Add the comment")
    tutor.give("Return it for revision", "Дәлелдеу жүгін көрсетіңіз.")
    learner.hand_in(WORDS)
    tutor.take()
    tutor.give("Accept the work", "Жақсы.", POINTS)
    learner.go(WORK)
    learner.sees("Your work is accepted")
