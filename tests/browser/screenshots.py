"""`make screenshots`: every page in each language, wide and narrow, light and dark, into screenshots/.

`make screenshots ONLY=learner.question` takes those whose name has this in it.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from sqlalchemy.orm import Session

from helpcourse.db import make_engine
from helpcourse.languages import LANGUAGES
from tests.browser.conftest import CHROMIUM, QUIET
from tests.browser.pages_of import Sight, sights
from tests.browser.site import Site, running
from tests.conftest import fill
from tests.crawling import WALKERS
from tests.world import World, add_world

FOLDER = Path(__file__).resolve().parent.parent.parent / "screenshots"
WIDTHS = (360, 1280)
SCHEMES = ("light", "dark")


def main(only: str) -> None:
    with tempfile.TemporaryDirectory(prefix="helpcourse-screenshots-") as folder, sync_playwright() as playwright:
        url = f"sqlite:///{folder}/site.db"
        world = _filled(url)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        with running(url, world, Path(folder)) as site:
            for language in LANGUAGES:
                _take_all(site, browser, language, [s for s in sights(site, language) if only in s.endpoint])
        browser.close()


def _filled(url: str) -> World:
    cast = fill(url)
    engine = make_engine(url)
    with Session(engine) as session:
        world = add_world(session, cast)
        session.commit()
    engine.dispose()
    return world


def _take_all(site: Site, browser: Browser, language: str, pages: list[Sight]) -> None:
    for viewer in WALKERS:
        cookies = [] if viewer == "visitor" else [site.cookie(viewer)]
        for width in WIDTHS:
            context = browser.new_context(base_url=site.url, viewport={"width": width, "height": 800})
            context.add_cookies(cookies)  # type: ignore[arg-type]  # a cookie of Playwright's is a dictionary too
            page = context.new_page()
            for sight in (sight for sight in pages if sight.viewer == viewer):
                page.goto(sight.path)
                for scheme in SCHEMES:
                    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of two words
                    target = FOLDER / language / f"{sight.endpoint}-{width}-{scheme}.png"
                    page.screenshot(path=target, full_page=True)
                    print(target.relative_to(FOLDER.parent))
            context.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
