"""What every page has: its language from the URL, and the names that all templates know."""

from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any

from babel.numbers import format_decimal
from flask import Flask, current_app, g, request, url_for
from markupsafe import Markup
from werkzeug.routing import BaseConverter, IntegerConverter, Map

from helpcourse.assessment.questions import Words
from helpcourse.certification.wording import grouped
from helpcourse.languages import DEFAULT, LANGUAGES, NAMES
from helpcourse.web.access import find_current
from helpcourse.web.covers import cover_of
from helpcourse.web.display import chosen
from helpcourse.web.extensions import calendar, now, settings
from helpcourse.web.fragments import Kept
from helpcourse.web.i18n import current_language, gettext, ngettext, pgettext, speak
from helpcourse.web.outline import summary_of, title_of
from helpcourse.web.sent import own_page, refuse_nul


class LanguageConverter(BaseConverter):
    """The first segment of a page's URL."""

    def __init__(self, map_: Map) -> None:
        super().__init__(map_)
        self.regex = "|".join(LANGUAGES)


class KeptNumberConverter(IntegerConverter):
    """A number in a page's URL; one that no database keeps leads nowhere."""

    def __init__(self, map_: Map, *args: Any, **kwargs: Any) -> None:
        super().__init__(map_, *args, **{"max": 2**31 - 1, **kwargs})


def set_up_pages(app: Flask) -> None:
    app.url_value_preprocessor(_take_language)
    app.url_defaults(_give_language)
    app.before_request(refuse_nul)
    app.context_processor(_known_to_all)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=False, pgettext=pgettext)  # type: ignore[attr-defined]  # put there by the extension
    app.jinja_env.globals |= {"_": gettext, "ngettext": ngettext, "pgettext": pgettext, "language_names": NAMES}
    app.jinja_env.globals |= {"url_for": _link, "when": when}
    app.jinja_env.globals |= {"title_of": title_of, "summary_of": summary_of, "cover_of": cover_of}
    app.jinja_env.filters |= {"paragraphs": paragraphs, "points": figure, "hours": figure}
    app.jinja_env.filters |= {"to_sources": to_sources, "in_fours": grouped, "percent": percent, "spent": spent}
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def _take_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Speak the URL's language; without one, the browser's."""
    language = (values or {}).pop("lang", None)
    g.has_language = language is not None
    speak(language or preferred_language())


def _give_language(endpoint: str, values: dict[str, Any]) -> None:
    if "lang" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "lang"):
        values["lang"] = current_language()


def _link(endpoint: str, **values: Any) -> str:
    """url_for() for templates: an address depends on nothing but this, and making one takes as long as a query."""
    key = (endpoint, current_language(), request.script_root, *sorted(values.items(), key=itemgetter(0)))
    return _links.get(key, lambda: url_for(endpoint, **values))


_links: Kept[str] = Kept(2_000_000)


def preferred_language() -> str:
    """What the browser asks for, as far as we speak it."""
    return request.accept_languages.best_match(LANGUAGES) or DEFAULT


def alternates() -> dict[str, str]:
    """This page in each language."""
    if not g.get("has_language"):
        return {language: f"/{language}/" for language in LANGUAGES}
    rest = _address()[3:]
    return {language: f"/{language}{rest}" for language in LANGUAGES}


def _address() -> str:
    """Where this page can be got again: an address that only takes forms cannot, the form's own page can."""
    if request.method in ("GET", "HEAD") or (request.url_rule and "GET" in (request.url_rule.methods or ())):
        return request.full_path.rstrip("?")
    page = own_page() or ""
    return page if page[1:3] in LANGUAGES and page[3:4] == "/" else f"/{current_language()}/"


def when(moment: datetime) -> str:
    """When something was saved: the time, with its day if that is not today."""
    shown = calendar()
    is_today = shown.today(moment) == shown.today(now())
    return shown.clock(moment) if is_today else shown.short_moment(moment)


def figure(number: float) -> str:
    """A number as the language writes it, without needless decimals: 2 · 2,5 · 2.5"""
    return _figure(number, current_language())


@lru_cache(maxsize=4096)
def _figure(number: float, language: str) -> str:
    """Tables have the same few hundreds of times, and Babel takes its time."""
    return format_decimal(number, format="0.##", locale=language)


def percent(share: float | None) -> str:
    """A share of 0 to 1; a dash for what is not defined."""
    return "–" if share is None else f"{round(share * 100)}\u00a0%"


def spent(seconds: float | None) -> str:
    """1:05, minutes and seconds; a dash for what is not known."""
    return "–" if seconds is None else f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def with_sources(words: Words, sources_url: str) -> Words:
    """A question outside its lesson: its citations lead to the course's table of sources."""
    feedback = {option: to_sources(html, sources_url) for option, html in words.option_feedback.items()}
    return replace(words, option_feedback=feedback, feedback=to_sources(words.feedback, sources_url))


def to_sources(html: str, sources_url: str) -> str:
    """Words outside their lesson: their citations lead to the course's table of sources."""
    return html.replace('href="#source-', f'href="{sources_url}#source-')


def paragraphs(text: str) -> Markup:
    """People's own plain words as HTML: lines and paragraphs kept, nothing else."""
    blocks = [block.strip() for block in text.replace("\r\n", "\n").split("\n\n") if block.strip()]
    lines = [Markup("<br>").join(block.split("\n")) for block in blocks]
    return Markup("").join(Markup("<p>%s</p>") % line for line in lines)


def _known_to_all() -> dict[str, Any]:
    return {
        "lang": current_language(),
        "me": find_current(),
        "display": chosen(),
        "alternates": alternates(),
        "support_email": settings().support_email,
    }
