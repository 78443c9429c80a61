"""A line that loses replies, a clock that is moved, a test that ends meanwhile: nothing is lost, nothing is doubled."""

import re
import uuid
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Identity, Login
from helpcourse.db import begin_write
from helpcourse.learning.given import written
from helpcourse.learning.models import Answer, Grade, UncountedAnswer
from tests.browser.site import Site, wait_for
from tests.browsers import Browser, browsers
from tests.builders import PASSWORD, ticks
from tests.pages import PageClient
from tests.proxy import LossyLine

pytestmark = pytest.mark.parametrize("template", ["sqlite"], indirect=True)

SAVED = re.compile(r"Сақталды: \d\d:\d\d")
EACH = 5  # changes of mind at each question
MOVABLE_CLOCK = "{ const now = Date.now; window.moved = 0; Date.now = () => now() + window.moved; }"
HOUR_MS = 3_600_000


@pytest.fixture
def taker(site: Site) -> Browser:
    """A learner of this test's own, with an open attempt."""
    return browsers(site.app, 1, now=site.app.extensions["clock"](), named=f"taker-{uuid.uuid4()}-")[0]


@pytest.fixture
def browser(open_browser, taker: Browser, site: Site) -> BrowserContext:
    context = open_browser()
    context.add_cookies([{"name": "helpcourse", "value": taker.cookie, "url": site.url}])
    context.add_init_script(MOVABLE_CLOCK)
    return context


@pytest.fixture
def ask(browser: BrowserContext, taker: Browser):
    """ask(number) -> the page of a question."""

    def page(number: int, at: str = "") -> Page:
        page = browser.new_page()
        page.goto(f"{at}/kk/attempts/{taker.attempt_id}/{number}")
        return page

    return page


@pytest.fixture
def bad_line(site: Site) -> Iterator[LossyLine]:
    port = urlsplit(site.url).port
    assert port
    with LossyLine(port, share=0.3, seed=3) as line:
        yield line


@pytest.fixture
def kept(site: Site, taker: Browser):
    """kept(Answer.given) -> what the database has of this attempt, in the order of questions and revisions."""

    def values(*columns):
        table = columns[0].class_
        with Session(site.app.extensions["engine"]) as session:
            of_attempt = select(*columns).where(table.attempt_id == taker.attempt_id)
            return [tuple(row) for row in session.execute(of_attempt.order_by(*table.__table__.primary_key)).all()]

    return values


@pytest.fixture
def submit_elsewhere(site: Site, taker: Browser):
    """Submits the test as from another device."""

    def submit() -> None:
        client = PageClient(site.app).client
        client.set_cookie("helpcourse", taker.cookie)
        reply = client.post(f"/kk/attempts/{taker.attempt_id}/submit", data={"csrf_token": taker.csrf_token})
        assert reply.status_code == 303

    return submit


@pytest.fixture
def end_all_log_ins(site: Site):
    """end_all_log_ins(taker): their rows are gone, as after a password reset."""

    def end(taker: Browser) -> None:
        with Session(site.app.extensions["engine"]) as session:
            begin_write(session)
            theirs = select(Identity.person_id).where(Identity.email == taker.email)
            session.execute(delete(Login).where(Login.person_id.in_(theirs)))
            session.commit()

    return end


def said(page: Page) -> Locator:
    return page.locator("form[data-unsent] .saved")


def options(page: Page) -> Locator:
    return page.locator("form.question .option label")


def tick(page: Page, number: int) -> str:
    """Tick an option; its id."""
    options(page).nth(number).click()
    return page.locator("form.question .option input").nth(number).get_attribute("value") or ""


def tick_until_saved(page: Page, number: int) -> str:
    option = tick(page, number)
    expect(said(page)).to_have_text(SAVED, timeout=20_000)
    return option


def change_mind(page: Page, times: int) -> list[str]:
    """Tick the first two options in turn, waiting each time until it is saved; what is ticked after each."""
    ticked = []
    for number in range(times):
        page.evaluate("document.querySelector('form.question .saved').textContent = ''")
        tick_until_saved(page, number % 2)
        inputs = page.locator("form.question .option input:checked")
        ticked.append(written(ticks(*inputs.evaluate_all("inputs => inputs.map(input => input.value)"))))
    return ticked


