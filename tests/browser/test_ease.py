"""Ease of reading in a real browser: highlights, citations, keys, a voice, what pages look like."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.things import COURSE, LESSON

pytestmark = pytest.mark.parametrize("template", ["sqlite"], indirect=True)

LESSON_URL = f"/kk/courses/{COURSE}/{LESSON}"

# What a device has that speaks Kazakh: it says each text at once, and remembers it.
VOICE = """
window.spoken = [];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => [{ lang: "kk-KZ", localService: true }],
  cancel() {},
  speak(said) {
    document.documentElement.dataset.spoken = window.spoken.push(said.text);
    if (window.spoken.length < 3) setTimeout(() => said.onend(), 5);
  },
} });
"""


def select_words(page, count=20):
    """The first letters of the first paragraph of the lesson, as a mouse does it."""
    box = page.locator("article section p[id]").first.bounding_box()
    page.mouse.move(box["x"] + 2, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(box["x"] + count * 8, box["y"] + 12, steps=4)
    page.mouse.up()


def test_selected_words_are_highlighted(open_page):
    page = open_page(LESSON_URL, "saltanat")
    select_words(page)
    page.locator(".at-part").get_by_role("button").first.click()
    expect(page.locator("article mark").first).to_be_visible()
    assert violations(page) == []


def test_the_sign_at_a_part_copies_its_citation(open_browser):
    context = open_browser()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(LESSON_URL)
    page.locator("a.pilcrow").nth(1).click()
    page.locator(".at-part").get_by_role("button").first.click()
    expect(page.locator(".at-part [role=status]")).not_to_be_empty()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert f"{LESSON_URL}#" in copied
    assert "{" not in copied


def test_a_key_lists_the_keys_and_escape_closes_them(open_page):
    page = open_page("/ru/display")
    page.keyboard.press("?")
    expect(page.locator("dialog .keys")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    page.keyboard.press("/")
    page.wait_for_url("**/ru/search")


def test_a_lesson_is_read_aloud_by_the_devices_own_voice(open_browser):
    context = open_browser()
    context.add_init_script(VOICE)
    page = context.new_page()
    page.goto(LESSON_URL)
    page.locator("button[data-listen]").click()
    expect(page.locator(".spoken")).to_have_count(1)
    expect(page.locator("html[data-spoken='3']")).to_have_count(1)
    assert page.evaluate("window.spoken[0]") in page.locator("article").inner_text()


def test_without_a_voice_nothing_is_offered(open_page):
    expect(open_page(LESSON_URL).locator("button[data-listen]")).to_be_hidden()


def test_what_was_typed_is_there_in_the_other_language_too(open_page):
    page = open_page("/kk/register")
    page.fill("[name=surname]", "Қоңыратбаева")
    page.fill("[name=password]", "not to be kept")
    page.select_option("[name=profession]", index=2)
    chosen = page.input_value("[name=profession]")
    page.locator(".langs a[lang=ru]").click()
    page.wait_for_url("**/ru/register")
    expect(page.locator("[name=surname]")).to_have_value("Қоңыратбаева")
    expect(page.locator("[name=profession]")).to_have_value(chosen)
    expect(page.locator("[name=password]")).to_have_value("")
    page.reload()
    expect(page.locator("[name=surname]")).to_have_value("")
