"""What axe calls a violation of WCAG 2.2 AA on a page."""

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

_AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def violations(page: Page) -> list[str]:
    """The rule and the element of each; the page's browser must let a script in: `bypass_csp`."""
    page.evaluate(_AXE)
    found = page.evaluate("rules => axe.run(document, rules)", _RULES)["violations"]
    return [f"{fault['id']}: {node['html'][:160]}" for fault in found for node in fault["nodes"]]
