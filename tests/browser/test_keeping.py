"""What is given on a bad line: kept on the device, said so, and sent when it can be."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.things import COURSE, LESSON

pytestmark = pytest.mark.parametrize("template", ["sqlite"], indirect=True)


@pytest.fixture
def browser(open_browser):
    """Saltanat's, whose attempt is open."""
    return open_browser("saltanat")


@pytest.fixture
def attempt(site) -> str:
    return f"/attempts/{site.world.things['saltanat'].attempt_id}"


@pytest.fixture
def ask(browser, attempt):
    """ask(number, language="kk") -> the page of a question."""

    def page(number: int, language: str = "kk") -> Page:
        page = browser.new_page()
        page.goto(f"/{language}{attempt}/{number}")
        return page

    return page


@pytest.fixture
def note(browser):
    """A lesson with Saltanat's note; its line can be cut."""
    page = browser.new_page()
    page.goto(f"/kk/courses/{COURSE}/{LESSON}")
    return page


TWO_TICKS_AND_ON = """() => {
  document.querySelectorAll("form.question .option label").forEach((label, place) => { if (place < 2) label.click(); });
  document.querySelector("form.question button.primary").click();
}"""


def said(page: Page) -> Locator:
    return page.locator("form[data-unsent] .saved").first


def tick(page: Page, number: int) -> str:
    """Tick an option; its id."""
    option = page.locator("form.question .option").nth(number)
    option.locator("label").click()
    return option.locator("input").get_attribute("value") or ""


def test_an_answer_is_saved_the_moment_it_is_given(ask):
    page = ask(2)
    tick(page, 0)
    expect(said(page)).to_have_text(re.compile(r"Сақталды: \d\d:\d\d"))


def test_an_answer_without_a_line_is_kept_and_goes_out_with_the_line(ask, browser):
    page = ask(3)
    browser.set_offline(True)
    tick(page, 0)
    expect(said(page)).to_contain_text("құрылғыда сақталды")
    page.locator("form.question button.primary").click()  # leads nowhere, and no error of the browser's is shown
    expect(said(page)).to_contain_text("құрылғыда сақталды")
    browser.set_offline(False)
    expect(said(page)).to_have_text(re.compile(r"Сақталды: \d\d:\d\d"))


def test_an_answer_outlives_the_page_and_the_language(ask, browser):
    page = ask(4)
    browser.set_offline(True)
    option = tick(page, 1)
    expect(said(page)).to_have_class(re.compile("unsent"))
    page.close()
    browser.set_offline(False)
    later = ask(4, "ru")
    expect(later.locator(f"form.question input[value='{option}']")).to_be_checked()
    expect(said(later)).to_have_text(re.compile(r"Сохранено: \d\d:\d\d"))


def test_answers_that_were_kept_go_out_before_the_test_is_submitted(ask, browser, attempt):
    page = ask(5)
    browser.set_offline(True)
    tick(page, 0)
    expect(said(page)).to_have_class(re.compile("unsent"))
    page.close()
    browser.set_offline(False)
    check = browser.new_page()
    check.goto(f"/kk{attempt}/check")
    expect(check.locator(".answers > div").nth(4).locator(".open")).to_have_count(0)


def test_a_quick_change_of_mind_is_not_taken_for_another_tab(ask):
    page = ask(6)
    page.evaluate(TWO_TICKS_AND_ON)
    page.wait_for_url("**/7")
    page.go_back()
    expect(page.locator("form.question .option input").nth(1)).to_be_checked()


def test_of_two_tabs_the_later_shows_both_answers(ask):
    first, second = ask(8), ask(8)
    tick(first, 0)
    expect(said(first)).to_have_text(re.compile("Сақталды"))
    option = tick(second, 1)
    expect(second.locator(".notice .saved-before")).to_have_count(1)
    expect(second.locator(f"form.question input[value='{option}']")).to_be_checked()


def test_who_was_logged_out_logs_in_and_the_answer_goes_out(ask, browser, site):
    page = ask(9)
    browser.clear_cookies()
    option = tick(page, 0)
    link = said(page).get_by_role("link")
    expect(link).to_be_visible()
    browser.add_cookies([site.cookie("saltanat")])
    link.click()
    expect(page.locator(f"form.question input[value='{option}']")).to_be_checked()
    expect(said(page)).to_have_text(re.compile(r"Сақталды: \d\d:\d\d"))


def test_a_note_without_a_line_outlives_the_page(note, browser):
    browser.set_offline(True)
    note.locator("textarea").first.fill("Жолда жазылған ой")
    expect(said(note)).to_have_class(re.compile("unsent"))
    note.close()
    browser.set_offline(False)
    later = browser.new_page()
    later.goto(f"/kk/courses/{COURSE}/{LESSON}")
    expect(later.locator("textarea").first).to_have_value("Жолда жазылған ой")
    expect(said(later)).to_have_text(re.compile(r"Сақталды: \d\d:\d\d"))
