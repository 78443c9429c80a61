"""Whether somebody without a mouse sees where they are, at everything on a page that takes the focus."""

from playwright.sync_api import Page

# A ring around the element, what holds it or its label; and nothing that stays in place over it (WCAG 2.4.7, 2.4.11).
_LOOK = """() => {
  const TAKES_FOCUS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  const isRinged = one => {
    const style = getComputedStyle(one);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  };
  const staysInPlace = one => ["sticky", "fixed"].includes(getComputedStyle(one).position);
  const cover = element => {
    const { left, top, width, height } = element.getBoundingClientRect();
    let over = document.elementFromPoint(left + width / 2, top + height / 2);
    if (element.contains(over)) return null; // such as the heads of a table that is scrolled
    while (over && !over.contains(element)) {
      if (staysInPlace(over)) return over;
      over = over.parentElement;
    }
    return null;
  };
  const faultOf = element => {
    element.focus();
    if (element !== document.activeElement) return "";
    const around = [element, element.parentElement, element.labels?.[0]].filter(Boolean);
    if (!around.some(isRinged)) return "its focus is not seen";
    return cover(element) ? `under ${cover(element).className || cover(element).tagName}` : "";
  };
  return [...document.querySelectorAll(TAKES_FOCUS)]
    .filter(element => !element.disabled && element.checkVisibility())
    .map(element => [faultOf(element), element.outerHTML.slice(0, 120)])
    .filter(([fault]) => fault)
    .map(([fault, html]) => `${fault}: ${html}`);
}"""


def unseen(page: Page) -> list[str]:
    """What is wrong, and the element of each."""
    page.keyboard.press("Tab")  # from now on the browser draws rings, also where a script moves the focus
    found: list[str] = page.evaluate(_LOOK)
    return found
