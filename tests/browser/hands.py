"""The ways in which people answer: by mouse, by touch, by keyboard; each fills in a question by its words."""

from collections.abc import Callable

from lxml import html
from playwright.sync_api import Locator, Page, expect

from tests.all_kinds import Given
from tests.browser.keyboard import Keyboard
from tests.web.answering import shown

MOST_STEPS = 12

Hand = Callable[[Page, Given], None]


def by_mouse(page: Page, given: Given) -> None:
    _give(page, given, lambda label: label.click())


def by_touch(page: Page, given: Given) -> None:
    """Steps are moved by their buttons; the lists of a phone are its own."""
    if page.locator("[data-ordering]").count():
        _order(page, list(given), lambda button: button.tap())
    else:
        _give(page, given, lambda label: label.tap())


def by_keyboard(page: Page, given: Given) -> None:
    keyboard = Keyboard(page)
    if page.locator("[data-ordering]").count():
        _order(page, list(given), lambda button: (keyboard.reach(button), page.keyboard.press("Enter")))
    elif isinstance(given, list):
        for label in given:
            _tick(keyboard, _field(page, label))
    else:
        for label, value in given.items():
            _type(keyboard, _field(page, label), value)


def answer_on(page: Page) -> dict[str, str]:
    """What the page shows as answered, by its words; as it came from the server."""
    return shown(html.document_fromstring(page.request.get(page.url).text()))


def _give(page: Page, given: Given, press: Callable[[Locator], object]) -> None:
    if isinstance(given, list):
        for label in given:
            press(page.locator("form.question label", has_text=label))
        return
    for label, value in given.items():
        field = _field(page, label)
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(label=value)
        else:
            press(field)
            field.fill(value)


def _field(page: Page, label: str) -> Locator:
    return page.locator("form.question").get_by_label(label, exact=True)


def _tick(keyboard: Keyboard, field: Locator) -> None:
    """A box by the space bar; into radios one comes at the first, and goes on by arrows."""
    group = keyboard.page.locator(f"[name='{field.get_attribute('name')}']")
    if field.get_attribute("type") == "checkbox":
        keyboard.reach(field)
        keyboard.page.keyboard.press("Space")
    else:
        keyboard.reach(group.first)
        keyboard.page.keyboard.press("Space")
        for _ in range(MOST_STEPS):
            if not field.is_checked():
                keyboard.page.keyboard.press("ArrowDown")
    expect(field).to_be_checked()


def _type(keyboard: Keyboard, field: Locator, value: str) -> None:
    """A list finds what one types."""
    keyboard.type(field, value)
    keyboard.page.keyboard.press("Tab")


def _order(page: Page, steps: list[str], press: Callable[[Locator], object]) -> None:
    """Each step in its turn up to its place."""
    for place, step in enumerate(steps):
        item = page.locator("[data-ordering] > li").filter(has_text=step)
        for _ in range(MOST_STEPS):
            if item.evaluate("item => [...item.parentElement.children].indexOf(item)") > place:
                press(item.locator("[data-move='-1']"))
    first = page.locator("[data-ordering] > li").first
    if first.locator("select").input_value() == "":  # they stood in this order already
        press(first.locator("[data-move='-1']"))
