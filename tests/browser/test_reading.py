"""Reading in a real browser: two languages, notices, sources in place, national law; with script and without."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.keyboard import Keyboard
from tests.small_course import BAN, READING, SmallPress, reading, settings
from tests.things import COURSE

pytestmark = pytest.mark.parametrize("template", ["sqlite"], indirect=True)

PHONE = {"viewport": {"width": 360, "height": 740}}
ARREST = f"/kk/courses/{COURSE}/arrest-and-rights"  # with national notes on two countries
SMALL = f"/kk/courses/{BAN}/{READING}"

KG_LAW = "::: national kg-law\ncountry: KG\nas_of: 2025-01-01\nreview_by: 2026-01-01\n\nWho investigates?\n:::\n\n"


@pytest.fixture(scope="module")
def published(site, tmp_path_factory):
    """The small course: a part of it is stale, parts are missing, one country's law is overdue."""
    stale = {"translations.lock": f"lessons/{READING}.kk#no-exception: {'0' * 16}\n"}
    two_laws = settings("countries: [KZ]", "countries: [KZ, KG]")
    SmallPress(site.app, tmp_path_factory.mktemp("small"))(
        stale | two_laws | reading("::: note aside", KG_LAW + "::: note aside")
    )


# Two languages


def test_paragraphs_stand_side_by_side_where_there_is_room(open_page):
    pair = open_page(f"{ARREST}?beside=ru").locator(".pair").first
    own, other = pair.locator("> div").nth(0).bounding_box(), pair.locator("> div[lang=ru]").bounding_box()
    assert own["y"] == other["y"]
    assert own["x"] + own["width"] < other["x"]
    expect(pair.locator("summary")).to_be_hidden()


@pytest.mark.parametrize("with_script", [True, False])
def test_on_a_phone_a_tap_shows_the_second_language(open_page, with_script):
    page = open_page(f"{ARREST}?beside=ru", java_script_enabled=with_script, **PHONE)
    pair = page.locator(".pair").first
    other = pair.locator("> div[lang=ru]")
    expect(other).to_be_hidden()
    pair.locator("summary").click()
    expect(other).to_be_visible()
    pair.locator("summary").click()
    expect(other).to_be_hidden()


def test_the_second_language_is_shown_without_a_mouse(open_page):
    page = open_page(f"{ARREST}?beside=ru", **PHONE)
    pair = page.locator(".pair").first
    Keyboard(page).reach(pair.locator("summary"))
    page.keyboard.press("Enter")
    expect(pair.locator("> div[lang=ru]")).to_be_visible()


@pytest.mark.parametrize("with_script", [True, False])
def test_the_choice_is_kept_from_lesson_to_lesson(open_page, with_script):
    page = open_page(ARREST, "aigerim", java_script_enabled=with_script)
    page.get_by_role("button", name="Орысша мәтінмен қатар оқу").click()
    page.goto(f"/kk/courses/{COURSE}/why-absolute")
    expect(page.locator(".pair").first).to_be_visible()
    page.get_by_role("button", name="Бір тілде оқу").click()
    expect(page.locator(".pair")).to_have_count(0)


def test_a_question_is_answered_once_in_two_languages(open_page):
    page = open_page(f"/kk/courses/{COURSE}/what-is-torture?beside=ru", "bolat")
    question = page.locator("form.question").first
    question.locator("label").first.click()
    question.get_by_role("button").click()
    expect(page.locator(".question .outcome").first).to_be_visible()


def test_what_is_said_of_an_option_begins_where_its_words_do(open_page):
    page = open_page(f"/kk/courses/{COURSE}/what-is-torture", "bolat")
    question = page.locator("form.question").first
    question.locator("label").first.click()
    question.get_by_role("button").click()
    option = page.locator(".option:has(.said)").first
    words, said = (option.locator(part).bounding_box() for part in ("label", ".word"))
    assert said["x"] == pytest.approx(words["x"], abs=1)


def test_both_languages_are_printed(open_page):
    page = open_page(f"{ARREST}?beside=ru", **PHONE)
    page.emulate_media(media="print")
    expect(page.locator(".pair").first.locator("> div[lang=ru]")).to_be_visible()


# Notices


@pytest.mark.parametrize("with_script", [True, False])
def test_a_stale_part_leads_to_the_original(published, open_page, with_script):
    page = open_page(SMALL, java_script_enabled=with_script)
    notice = page.locator(".stale").filter(has_text="Түпнұсқа өзгерген")
    expect(notice).to_be_visible()
    notice.get_by_role("link").click()
    expect(page.get_by_role("heading", name="No exception")).to_be_in_viewport()


def test_a_missing_part_is_read_aloud_in_its_own_language(published, open_page):
    page = open_page(SMALL.replace("/kk/", "/ru/"))
    expect(page.locator("#aside")).to_have_attribute("lang", "en")
    expect(page.locator(".stale + #aside")).to_be_visible()


# Sources and terms


def test_a_source_opens_at_its_line_and_gives_the_focus_back(open_page):
    page = open_page(ARREST)
    link = page.locator("a.source").first
    Keyboard(page).reach(link)
    page.keyboard.press("Enter")
    note = page.get_by_role("dialog")
    expect(note).to_be_focused()
    expect(note.get_by_role("link").first).to_have_attribute("href", _listed(page, link))
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(link).to_be_focused()


