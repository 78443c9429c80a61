"""The text of a lesson as HTML: what is the same for all is drawn once and kept, the reader's own parts each time.

Drawing a lesson anew for everybody cost two thirds of the page's time.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from cachetools import LRUCache
from flask import current_app
from flask_wtf.csrf import generate_csrf
from jinja2 import Environment
from markupsafe import Markup

from helpcourse.content.compiled import LessonOutline, LessonPage
from helpcourse.learning.queries import LessonState
from helpcourse.web.lesson_view import ShownPiece, shown_pieces
from helpcourse.web.wording import COUNTRIES

_TOKEN = "\x00csrf\x00"  # stands in kept HTML for the token of whoever reads; cannot occur in a text
_KEPT = 600  # lessons × languages × countries; some 40 kB each


@dataclass(frozen=True, slots=True)
class Reading:
    """For whom a lesson is drawn; two readers alike in all this see the same, but for what they have answered."""

    edition_id: int
    lesson_url: str
    source_url: str  # the same lesson in the course's source language
    language: str
    country: str  # whose law is unfolded
    is_enrolled: bool
    is_logged_in: bool
    today: date


@dataclass(frozen=True, slots=True)
class Drawn:
    """A lesson as somebody sees it who has answered nothing."""

    pieces: Mapping[str, str]  # block id -> HTML
    apparatus: str


_drawn: LRUCache[Reading, Drawn] = LRUCache(_KEPT)
_lock = threading.Lock()


def article(lesson: LessonOutline, page: LessonPage, state: LessonState, reading: Reading) -> Markup:
    """The whole text with the reader's answers and notes in their places."""
    blank = _blank(lesson, page, reading)
    own = {*state.answers, *state.reflections}
    shown = shown_pieces(page, lesson, state, reading.country) if own else []
    live = {one.piece.id: _draw(one, reading) for one in shown if one.piece.id in own}
    html = "".join(live.get(id_, kept) for id_, kept in blank.pieces.items()) + blank.apparatus
    return Markup(html.replace(_TOKEN, generate_csrf()))  # noqa: S704 - drawn by our templates, which escape


def _blank(lesson: LessonOutline, page: LessonPage, reading: Reading) -> Drawn:
    with _lock:
        kept = _drawn.get(reading)
    if kept is None:
        shown = shown_pieces(page, lesson, LessonState(), reading.country)
        kept = Drawn({one.piece.id: _draw(one, reading) for one in shown}, _apparatus(page, reading))
        with _lock:
            _drawn[reading] = kept
    return kept


def _draw(one: ShownPiece, reading: Reading) -> str:
    return str(_macros(_environment(), "components/pieces.html", reading.language).draw(one, reading))


def _apparatus(page: LessonPage, reading: Reading) -> str:
    return str(_macros(_environment(), "components/apparatus.html", reading.language).apparatus(page))


def _environment() -> Environment:
    return current_app.jinja_env


@cache
def _macros(environment: Environment, template: str, language: str) -> Any:
    """A template's macros, made once a language: importing them with context costs as much as drawing."""
    known = {"lang": language, "csrf_token": lambda: _TOKEN, "country_names": COUNTRIES}
    return environment.get_template(template).make_module(known)
