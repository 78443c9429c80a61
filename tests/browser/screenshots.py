"""`make screenshots`: every page in each language, wide and narrow, light and dark, into screenshots/.

`make screenshots ONLY=kk/learner.question-360` takes those whose name has this in it. Three more looks are taken only
when they are named: `print`, `forced` (colours of the system's own choice), `large` (text of twice the size).
"""

import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from sqlalchemy.orm import Session

from helpcourse.db import make_engine
from helpcourse.languages import LANGUAGES
from helpcourse.web import styleguide
from tests.browser.conftest import CHROMIUM, QUIET
from tests.browser.pages_of import Sight, sights
from tests.browser.site import Site, running
from tests.browser.states_of import states
from tests.conftest import fill
from tests.crawling import WALKERS
from tests.world import World, add_world

FOLDER = Path(__file__).resolve().parent.parent.parent / "screenshots"
WIDTHS = (360, 1280)
HEIGHT = 800
PATIENCE_MS = 60_000
PLAIN: Mapping[str, str] = {"media": "screen", "color_scheme": "light", "forced_colors": "none"}
LOOKS: Mapping[str, Mapping[str, str]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "print": {"media": "print"},
    "forced": {"forced_colors": "active"},
    "large": {},
}
ASKED_FOR = ("print", "forced", "large")  # taken only when named


@dataclass(frozen=True)
class Shot:
    """One picture."""

    name: str
    width: int
    look: str


@dataclass(frozen=True)
class View:
    """A page, and what pictures to take of it while it is open."""

    sight: Sight
    shots: tuple[Shot, ...]


def main(only: str) -> None:
    with tempfile.TemporaryDirectory(prefix="helpcourse-screenshots-") as folder, sync_playwright() as playwright:
        url = f"sqlite:///{folder}/site.db"
        world = _filled(url)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        with running(url, world, Path(folder), set_up=styleguide.set_up) as site:
            for language in LANGUAGES:
                if only[:3] not in {f"{other}/" for other in LANGUAGES} - {f"{language}/"}:
                    _take_all(site, browser, list(_views(site, language, only)))
        browser.close()


def _filled(url: str) -> World:
    cast = fill(url)
    engine = make_engine(url)
    with Session(engine) as session:
        world = add_world(session, cast)
        session.commit()
    engine.dispose()
    return world


def _views(site: Site, language: str, only: str) -> Iterator[View]:
    seen = [*sights(site, language), *states(site, language)]
    for sight in sorted(seen, key=lambda sight: bool(sight.press)):  # what presses buttons changes what others see
        if shots := tuple(shot for shot in _shots(f"{language}/{sight.endpoint}", only)):
            yield View(sight, shots)


def _shots(of: str, only: str) -> Iterator[Shot]:
    for width in WIDTHS:
        for look in LOOKS:
            name = f"{of}-{width}-{look}"
            if only in name and (look not in ASKED_FOR or look in only):
                yield Shot(name, width, look)


def _take_all(site: Site, browser: Browser, views: list[View]) -> None:
    for viewer in WALKERS:
        context = browser.new_context(
            base_url=site.url, bypass_csp=True, reduced_motion="reduce"
        )  # no half-way colours
        context.set_default_timeout(PATIENCE_MS)
        if viewer != "visitor":
            context.add_cookies([site.cookie(viewer)])  # type: ignore[list-item]  # Playwright's cookie is a dictionary too
        page = context.new_page()
        for view in views:
            if view.sight.viewer == viewer:
                _take_of(page, view)
        context.close()


def _take_of(page: Page, view: View) -> None:
    """All of a page that is loaded once: loading takes longer than taking. What was pressed stands by the width."""
    opened_at = 0
    for shot in view.shots:
        if not opened_at or (view.sight.press and shot.width != opened_at):
            _open(page, view.sight, shot.width)
            opened_at = shot.width
        _take(page, shot)


def _open(page: Page, sight: Sight, width: int) -> None:
    page.set_viewport_size({"width": width, "height": HEIGHT})
    page.goto(sight.path)
    for selector in sight.press:
        if len(selector) == 1:
            page.keyboard.press(selector)
        else:
            page.locator(selector).first.click()


def _take(page: Page, shot: Shot) -> None:
    page.emulate_media(**{**PLAIN, **LOOKS[shot.look]})  # type: ignore[arg-type]  # words that Playwright knows
    size = "200%" if shot.look == "large" else ""
    page.evaluate("size => document.documentElement.style.fontSize = size", size)
    page.set_viewport_size({"width": shot.width, "height": HEIGHT})
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": shot.width, "height": height})  # what sticks to the window's edge hides nothing
    target = FOLDER / f"{shot.name}.png"
    page.screenshot(path=target)
    print(target.relative_to(FOLDER.parent), flush=True)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
