"""No page has what axe calls a violation of WCAG 2.2 AA, in any language, in light and in dark."""

from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page

from tests.browser.pages_of import Sight, sights
from tests.crawling import WALKERS

pytestmark = pytest.mark.parametrize("template", ["sqlite"], indirect=True)

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    [("kk", "light", 1280), ("ru", "dark", 1280), ("en", "light", 360)],
)
def test_no_page_has_a_violation(site, open_browser, language, scheme, width):
    options = {"color_scheme": scheme, "viewport": {"width": width, "height": 800}, "bypass_csp": True}
    page_of = {name: open_browser(name.replace("visitor", ""), **options).new_page() for name in WALKERS}
    found = [fault for sight in sights(site, language) for fault in _faults(sight, page_of[sight.viewer])]
    assert not found, "\n".join(found)


def _faults(sight: Sight, page: Page) -> Iterator[str]:
    page.goto(sight.path)
    page.evaluate(AXE)
    for violation in page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]:
        for node in violation["nodes"]:
            yield f"{sight.path} ({sight.viewer}): {violation['id']}: {node['html'][:160]}"
