"""Somebody at a page, in one language; a learner with a case study, and the tutor who reviews it."""

from playwright.sync_api import Page, expect

from helpcourse.web.i18n import gettext, speaking
from tests.browser.axe import violations
from tests.case_world import CASE, CASE_LESSON
from tests.things import COURSE

LESSON = f"/courses/{COURSE}/{CASE_LESSON}"
WORK = f"{LESSON}/cases/{CASE}"
POINTS = ("3", "2,5", "2", "1")


class Hand:
    """Somebody at a page, in one language."""

    def __init__(self, page: Page, language: str, has_script: bool = True) -> None:
        self.page, self.language, self.has_script = page, language, has_script

    def says(self, message: str) -> str:
        with speaking(self.language):
            return gettext(message)

    def go(self, path: str) -> None:
        self.page.goto(f"/{self.language}{path}")

    def press(self, message: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=self.says(message), exact=True).last.click()

    def sees(self, message: str) -> None:
        expect(self.page.locator("main").get_by_text(self.says(message)).first).to_be_visible()

    def look(self) -> None:
        """No page on the way has what axe, a script, calls a violation."""
        assert not self.has_script or violations(self.page) == []


class Learner(Hand):
    def hand_in(self, words: str) -> None:
        self.go(LESSON)
        self.page.locator(f"#words-{CASE}").fill(words)
        self.press("Look through and hand in")
        self.look()
        self.press("Hand in")
        self.sees("Handed in. You get a mail when it is reviewed.")
        self.look()


class Tutor(Hand):
    def take(self) -> None:
        self.go("/tutor/cases")
        self.look()
        self.page.locator("tbody th a").first.click()
        self.press("Begin the review")
        self.look()

    def give(self, decision: str, feedback: str, points: tuple[str, ...] = ()) -> None:
        for number, value in enumerate(points):
            self.page.locator(f"#points-{number}").fill(value)
        self.page.locator("#feedback").fill(feedback)
        self.page.locator("label", has_text=self.says(decision)).click()
        self.press("Look through and give")
        self.look()
        self.press("Give the review")
