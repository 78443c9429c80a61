"""What a learner does in the browser, step by step, by the words that stand on the page."""

import re

from playwright.sync_api import Locator, Page, expect

from helpcourse.web.i18n import gettext, speaking
from tests.browser.site import Site
from tests.things import COURSE

MOST = 20  # lessons, or questions of a test: a walk has an end


class Learner:
    """Somebody new, at a page, in one language."""

    def __init__(self, page: Page, site: Site, language: str, email: str) -> None:
        self.page, self.site, self.language, self.email = page, site, language, email

    def says(self, message: str, **values: object) -> str:
        """The words of the page for this message."""
        with speaking(self.language):
            return gettext(message, **values)

    def button(self, message: str) -> Locator:
        return self.page.get_by_role("button", name=self.says(message), exact=True).first

    def link(self, message: str) -> Locator:
        return self.page.get_by_role("link", name=self.says(message), exact=True).first

    def go(self, path: str) -> None:
        self.page.goto(f"/{self.language}{path}")

    def tick(self, box: Locator) -> None:
        """By its label, as people do: the whole line can be pressed."""
        self.page.locator(f"label[for='{box.get_attribute('id')}']").click()
        expect(box).to_be_checked()

    def register(self) -> None:
        self.go("/register")
        fill = {"surname": "Сейітқали", "given_name": "Жанар", "patronymic": "Ерланқызы"}
        for name, text in (fill | {"email": self.email, "password": "төрт-жақсы-сөз-бірге"}).items():
            self.page.locator(f"[name={name}]").fill(text)
        self.page.locator("[name=country]").select_option("KZ")
        self.page.locator("[name=profession]").select_option("advocate")
        self.tick(self.page.locator("[name=consent]"))
        self.button("Register").click()

    def confirm(self) -> None:
        """By the link in the mail."""
        self.page.goto(self.site.mail_link(self.email))
        self.button("Confirm and log in").click()

    def enrol(self) -> None:
        self.go(f"/courses/{COURSE}")
        self.button("Enrol in the course").click()

    def answer_check(self, lesson_id: str, option: str) -> Locator:
        """The first knowledge check of a lesson; what is said of the answer."""
        self.go(f"/courses/{COURSE}/{lesson_id}")
        question = self.page.locator("form.question").first
        self.tick(question.locator(f"input[name=answer][value='{option}']"))
        question.get_by_role("button").click()
        return self.page.locator(".question .outcome").first

    def read_all(self) -> int:
        """Finish every lesson by the button at its end, and pass by the quizzes between; how many there were."""
        self.go(f"/courses/{COURSE}/what-is-torture")
        for read in range(MOST):
            if not self.page.locator("form#complete").count():
                return read
            with self.page.expect_navigation():  # click() does not wait for the page that follows
                self.button("Finish and continue").click()
            if "/test/" in self.page.url:
                with self.page.expect_navigation():
                    self.page.locator("nav.onward a[rel=next]").click()
        raise AssertionError(f"no end of lessons at {self.page.url}")

    def take_test(self) -> None:
        """Begin it, answer everything rightly, submit."""
        self.go(f"/courses/{COURSE}/test")
        with self.page.expect_navigation():
            self.button("Begin the test").click()
        for _ in range(MOST):
            if not self.page.locator("form.question").count():
                break
            self._tick_what_is_right()
            with self.page.expect_navigation():
                self.page.locator("form.question button.primary").click()
        self.button("Submit the test").click()

    def _tick_what_is_right(self) -> None:
        form = self.page.locator("form.question")
        match = re.search(r"/answers/([\w-]+)", form.get_attribute("action") or "")
        assert match
        for option in sorted(self.site.question(match.group(1)).right):
            self.tick(form.locator(f"input[name=answer][value='{option}']"))

    def wait_for_paper(self) -> Locator:
        """The link to the verification page, once the worker has made the paper."""
        link = self.page.get_by_role("link", name=re.compile(re.escape(self.says("Verification page"))))
        for _ in range(40):
            self.go("/my/certificates")
            if link.count():
                break
            self.page.wait_for_timeout(500)
        return link.first
