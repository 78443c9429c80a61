"""How a lesson, a part of it or a paragraph is cited, in words of the page's language."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import request

from helpcourse.accounts.models import Country
from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.content.compiled import Piece
from helpcourse.content.model import BlockKind
from helpcourse.content.passages import plain
from helpcourse.web.extensions import calendar, settings
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import lazy_gettext
from helpcourse.web.outline import title_of
from helpcourse.web.wording import COUNTRIES

_BESIDE = '<span class="second"'  # components/beside.html: a heading's translation, which is not cited

_NAMES: Mapping[BlockKind, Any] = {
    BlockKind.SECTION: lazy_gettext("Beginning of the lesson"),
    BlockKind.LEGAL: lazy_gettext("Legal text"),
    BlockKind.KEYPOINTS: lazy_gettext("Key points"),
    BlockKind.NOTE: lazy_gettext("Note"),
    BlockKind.WARNING: lazy_gettext("Important"),
    BlockKind.EXAMPLE: lazy_gettext("Example"),
    BlockKind.REFLECTION: lazy_gettext("Reflection"),
    BlockKind.CASE: lazy_gettext("Case study"),
    BlockKind.QUESTION: lazy_gettext("Knowledge check"),
}


def name_of(piece: Piece) -> str:
    """What a part of a lesson is called: by its heading, else by its kind."""
    if piece.heading:
        return plain(piece.heading.partition(_BESIDE)[0])
    if piece.kind is BlockKind.NATIONAL:
        return _("National law: %(country)s", country=COUNTRIES[Country(piece.country)])
    if piece.kind is BlockKind.MEDIA and piece.media:
        return piece.media.alt
    return str(_NAMES[piece.kind])


def name_of_paragraph(part: str, number: int | str) -> str:
    return _("%(part)s, paragraph %(number)s", part=part, number=number)


def citation(edition: ServedEdition, lesson: str, url: str, *, part: str = "", today: date) -> str:
    """With the day of the edition that was read and the day of reading, as for anything on the internet."""
    known = {
        "lesson": lesson,
        "course": title_of(edition),
        "edition": calendar().long_date(edition.published_at),
        "url": url,
        "today": calendar().short_date(today),
    }
    if part:
        return _(
            "%(lesson)s: %(part)s // %(course)s. – helpcourse, edition of %(edition)s. – URL: %(url)s "
            "(accessed: %(today)s).",
            part=part,
            **known,
        )
    return _(
        "%(lesson)s // %(course)s. – helpcourse, edition of %(edition)s. – URL: %(url)s (accessed: %(today)s).", **known
    )


def whole_url(path: str) -> str:
    """With the site's own address, for use elsewhere."""
    return (settings().site_url or request.url_root).rstrip("/") + path