def test_answers_on_a_line_that_loses_replies_are_each_kept_once(ask, bad_line, taker, kept):
    page = ask(1, at=f"http://127.0.0.1:{bad_line.port}")
    given = {}
    for number, (question_id, *_options) in enumerate(taker.questions, 1):
        page.goto(f"http://127.0.0.1:{bad_line.port}/kk/attempts/{taker.attempt_id}/{number}")
        given |= {(question_id, n): ticked for n, ticked in enumerate(change_mind(page, EACH), 1)}
    assert bad_line.lost > EACH
    assert {(id_, n): ticked for id_, n, ticked in kept(Answer.question_id, Answer.revision, Answer.given)} == given


def test_a_mind_changed_before_the_reply_is_heard_is_no_other_tab(ask, bad_line, kept):
    bad_line.share = 1
    page = ask(1, at=f"http://127.0.0.1:{bad_line.port}")
    tick(page, 0)
    wait_for(lambda: kept(Answer.revision))
    tick(page, 1)
    bad_line.share = 0
    expect(said(page)).to_have_text(SAVED)
    assert page.url.endswith("/1")
    assert [revision for (revision,) in kept(Answer.revision)] == [1, 2]


@pytest.mark.parametrize("hours", [1, -1])
def test_a_clock_that_is_moved_changes_neither_the_answer_nor_the_time_left(ask, browser, kept, hours):
    page = ask(1)
    before = page.locator("[data-left]").inner_text()
    browser.set_offline(True)
    option = tick(page, 0)
    page.evaluate(f"window.moved = {hours * HOUR_MS}")
    browser.set_offline(False)
    expect(said(page)).to_have_text(SAVED)
    page.wait_for_timeout(2500)  # the clock of the page ticks every second
    after = page.locator("[data-left]").inner_text()
    assert 0 <= minutes(before) - minutes(after) <= 1
    assert kept(Answer.given) == [(written(ticks(option)),)]


def minutes(clock: str) -> int:
    return int(clock.partition(":")[0])


def test_an_answer_pressed_twice_is_saved_once(ask, kept):
    page = ask(1)
    option = tick(page, 0)
    page.locator("form.question button.primary").dblclick()
    page.wait_for_url(re.compile("/[23]$"))
    assert kept(Answer.given) == [(written(ticks(option)),)]


def test_a_test_submitted_twice_has_one_result(page_of_check, kept):
    page_of_check.locator("form[data-submit] button").dblclick()
    expect(page_of_check.locator(".result")).to_be_visible()
    assert kept(Grade.number) == [(1,)]


@pytest.fixture
def page_of_check(browser: BrowserContext, taker: Browser) -> Page:
    page = browser.new_page()
    page.goto(f"/kk/attempts/{taker.attempt_id}/check")
    return page


def test_a_log_in_that_ends_in_the_middle_loses_nothing(ask, taker, end_all_log_ins, kept):
    page = ask(1)
    end_all_log_ins(taker)
    option = tick(page, 0)
    said(page).get_by_role("link").click()
    page.locator("[name=email]").fill(taker.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button").click()
    expect(page.locator(f"form.question input[value='{option}']")).to_be_checked()
    expect(said(page)).to_have_text(SAVED)
    assert kept(Answer.given) == [(written(ticks(option)),)]


def test_an_answer_that_came_after_the_test_was_submitted_is_shown_with_the_result(
    ask, browser, submit_elsewhere, kept
):
    page = ask(1)
    browser.set_offline(True)
    option = tick(page, 0)
    submit_elsewhere()
    browser.set_offline(False)
    expect(page.locator(".result")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Кешігіп келген жауаптар")
    assert (kept(Answer.given), kept(UncountedAnswer.given)) == ([], [(written(ticks(option)),)])


def test_an_answer_on_the_device_goes_out_before_the_test_is_submitted(ask, browser, page_of_check, kept):
    page = ask(2)
    browser.set_offline(True)
    option = tick(page, 0)
    expect(said(page)).to_have_class(re.compile("unsent"))
    page.close()
    browser.set_offline(False)
    page_of_check.locator("form[data-submit] button").click()
    expect(page_of_check.locator(".result")).to_be_visible()
    assert (kept(Answer.given), kept(UncountedAnswer.given)) == ([(written(ticks(option)),)], [])
