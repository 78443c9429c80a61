"""What authors see in a real browser: the preview that follows their files, and the table of translations."""

import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.keyboard import Keyboard
from tests.content.builders import write_course
from tests.live import free_port, wait_until_it_serves
from tests.small_course import BAN, READING

pytestmark = pytest.mark.parametrize("template", ["sqlite"], indirect=True)

FILE = "01-ban/01-why.en.md"
TRANSLATIONS = f"/en/admin/courses/{BAN}/translations"
STALE = {"translations.lock": f"lessons/{READING}.kk#aside: {'0' * 16}\n"}


class Author:
    """Writes the small course while `helpcourse preview` runs."""

    def __init__(self, folder, port):
        self.folder, self.lesson = folder, f"http://127.0.0.1:{port}/en/courses/{BAN}/{READING}"

    def save(self, old, new):
        path = self.folder / FILE
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


@pytest.fixture
def author(tmp_path):
    folder, port = write_course(tmp_path), free_port()
    start = "from helpcourse.cli import main; raise SystemExit(main())"
    command = [sys.executable, "-c", start, "preview", str(folder), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as preview:
        wait_until_it_serves(preview, port)
        yield Author(folder, port)
        preview.terminate()


@pytest.fixture
def partly_stale(site, tmp_path_factory):
    site.publish(write_course(tmp_path_factory.mktemp("stale"), STALE))


def test_a_page_that_is_open_follows_what_is_saved(author, open_page):
    page = open_page(author.lesson)
    expect(page.get_by_role("heading", name="No exception")).to_be_visible()
    author.save("## No exception", "## No exception whatever")
    expect(page.get_by_role("heading", name="No exception whatever")).to_be_visible()
    author.save("A section about", "A section with [a link](source:nowhere) about")
    expect(page.locator("article #mistake-1 + #no-exception")).to_contain_text("A section about torture")
    author.save("[a link](source:nowhere)", "a link")
    expect(page.locator("#no-exception")).to_contain_text("A section with a link about torture")
    expect(page.locator("#mistake-1")).to_have_count(0)


def test_an_author_reads_as_a_learner_of_a_country_without_a_mouse(author, open_page):
    page = open_page(author.lesson)
    reader = page.get_by_label("Read as")
    Keyboard(page).reach(reader)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="My learning")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_preview_with_a_mistake_has_no_violation(author, open_page, scheme):
    author.save("A section about", "A section with <b> about")
    page = open_page(author.lesson, color_scheme=scheme, bypass_csp=True)
    expect(page.locator("#mistake-1")).to_be_visible(timeout=20_000)
    assert violations(page) == []


@pytest.mark.parametrize("with_script", [True, False])
def test_the_table_of_translations_leads_to_what_is_stale(partly_stale, open_page, with_script):
    page = open_page(TRANSLATIONS, "yerlan", java_script_enabled=with_script)
    page.get_by_role("link", name="aside").click()
    expect(page.locator(".stale:has(+ #aside)")).to_be_in_viewport()


def test_the_table_of_translations_is_read_without_a_mouse(partly_stale, open_page):
    page = open_page(TRANSLATIONS, "yerlan")
    Keyboard(page).press(page.get_by_role("link", name="Russian").first)
    expect(page.get_by_role("heading", name="Files: Russian")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_table_of_translations_has_no_violation(partly_stale, open_page, scheme):
    page = open_page(TRANSLATIONS, "yerlan", color_scheme=scheme, bypass_csp=True)
    assert violations(page) == []
