"""What is printed or taken away, in a real browser: paper without menus, a file that needs no network."""

import subprocess

import pytest
from playwright.sync_api import Page, expect

from helpcourse.config import bundled
from tests.browser.axe import violations
from tests.interop.test_epub import CHECKER
from tests.things import COURSE

pytestmark = pytest.mark.parametrize("template", ["sqlite"], indirect=True)

AUTHORS = "writing-courses"
LESSON = f"/en/courses/{AUTHORS}/anatomy-of-a-lesson"
ASIDE = "body > :not(.page), .breadcrumbs, .onward, .tools, button"
PHONE = {"viewport": {"width": 360, "height": 740}}


@pytest.fixture(scope="module")
def authors_course(site):
    site.publish(bundled("courses") / AUTHORS)


@pytest.fixture
def taken(authors_course, open_page, tmp_path):
    """taken("EPUB") -> the whole course as a file on disk, by the button with this in it."""

    def take(words):
        page = open_page(f"/en/take/{AUTHORS}")
        with page.expect_download() as download:
            page.get_by_role("link", name=words).click()
        path = tmp_path / download.value.suggested_filename
        download.value.save_as(path)
        return path

    return take


@pytest.fixture
def offline(open_browser):
    """offline(path, scheme) -> a file from a disk, in a browser without a network; and what it asked for."""

    def opening(path, scheme="light") -> tuple[Page, list[str]]:
        asked: list[str] = []
        page = open_browser(offline=True, color_scheme=scheme, bypass_csp=True).new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        return page, asked

    return opening


@pytest.mark.parametrize("path", [f"/en/print/{AUTHORS}", LESSON, f"/kk/courses/{COURSE}/arrest-and-rights?beside=ru"])
def test_paper_has_the_text_and_nothing_to_press(authors_course, open_page, path):
    page = open_page(path)
    page.emulate_media(media="print")
    assert page.locator(ASIDE).locator("visible=true").count() == 0
    expect(page.locator("article")).to_be_visible()


def test_all_lessons_are_printed_on_one_page(authors_course, open_page):
    page = open_page(f"/ru/print/{AUTHORS}")
    assert page.locator("section.chapter[id^=lesson-]").count() == 6
    assert page.evaluate("document.documentElement.lang") == "ru"


def test_the_file_opens_without_a_network_and_asks_for_nothing_else(taken, offline):
    path = taken("one HTML file")
    page, asked = offline(path)
    expect(page.get_by_role("heading", level=1)).to_have_text("How to write a course")
    assert asked == [path.as_uri()]


def test_the_contents_of_the_file_lead_to_its_chapters(taken, offline):
    page, _asked = offline(taken("one HTML file"))
    link = page.get_by_role("navigation").get_by_role("link").last
    link.click()
    expect(page.locator(link.get_attribute("href"))).to_be_in_viewport()


def test_the_checker_finds_nothing_wrong_with_the_book_that_was_taken(taken):
    checked = subprocess.run([*CHECKER, "--failonwarnings", taken("EPUB")], check=False, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_file_has_no_violation(taken, offline, scheme):
    page, _asked = offline(taken("one HTML file"), scheme)
    assert violations(page) == []


@pytest.mark.parametrize(
    ("path", "options"),
    [
        (f"/en/print/{AUTHORS}", {"color_scheme": "light"}),
        (f"/kk/print/{AUTHORS}", {"color_scheme": "dark", **PHONE}),
        (f"/ru/print/{COURSE}", {"color_scheme": "dark"}),
        (f"/en/take/{AUTHORS}/anatomy-of-a-lesson", {"color_scheme": "dark", **PHONE}),
        (LESSON, {"color_scheme": "light", **PHONE}),
        (LESSON.replace("/en/", "/kk/"), {"color_scheme": "dark"}),
        (f"/ru/courses/{AUTHORS}/questions?beside=en", {"color_scheme": "light"}),
        (f"/ru/courses/{AUTHORS}", {"color_scheme": "dark", **PHONE}),
    ],
)
def test_what_authors_read_and_print_has_no_violation(authors_course, open_page, path, options):
    assert violations(open_page(path, bypass_csp=True, **options)) == []


@pytest.mark.parametrize("path", [f"/kk/print/{AUTHORS}", f"/kk/take/{AUTHORS}", LESSON])
def test_none_of_these_pages_is_wider_than_a_narrow_phone(authors_course, open_page, path):
    page = open_page(path, viewport={"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_the_file_is_no_wider_than_a_narrow_phone(taken, offline):
    page, _asked = offline(taken("one HTML file"))
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
