"""“Keep on this phone”: without a line one reads and answers; when it is back, everything goes out, once."""

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from helpcourse.learning.models import CheckAnswer, LessonDone, Reflection
from tests.browser.axe import violations
from tests.browser.conftest import CHROMIUM, PATIENCE_MS, QUIET
from tests.browser.phone import NO_LINE, OFFLINE, Phone
from tests.browser.site import wait_for
from tests.small_course import BAN, READING, SmallPress, reading, reading_in_kazakh
from tests.things import COURSE

pytestmark = pytest.mark.parametrize("template", ["sqlite"], indirect=True)

LESSONS = ["what-is-torture", "why-absolute", "duties-of-the-state"]  # three knowledge checks each
FOURTH = "arrest-and-rights"
SAVED = re.compile(r"Сақталды: \d\d:\d\d")


@pytest.fixture
def lasting(chromium: Browser, site, tmp_path: Path):
    """A phone that keeps the course, with a browser that can be closed and opened again."""

    def launch(args=()):
        context = chromium.browser_type.launch_persistent_context(
            tmp_path / "phone", executable_path=CHROMIUM, args=[*QUIET, *args], base_url=site.url
        )
        context.set_default_timeout(PATIENCE_MS)
        return context

    phone = Phone(launch, site, COURSE)
    phone.keep()
    yield phone
    phone.context.close()


@pytest.fixture
def press(site, tmp_path):
    return SmallPress(site.app, tmp_path / "small")


@pytest.fixture
def phone(open_browser, site, press) -> Phone:
    """A phone that keeps the small course."""
    press()
    phone = Phone(lambda: open_browser(bypass_csp=True), site, BAN)  # axe is let in
    phone.keep()
    return phone


def test_what_is_done_without_a_line_is_there_once_after_all(lasting):
    answer_ten_and_finish_two(lasting)
    lasting.page.reload()
    expect(lasting.page.locator("#main > .notice")).to_contain_text("Әзірге жіберілмегені: 12")
    lasting.open_again(*NO_LINE)
    lasting.read(LESSONS[0])
    expect(lasting.page.locator("form.question .saved.unsent")).to_have_count(3)
    assert (lasting.kept(CheckAnswer.number), lasting.kept(LessonDone.lesson_id)) == ([], [])
    lasting.open_again()
    lasting.page.goto(OFFLINE)
    wait_for(lambda: lasting.kept(LessonDone.lesson_id)[1:])
    assert {id_ for (id_,) in lasting.kept(LessonDone.lesson_id)} == set(LESSONS[:2])
    assert lasting.kept(CheckAnswer.number) == [(1,)] * 10


def answer_ten_and_finish_two(phone: Phone) -> None:
    phone.cut()
    for lesson in LESSONS:
        phone.read(lesson)
        for number in range(3):
            phone.answer(number)
    phone.read(FOURTH)
    phone.answer()
    phone.read(LESSONS[0])
    phone.finish()
    assert phone.page.url.endswith(LESSONS[1])
    phone.finish()


def test_a_note_goes_out_from_any_page_once_the_line_is_back(phone):
    phone.cut()
    phone.read(READING).locator("textarea").first.fill("Жолда жазылған ой")
    expect(phone.page.locator("form[data-unsent] .saved")).to_have_class(re.compile("unsent"))
    phone.page.goto(OFFLINE)
    expect(phone.page.locator("[data-waiting] li")).to_contain_text("Жолда жазылған ой")
    phone.mend()
    expect(phone.page.locator("[data-waiting] li")).to_have_count(0)
    assert phone.kept(Reflection.text, Reflection.revision) == [("Жолда жазылған ой", 1)]


@pytest.fixture
def refused(phone, press) -> Phone:
    """The same with an answer to a question that has changed since."""
    phone.cut()
    phone.read(READING)
    phone.answer(option=1)
    press(reading("May a state suspend the ban?", "May a state ever suspend the ban?"))
    phone.mend()
    phone.page.goto(OFFLINE)
    expect(phone.page.locator("[data-waiting] li [data-why]")).not_to_be_empty()
    return phone


