"""No page has what axe calls a violation of WCAG 2.2 AA, nor a focus that is not seen; in all languages and schemes.

Every page is looked at in the way that its name falls to; `make axe` looks at every page in all ways.
"""

import itertools
import os
from collections.abc import Iterator
from zlib import crc32

import pytest
from playwright.sync_api import Page

from helpcourse.languages import LANGUAGES
from tests.browser.axe import violations
from tests.browser.focus import unseen
from tests.browser.pages_of import Sight, sights

WAYS = list(itertools.product(LANGUAGES, ("light", "dark"), (320, 1280)))
IS_WHOLE = "AXE_WHOLE" in os.environ

pytestmark = pytest.mark.parametrize("template", ["sqlite"], indirect=True)


@pytest.mark.parametrize(("language", "scheme", "width"), WAYS)
def test_no_page_has_a_violation(site, open_browser, language, scheme, width):
    number = WAYS.index((language, scheme, width))
    seen = [sight for sight in sights(site, language) if IS_WHOLE or falls_to(sight) == number]
    options = {"color_scheme": scheme, "viewport": {"width": width, "height": 800}, "bypass_csp": True}
    viewers = {sight.viewer for sight in seen}
    page_of = {name: open_browser(name.replace("visitor", ""), **options).new_page() for name in viewers}
    found = [fault for sight in seen for fault in _faults(sight, page_of[sight.viewer])]
    assert not found, "\n".join(found)


def falls_to(sight: Sight) -> int:
    """The same one until the page is named otherwise."""
    return crc32(sight.endpoint.encode()) % len(WAYS)


def _faults(sight: Sight, page: Page) -> Iterator[str]:
    page.goto(sight.path)
    yield from (f"{sight.path} ({sight.viewer}): {fault}" for fault in violations(page))
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        yield f"{sight.path} ({sight.viewer}): scrolls sideways"
    yield from (f"{sight.path} ({sight.viewer}): {fault}" for fault in unseen(page))
