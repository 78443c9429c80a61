"""A learner's phone: it keeps a course, its line can be cut, and what it has outlives its browser."""

import time
import uuid
from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.db import begin_write
from helpcourse.learning import actions
from tests.browser.site import Site
from tests.builders import NOW, Someone, add_person
from tests.pages import PageClient

OFFLINE = "/kk/offline"
PATIENCE_MS = 20_000  # a whole course is fetched

# From the beginning: a browser sends what waits even before a page is open.
NO_LINE = ("--proxy-server=127.0.0.1:9", "--proxy-bypass-list=<-loopback>")

Launch = Callable[..., BrowserContext]


class Phone:
    """Of a new learner, enrolled in the course and logged in; `page` is its only tab."""

    def __init__(self, launch: Launch, site: Site, course: str) -> None:
        self.launch, self.site = launch, site
        self.course_url = f"/kk/courses/{course}"
        self.owner, self.enrolment_id = _enrolled(site, course)
        self.open()
        self.log_in(self.owner)

    def open(self, **options: Any) -> None:
        self.context = self.launch(**options)
        self.page = self.context.pages[0] if self.context.pages else self.context.new_page()

    def open_again(self, *args: str) -> None:
        """The browser is closed and opened; NO_LINE: where there is none."""
        self.context.close()
        self.open(args=args)

    def cut(self) -> None:
        self.context.set_offline(True)

    def mend(self) -> None:
        self.context.set_offline(False)

    def log_in(self, someone: Someone) -> None:
        """By a cookie that outlives the browser, as the site gives it."""
        cookie = PageClient(self.site.app).log_in(someone).client.get_cookie("helpcourse")
        assert cookie is not None
        lasting: Any = {"name": "helpcourse", "value": cookie.value, "url": self.site.url}
        self.context.add_cookies([lasting | {"expires": time.time() + 86_400}])

    def keep(self) -> None:
        """The whole course."""
        self.page.goto(self.course_url)
        panel = self.page.locator("#keep")
        panel.get_by_role("button", name="Сақтау").click()
        expect(panel.locator(".saved")).to_contain_text("Сабақтар саны:", timeout=PATIENCE_MS)

    def read(self, lesson: str) -> Page:
        self.page.goto(f"{self.course_url}/{lesson}")
        return self.page

    def answer(self, number: int = 0, option: int = 0) -> None:
        """A knowledge check of this page."""
        form = self.page.locator("form.question").nth(number)
        form.locator("label").nth(option).click()
        with self.page.expect_navigation():
            form.locator(".actions button").click()

    def finish(self) -> None:
        with self.page.expect_navigation():
            self.page.locator("#complete button").click()

    def log_out(self) -> None:
        self.page.locator("details.menu summary").click()
        with self.page.expect_navigation():
            self.page.locator("details.menu form button").click()

    def kept(self, *columns: Any) -> list[tuple[Any, ...]]:
        """What the database has of this learner."""
        of_owner = columns[0].class_.enrolment_id == self.enrolment_id
        with Session(self.site.app.extensions["engine"]) as session:
            return [tuple(row) for row in session.execute(select(*columns).where(of_owner)).all()]

    def has(self, path: str) -> str:
        """The page that is kept under this path; empty: none."""
        asked = "async path => { const found = await caches.match(path); return found ? found.text() : ''; }"
        return str(self.page.evaluate(asked, path))


def _enrolled(site: Site, course: str) -> tuple[Someone, uuid.UUID]:
    with Session(site.app.extensions["engine"], expire_on_commit=False) as session:
        begin_write(session)
        person = add_person(session, "Жанар", "Жолдыбаева", email=f"{uuid.uuid4()}@example.kz")
        enrolment_id = actions.enrol(session, person.id, course, now=NOW)
        session.commit()
    return person, enrolment_id
