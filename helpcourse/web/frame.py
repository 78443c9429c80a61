"""The head and the end of every page, and a course's outline: drawn once for all who see the same."""

from flask import get_flashed_messages
from markupsafe import Markup

from helpcourse.accounts.queries import Me
from helpcourse.web.access import find_current
from helpcourse.web.fragments import Kept, macros, with_token
from helpcourse.web.i18n import current_language
from helpcourse.web.outline import Outline
from helpcourse.web.pages import alternates

_PATH = "\x00path\x00"  # stands in the kept head for the page's path after its language
_FRAME = "components/frame.html"
_KINDS = ("success", "info", "warning", "error")

_bars: Kept[str] = Kept(2000)
_feet: Kept[str] = Kept(10)
_outlines: Kept[str] = Kept(2000)


def bar(section: str | None = None) -> Markup:
    """The head of a page; `section` is the link of the menu that the page belongs to."""
    person, pages = find_current(), alternates()
    rest = pages["kk"][3:]
    html = _bars.get(_bar_key(section, person), lambda: _draw_bar(section, person))
    return with_token(html.replace(_PATH, str(Markup.escape(rest))))


def foot() -> Markup:
    return with_token(_feet.get(current_language(), lambda: str(macros(_FRAME).foot())))


def notices() -> Markup:
    """What has just happened, said once."""
    told: list[tuple[str, str]] = get_flashed_messages(with_categories=True)  # type: ignore[assignment]  # pairs, with categories
    draw = macros("components/notice.html").notice
    return Markup("").join(draw(kind if kind in _KINDS else "info", text, role="status") for kind, text in told)


def outline(listed: Outline, *, with_progress: bool) -> Markup:
    """A course's contents beside its lessons."""
    key = (current_language(), listed, with_progress)
    return with_token(_outlines.get(key, lambda: _draw_outline(listed, with_progress)))


def _bar_key(section: str | None, person: Me | None) -> tuple[object, ...]:
    if person is None:
        return current_language(), section
    return current_language(), section, person.name, person.initials, person.is_tutor, person.is_admin


def _draw_bar(section: str | None, person: Me | None) -> str:
    pages = {language: f"/{language}{_PATH}" for language in ("kk", "ru", "en")}
    return str(macros(_FRAME).bar(section, person, pages))


def _draw_outline(listed: Outline, with_progress: bool) -> str:
    done, total = (listed.done, listed.total) if with_progress else (None, None)
    draw = macros("components/outline.html").outline
    return str(draw(listed.title, listed.url, listed.modules, done, total, listed.test))
