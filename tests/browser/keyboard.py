"""Somebody without a mouse."""

from playwright.sync_api import Locator, Page

MOST_TABS = 150

_IS_SEEN = """element => {
  const label = element.labels && element.labels[0];
  const around = [element, element.parentElement, label].filter(Boolean).map(one => getComputedStyle(one));
  const is_outlined = around.some(one => one.outlineStyle !== 'none' && parseFloat(one.outlineWidth) > 0);
  return is_outlined || getComputedStyle(element).boxShadow !== 'none';
}"""


class Keyboard:
    """Tab until there, then press; the focus is to be seen on the way's end."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, target: Locator) -> None:
        for _ in range(MOST_TABS):
            if target.evaluate("element => element === document.activeElement"):
                assert target.evaluate(_IS_SEEN), f"nobody sees where the focus is: {target}"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"not reached in {MOST_TABS} tabs: {target}")

    def type(self, target: Locator, text: str) -> None:
        self.reach(target)
        self.page.keyboard.type(text)

    def press(self, target: Locator, key: str = "Enter") -> None:
        """Reach it and press; the page that comes is there when this ends."""
        self.reach(target)
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def choose(self, group: Locator) -> None:
        """The second of a group of options: radios move by arrows, boxes are ticked by the space bar."""
        first, second = group.nth(0), group.nth(1)
        if first.get_attribute("type") == "radio":
            self.reach(first)
            self.page.keyboard.press("ArrowDown")
        else:
            self.reach(second)
            self.page.keyboard.press("Space")
        assert second.is_checked()
