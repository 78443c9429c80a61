"""Real Chromium on a running site. A missing browser is a failure: .ci/system-packages gets it."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from helpcourse.web import styleguide
from tests.browser.site import Site, running
from tests.databases import copy_database
from tests.world import World

CHROMIUM = "/usr/bin/chromium-headless-shell"  # all of the engine, and no windows, which take most of the time
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 20_000


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(
    used_template: tuple[str, World], request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    url = copy_database(used_template[0], "site", folder)
    with running(url, used_template[1], folder, set_up=styleguide.set_up) as site:
        yield site


@pytest.fixture
def open_browser(chromium: Browser, site: Site) -> Iterator[Callable[..., BrowserContext]]:
    """open_browser("dana", java_script_enabled=False) -> a browser of her own, logged in."""
    opened: list[BrowserContext] = []

    def opening(name: str = "", **options: object) -> BrowserContext:
        context = chromium.new_context(base_url=site.url, **options)  # type: ignore[arg-type]  # Playwright's own
        context.set_default_timeout(PATIENCE_MS)
        if name:
            context.add_cookies([site.cookie(name)])  # type: ignore[list-item]  # as above
        opened.append(context)
        return context

    yield opening
    for context in opened:
        context.close()


@pytest.fixture
def open_page(open_browser: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """open_page(path, who, **options) -> that page in a browser of its own."""

    def opening(path: str, who: str = "", **options: object) -> Page:
        page = open_browser(who, **options).new_page()
        page.goto(path)
        return page

    return opening
