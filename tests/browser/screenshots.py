"""`make screenshots`: every page in each language, wide and narrow, light and dark, into screenshots/.

`make screenshots ONLY=kk/learner.question-360` takes those whose name has this in it. Three more looks are taken only
when they are named: `print`, `forced` (colours of the system's own choice), `large` (text of twice the size).
"""

import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
    """One picture to take."""

    name: str
    sight: Sight
    width: int
    look: str


def main(only: str) -> None:
    with tempfile.TemporaryDirectory(prefix="helpcourse-screenshots-") as folder, sync_playwright() as playwright:
        url = f"sqlite:///{folder}/site.db"
        world = _filled(url)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        with running(url, world, Path(folder), set_up=styleguide.set_up) as site:
            for language in LANGUAGES:
                if only[:3] not in {f"{other}/" for other in LANGUAGES} - {f"{language}/"}:
                    _take_all(site, browser, list(_shots(site, language, only)))
        browser.close()


def _filled(url: str) -> World:
    cast = fill(url)
    engine = make_engine(url)
    with Session(engine) as session:
        world = add_world(session, cast)
        session.commit()
    engine.dispose()
    return world


def _shots(site: Site, language: str, only: str) -> Iterator[Shot]:
    seen = [*sights(site, language), *states(site, language)]
    for sight in sorted(seen, key=lambda sight: bool(sight.press)):  # what presses buttons changes what others see
        for width in WIDTHS:
            for look in LOOKS:
                name = f"{language}/{sight.endpoint}-{width}-{look}"
                if only in name and (look not in ASKED_FOR or look in only):
                    yield Shot(name, sight, width, look)


def _take_all(site: Site, browser: Browser, shots: list[Shot]) -> None:
    for viewer in WALKERS:
        for width in WIDTHS:
            mine = [shot for shot in shots if (shot.sight.viewer, shot.width) == (viewer, width)]
            options: dict[str, Any] = {"viewport": {"width": width, "height": HEIGHT}, "bypass_csp": True}
            context = browser.new_context(base_url=site.url, **options)
            context.set_default_timeout(PATIENCE_MS)
            if viewer != "visitor":
                context.add_cookies([site.cookie(viewer)])  # type: ignore[list-item]  # Playwright's cookie is a dictionary too
            page = context.new_page()
            for shot in mine:
                _take(page, shot)
            context.close()


def _take(page: Page, shot: Shot) -> None:
    page.goto(shot.sight.path)
    for selector in shot.sight.press:
        if len(selector) == 1:
            page.keyboard.press(selector)
        else:
            page.locator(selector).first.click()
    if shot.look == "large":
        page.add_style_tag(content="html { font-size: 200% }")
    page.emulate_media(**LOOKS[shot.look])  # type: ignore[arg-type]  # words that Playwright knows
    target = FOLDER / f"{shot.name}.png"
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": shot.width, "height": height})  # what sticks to the window's edge hides nothing
    page.screenshot(path=target)
    page.set_viewport_size({"width": shot.width, "height": HEIGHT})
    page.emulate_media(media="screen", color_scheme="light", forced_colors="none")
    print(target.relative_to(FOLDER.parent), flush=True)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
