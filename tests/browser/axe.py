"""What axe calls a violation of WCAG 2.2 AA on a page."""

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

_AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
_OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # of all else only that it was looked at
}


def violations(page: Page) -> list[str]:
    """The rule and the element of each; the page's browser must let a script in: `bypass_csp`."""
    page.evaluate(_AXE)
    found = page.evaluate("options => axe.run(document, options)", _OPTIONS)["violations"]
    return [f"{fault['id']}: {node['html'][:160]}" for fault in found for node in fault["nodes"]]
