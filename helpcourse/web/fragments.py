"""Pieces of HTML that many readers share: drawn once, kept, and given each reader's own token."""

import hashlib
import re
import sys
import threading
from collections.abc import Callable, Hashable, Iterable
from functools import cache
from typing import Any, Generic, TypeVar

from cachetools import LRUCache
from flask import Response, current_app, session
from flask_wtf.csrf import generate_csrf
from jinja2 import Environment
from markupsafe import Markup

from helpcourse.web.i18n import current_language
from helpcourse.web.wording import COUNTRIES

TOKEN = "\x00csrf\x00"  # stands in kept HTML for the token of whoever reads; cannot occur in a text

_MARKS = re.compile("(\x00[a-z]+\x00)")
_INDENT = re.compile(r"\n[ \t]+")
_SHOWN = ("<pre", "<textarea")
_WITH_SPACES = re.compile(r"(<pre.*?</pre>|<textarea.*?</textarea>)", re.DOTALL)
_TOKEN_PIECE = TOKEN.encode()
_OF_SESSION = "csrf_token"  # where Flask-WTF keeps what all tokens of a session are made of

T = TypeVar("T")

Cut = tuple[bytes, ...]  # HTML cut at its marks, which are pieces of their own


_OF_A_KEY = 500  # bytes, with its place in the table


def weight(made: object) -> int:
    """Bytes of memory that pieces of HTML take, about."""
    if isinstance(made, tuple):
        return sum(map(weight, made))
    return sys.getsizeof(made)


class Kept(Generic[T]):
    """What was made for a key, up to some bytes; the key must hold all that it was made of."""

    def __init__(self, most_bytes: int, weigh: Callable[[T], int] = weight) -> None:
        self._made: LRUCache[Hashable, T] = LRUCache(most_bytes, lambda made: min(weigh(made) + _OF_A_KEY, most_bytes))
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        with self._lock:
            known = self._made.get(key)
        if known is None:
            known = make()
            with self._lock:
                self._made[key] = known
        return known


class KeptOnce(Kept[T]):
    """The same for what takes long to make: whoever comes meanwhile waits, and nothing is made twice."""

    def __init__(self, most_bytes: int) -> None:
        super().__init__(most_bytes)
        self._making = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        with self._making:
            return super().get(key, make)


def macros(template: str) -> Any:
    """A template's macros in the language that is spoken; importing them anew costs as much as drawing."""
    return _macros(current_app.jinja_env, template, current_language())


def with_token(html: str) -> Markup:
    """Kept HTML with this reader's CSRF token in its forms."""
    return Markup(html.replace(TOKEN, generate_csrf()) if TOKEN in html else html)  # noqa: S704 - drawn by our templates, which escape


def cut(html: str) -> Cut:
    """HTML at its marks: what differs is then put in without going through the rest, or encoding it, again."""
    return tuple(piece.encode() for piece in _MARKS.split(_dense(html)) if piece)


def _dense(html: str) -> str:
    """Without the spaces that templates begin their lines with; where spaces are shown they stay."""
    return "".join(part if part.startswith(_SHOWN) else _INDENT.sub("\n", part) for part in _WITH_SPACES.split(html))


def page_with_token(pieces: Iterable[bytes]) -> Response:
    """A whole page out of its pieces, with this reader's CSRF token in its forms.

    Its tag stays while the page and the session do: the token is written anew each second, but an older one is as good.
    """
    found, token = list(pieces), generate_csrf().encode()
    response = Response(b"".join([token if piece == _TOKEN_PIECE else piece for piece in found]))
    tag = hashlib.sha256(session[_OF_SESSION].encode())
    tag.update(b"".join(found))
    response.set_etag(tag.hexdigest()[:24], weak=True)
    return response


@cache
def _macros(environment: Environment, template: str, language: str) -> Any:
    known = {"lang": language, "csrf_token": lambda: TOKEN, "country_names": COUNTRIES}
    return environment.get_template(template).make_module(known)
