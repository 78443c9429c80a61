"""Everything that a learner does can be done without a mouse."""

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import Keyboard
from tests.browser.learner import Learner
from tests.builders import PASSWORD
from tests.things import COURSE

pytestmark = pytest.mark.parametrize("template", ["sqlite"], indirect=True)


@pytest.fixture
def nurlan(site, open_browser) -> Learner:
    """A learner who is not enrolled yet."""
    return Learner(open_browser().new_page(), site, "kk", site.world.cast["nurlan"].email)


def test_a_learner_without_a_mouse_takes_the_test(nurlan):
    keyboard, page = Keyboard(nurlan.page), nurlan.page
    _log_in(nurlan, keyboard)
    nurlan.go(f"/courses/{COURSE}")
    keyboard.press(nurlan.button("Enrol in the course"))
    keyboard.press(page.locator("#complete button"))
    nurlan.go(f"/courses/{COURSE}/test")
    keyboard.press(nurlan.button("Begin the test"))
    keyboard.choose(page.locator("form.question input[name=answer]"))
    keyboard.press(page.locator("form.question button.primary"))
    keyboard.press(nurlan.link("Check your answers and submit the test"))
    keyboard.press(nurlan.button("Submit the test"))
    expect(page.get_by_text(nurlan.says("You have not passed the test")).first).to_be_visible()


def test_a_knowledge_check_is_answered_without_a_mouse(site, open_browser):
    page = open_browser("aigerim").new_page()
    page.goto(f"/kk/courses/{COURSE}/what-is-torture")
    question = page.locator("form.question").first
    keyboard = Keyboard(page)
    keyboard.choose(question.locator("input[name=answer]"))
    keyboard.press(question.get_by_role("button"))
    expect(page.locator(".question .outcome").first).to_be_visible()


def test_the_first_tab_leads_past_the_menu(site, open_browser):
    page = open_browser().new_page()
    page.goto("/kk/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def _log_in(learner: Learner, keyboard: Keyboard) -> None:
    learner.go("/login")
    keyboard.type(learner.page.locator("[name=email]"), learner.email)
    keyboard.type(learner.page.locator("[name=password]"), PASSWORD)
    with learner.page.expect_navigation():
        learner.page.keyboard.press("Enter")
