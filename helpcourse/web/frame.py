"""The head and the end of every page, and a course's outline: drawn once for all who see the same."""

from collections.abc import Mapping

from flask import get_flashed_messages
from markupsafe import Markup

from helpcourse.accounts.queries import Me
from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.learning.queries import Progress
from helpcourse.learning.standing import Standing, standings_of
from helpcourse.web.access import find_current
from helpcourse.web.extensions import db
from helpcourse.web.fragments import Kept, macros, with_token
from helpcourse.web.i18n import current_language, gettext
from helpcourse.web.outline import mark_of, outline_of
from helpcourse.web.pace import pace_of
from helpcourse.web.pages import alternates

_PATH = "\x00path\x00"  # stands in the kept head for the page's path after its language
_FRAME = "components/frame.html"
_KINDS = ("success", "info", "warning", "error")

_bars: Kept[str] = Kept(8_000_000)
_feet: Kept[str] = Kept(1_000_000)
_outlines: Kept[str] = Kept(24_000_000)  # of a course of forty lessons one takes 30,000


def bar(section: str | None = None, *, has_languages: bool = True) -> Markup:
    """The head of a page; `section` is the link of the menu that the page belongs to."""
    return with_token(bar_html(section, has_languages=has_languages))


def bar_html(section: str | None, *, has_languages: bool = True) -> str:
    """The same, still without the reader's token."""
    person = find_current()
    key = (has_languages, *_bar_key(section, person))
    html = _bars.get(key, lambda: _draw_bar(section, person, has_languages=has_languages))
    return html.replace(_PATH, str(Markup.escape(alternates()["kk"][3:])))


def foot() -> Markup:
    return with_token(_feet.get(current_language(), lambda: str(macros(_FRAME).foot())))


def notices() -> Markup:
    """What has just happened, said once."""
    told: list[tuple[str, str]] = get_flashed_messages(with_categories=True)  # type: ignore[assignment]  # pairs, with categories
    draw = macros("components/notice.html").notice
    return Markup("").join(draw(kind if kind in _KINDS else "info", text, role="status") for kind, text in told)


def outline(edition: ServedEdition, progress: Progress | None, now_at: str) -> Markup:
    """A course's contents beside its lessons, `now_at` among them; with what is finished, for who is enrolled."""
    done = frozenset(progress.done) if progress else None
    standings = standings_for(edition, progress)
    marks = tuple((id_, mark_of(standing)) for id_, standing in standings.items())
    key = (current_language(), edition.course.digest, done, marks, now_at, pace_of(progress).key)
    return Markup(_outlines.get(key, lambda: _draw_outline(edition, progress, standings, now_at)))  # noqa: S704 - drawn by our templates


def standings_for(edition: ServedEdition, progress: Progress | None) -> Mapping[str, Standing]:
    """How this reader stands with the tests of the course; asks nothing where none was begun."""
    if progress is None or not progress.has_tried:
        return {}
    return standings_of(db.session, progress.enrolment_id, edition.course)


def _bar_key(section: str | None, person: Me | None) -> tuple[object, ...]:
    if person is None:
        return current_language(), section
    return (
        current_language(),
        section,
        person.name,
        person.initials,
        person.is_tutor,
        person.is_admin,
        person.unseen_shown,
    )


def _draw_bar(section: str | None, person: Me | None, *, has_languages: bool) -> str:
    pages = {language: f"/{language}{_PATH}" for language in ("kk", "ru", "en") if has_languages}
    return str(macros(_FRAME).bar(section, person, pages))


def _draw_outline(
    edition: ServedEdition, progress: Progress | None, standings: Mapping[str, Standing], now_at: str
) -> str:
    listed = outline_of(edition, progress, gettext("Final test"), standings=standings, now_at=now_at)
    done, total = (listed.done, listed.total) if progress else (None, None)
    draw = macros("components/outline.html").outline
    return str(draw(listed.title, listed.url, listed.modules, done, total, listed.test, listed.next_deadline))
