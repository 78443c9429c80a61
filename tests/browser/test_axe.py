"""No page has what axe calls a violation of WCAG 2.2 AA, in any language, in light and in dark."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.axe import violations
from tests.browser.pages_of import Sight, sights
from tests.crawling import WALKERS

pytestmark = pytest.mark.parametrize("template", ["sqlite"], indirect=True)


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
    yield from (f"{sight.path} ({sight.viewer}): {fault}" for fault in violations(page))
