"""The time left on the page of a test: said aloud when it matters; the server's, whatever the device's clock shows."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from helpcourse.db import begin_write
from helpcourse.learning.models import Attempt
from tests.browser.conftest import PATIENCE_MS

pytestmark = pytest.mark.parametrize("template", ["sqlite"], indirect=True)


@pytest.fixture
def set_left(site):
    """set_left(90): Saltanat's attempt has so many seconds left."""
    engine, clock = site.app.extensions["engine"], site.app.extensions["clock"]
    attempt_id = site.world.things["saltanat"].attempt_id

    def set_(seconds: int) -> None:
        with Session(engine) as session:
            begin_write(session)
            session.get_one(Attempt, attempt_id).due_at = clock() + timedelta(seconds=seconds)
            session.commit()

    yield set_
    set_(45 * 60)


@pytest.fixture
def page(open_browser, site) -> Page:
    page = open_browser("saltanat").new_page()
    page.goto("/kk/my")
    return page


def ask(page: Page, site) -> None:
    page.goto(f"/kk/attempts/{site.world.things['saltanat'].attempt_id}/1")


@pytest.mark.parametrize(("seconds", "words"), [(305, "5 минут қалды."), (65, "1 минут қалды.")])
def test_the_time_left_is_said_in_words_as_it_comes(page, site, set_left, seconds, words):
    set_left(seconds)
    ask(page, site)
    expect(page.locator("[data-spoken]")).to_have_text(words, timeout=PATIENCE_MS)


def test_it_is_said_once_an_attempt_not_on_each_page(page, site, set_left):
    set_left(250)
    ask(page, site)
    expect(page.locator("[data-spoken]")).to_have_text("5 минут қалды.")
    page.reload()
    expect(page.locator("[data-left]")).to_have_text(re.compile("^4:0"))
    expect(page.locator("[data-spoken]")).to_have_text("")


def test_a_clock_that_was_put_on_does_not_end_the_test(page, site, set_left):
    set_left(600)
    ask(page, site)
    with page.expect_response(re.compile("/clock$")):
        page.evaluate("const right = Date.now; Date.now = () => right() + 3600000")
    expect(page.locator("[data-left]")).to_have_text(re.compile("^9:"))


def test_time_that_a_tutor_gives_is_there_before_the_end(page, site, set_left):
    set_left(-5)
    ask(page, site)
    expect(page.locator("[data-left]")).to_have_text("0:00")
    set_left(900)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("[data-left]")).to_have_text(re.compile("^1[45]:"))