def test_what_waits_and_what_is_kept_can_be_read_by_everybody(refused):
    page = refused.page
    page.set_viewport_size({"width": 320, "height": 700})
    assert violations(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    page.goto(f"{refused.course_url}/{READING}")
    expect(page.locator("form.question .saved.unsent")).to_contain_text("бұл сұрақ өзгерді")
    assert violations(page) == []


def test_what_is_refused_is_told_and_not_thrown_away(refused):
    expect(refused.page.locator("[data-waiting] li")).to_contain_text("бұл сұрақ өзгерді")
    assert refused.kept(CheckAnswer.number) == []
    refused.page.locator("[data-drop] button").click()
    expect(refused.page.locator("[data-waiting] li")).to_have_count(0)


def test_a_new_edition_is_fetched(phone, press):
    press(reading_in_kazakh("Сұрақтан кейінгі мәтін.", "Мүлде басқа мәтін."))
    phone.page.goto(phone.course_url)
    path = f"{phone.course_url}/{READING}"
    wait_for(lambda: ["new"] if "Мүлде басқа мәтін." in phone.has(path) else [])
    phone.cut()
    expect(phone.read(READING).locator("article")).to_contain_text("Мүлде басқа мәтін.")


def test_a_page_that_is_not_kept_says_so_and_comes_with_the_line(phone):
    phone.cut()
    phone.page.goto("/kk/my/certificates")
    expect(phone.page.locator("#no-line")).to_be_visible()
    expect(phone.page.locator("[data-lessons] a")).to_have_count(2)
    phone.mend()
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("Менің сертификаттарым")


def test_logging_out_warns_of_what_is_not_sent_and_leaves_nothing(refused):
    refused.page.goto("/kk/my")
    refused.log_out()
    with refused.page.expect_navigation():
        refused.page.get_by_role("button", name="Бәрібір шығу").click()
    assert refused.page.locator("p.enter").is_visible()
    assert refused.page.evaluate(EVERYTHING) == [[], [], []]


def test_logging_out_with_nothing_to_send_asks_nothing(phone):
    phone.page.goto("/kk/my")
    phone.log_out()
    expect(phone.page.locator("p.enter")).to_be_visible()
    assert phone.page.evaluate(EVERYTHING) == [[], [], []]


EVERYTHING = """async () => {
  const database = await new Promise(resolve => {
    const request = indexedDB.open("helpcourse");
    request.onsuccess = () => resolve(request.result);
  });
  const read = table => new Promise(resolve => {
    const request = database.transaction(table).objectStore(table).getAll();
    request.onsuccess = () => resolve(request.result);
  });
  return [await caches.keys(), await read("waiting"), await read("kept")];
}"""


def test_nobody_else_sees_what_one_has_kept(phone, site):
    phone.log_in(site.world.cast["bolat"])
    phone.page.goto("/kk/my")
    wait_for(lambda: [] if phone.has(f"{phone.course_url}/{READING}") else ["gone"])
    phone.cut()
    phone.read(READING)
    expect(phone.page.locator("#no-line")).to_be_visible()
    expect(phone.page.locator("[data-lessons]")).to_have_count(0)


@pytest.fixture
def in_the_test(phone) -> Phone:
    """At the first question of the final test."""
    phone.page.goto(f"{phone.course_url}/test")
    with phone.page.expect_navigation():
        phone.page.locator("main form button.primary").click()
    return phone


def test_a_test_outlives_the_loss_of_the_line(in_the_test):
    page = in_the_test.page
    in_the_test.cut()
    page.locator("form.question label").first.click()
    expect(page.locator("form.question .saved")).to_have_class(re.compile("unsent"))
    page.reload()
    expect(page.locator("#no-line [data-test]")).to_be_visible()
    in_the_test.mend()
    expect(page.locator("form.question .option input").first).to_be_checked()
    expect(page.locator("form.question .saved")).to_have_text(SAVED)


def test_on_a_slow_line_an_answer_is_confirmed_within_three_seconds(in_the_test):
    page = in_the_test.page
    line = {"offline": False, "latency": 300, "downloadThroughput": 8_000, "uploadThroughput": 8_000}  # 64 kbit/s
    in_the_test.context.new_cdp_session(page).send("Network.emulateNetworkConditions", line)
    began = time.monotonic()
    page.locator("form.question label").first.click()
    expect(page.locator("form.question .saved")).to_have_text(SAVED)
    assert time.monotonic() - began < 3