def _listed(page: Page, link: Locator) -> str:
    """The address of the official text, as the list under the lesson has it."""
    return page.locator(f"{link.get_attribute('href')} a").get_attribute("href") or ""


def test_a_term_tells_its_meaning_and_its_other_names(open_page):
    page = open_page(ARREST)
    page.locator("a.term").first.click()
    note = page.get_by_role("dialog")
    expect(note.locator("dd")).to_be_visible()
    expect(note.locator("[lang=ru]")).to_have_text("нахождение под стражей")
    assert page.url.endswith(ARREST)


def test_the_way_out_of_a_note_leads_back_into_the_text(open_page):
    page = open_page(ARREST)
    link = page.locator("a.source").first
    link.press("Enter")
    for _ in range(3):  # the official text, the button, out
        page.keyboard.press("Tab")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(link).to_be_focused()


def test_a_term_within_a_note_opens_in_its_place(published, open_page):
    page = open_page(SMALL)
    page.locator("article a.term").first.click()
    page.get_by_role("dialog").locator("a.term").click()
    expect(page.get_by_role("dialog").locator("dt")).to_have_text("pain")


def test_on_a_phone_a_note_leaves_its_line_to_be_seen(open_page):
    page = open_page(ARREST, **PHONE)
    link = page.locator("a.term").first
    link.click()
    note = page.get_by_role("dialog").bounding_box()
    assert (note["width"], note["y"] + note["height"]) == (360, 740)
    assert link.bounding_box()["y"] < note["y"]


def test_without_script_a_source_leads_to_the_list(open_page):
    page = open_page(ARREST, java_script_enabled=False)
    page.locator("a.source").first.click()
    expect(page.locator(".sources li:target")).to_be_in_viewport()


# National law


@pytest.mark.parametrize("with_script", [True, False])
def test_a_visitor_chooses_whose_law_comes_first(published, open_page, with_script):
    page = open_page(SMALL, java_script_enabled=with_script)
    page.locator("#kg-law summary").click()
    page.locator("#kg-law").get_by_role("link", name="Алдымен осы елдің").click()
    expect(page.locator("section#kg-law").get_by_text("қайта қарау мерзімі өткен")).to_be_visible()
    page.locator("#kg-law").get_by_role("button").click()
    page.goto(SMALL)
    expect(page.locator(".national").first).to_have_id("kg-law")
    expect(page.locator("details#kz-law")).to_be_visible()


# Axe


@pytest.mark.parametrize(
    ("path", "opened", "options"),
    [
        (f"{ARREST}?beside=ru", "a.source", {"color_scheme": "light"}),
        (f"{ARREST}?beside=en&country=KG", "a.term", {"color_scheme": "dark", **PHONE}),
        (f"{SMALL}?beside=ru", ".pair summary:visible, a.term", {"color_scheme": "dark"}),
        (f"/ru/sources/{COURSE}", "details summary", {"color_scheme": "dark", **PHONE}),
    ],
)
def test_reading_has_no_violation(published, open_page, path, opened, options):
    page = open_page(path, bypass_csp=True, **options)
    page.locator(opened).first.click()
    assert violations(page) == []


def test_no_page_is_wider_than_a_narrow_phone(published, open_page):
    page = open_page(f"{SMALL}?beside=en", viewport={"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") == 320


# The place


def read_a_while(page: Page) -> str:
    """Stays at a part in the middle of the lesson, then goes up to the menu as people do; its id."""
    part = page.locator("article.lesson > [id]").nth(6)
    part.evaluate("part => part.scrollIntoView()")
    page.wait_for_timeout(4500)
    with page.expect_response(lambda response: response.url.endswith("/place")):  # else a page could be drawn before it
        page.evaluate("scrollBy(0, -innerHeight)")
        while page.evaluate("scrollY > 0"):
            page.mouse.wheel(0, -600)
            page.wait_for_timeout(50)
    return part.get_attribute("id")


@pytest.mark.parametrize(("who", "screen"), [("gulnara", {}), ("yerlan", PHONE)])
def test_the_place_is_kept_by_who_scrolls_up_to_the_menu(open_page, who, screen):
    page = open_page(ARREST, who, **screen)
    page.get_by_role("button", name="Курсқа жазылу").first.click()
    expect(page.locator("#complete")).to_be_attached()
    part = read_a_while(page)
    page.goto("/kk/my")
    page.get_by_role("link", name="Жалғастыру").first.click()
    expect(page).to_have_url(re.compile(f"{ARREST}#{part}$"))


def test_another_language_opens_at_the_same_place(open_page):
    page = open_page(ARREST, "saltanat")
    part = read_a_while(page)
    page.locator(".langs a[hreflang=ru]").click()
    expect(page).to_have_url(re.compile(f"{ARREST.replace('/kk/', '/ru/')}#{part}$"))


def test_a_second_language_opens_at_the_same_place(open_page):
    page = open_page(ARREST, "saltanat")
    part = read_a_while(page)
    page.get_by_role("button", name="Орысша мәтінмен қатар оқу").click()
    expect(page).to_have_url(re.compile(f"{ARREST}#{part}$"))
    page.get_by_role("button", name="Бір тілде оқу").click()
