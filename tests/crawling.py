"""A walk over the whole site, as each of the cast, from link to link."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin, urlsplit

from flask import Flask
from lxml import html
from lxml.html import HtmlElement
from werkzeug.test import TestResponse

from tests.faults import faults
from tests.pages import PageClient
from tests.routes import Route, routes
from tests.test_access import LED_BY_MORE, expected
from tests.world import World

# Who has what of their own: nothing, a paper, an attempt that is open, nothing yet, and the three of the staff.
WALKERS = {
    "visitor": "aigerim",
    "aigerim": "aigerim",
    "saltanat": "saltanat",
    "nurlan": "aigerim",
    "dana": "aigerim",
    "yerlan": "aigerim",
    "gulnara": "aigerim",
}
# Of one address with different questions to it, which multiply without end; what a filter or an order does is seen in
# one language.
VARIANTS = {"kk": 4, "ru": 1, "en": 1}
_FILLED = re.compile(r"\{\w+\}")  # by a script
_NO_PAGES = re.compile(r"^/(?:static|media)/|/(?:kk|ru|en)/logout$")

_READ_ALOUD = ("alt", "title", "aria-label", "aria-description", "aria-roledescription", "placeholder", "label")
_FOR_SCRIPTS = re.compile(r"[^\W\d_][^/={}]* [^/={}]*[^\W\d_]")  # words that a script shows, and no code


@dataclass(frozen=True)
class File:
    """What a page gives away."""

    path: str
    mimetype: str
    content: bytes


@dataclass
class Walk:
    """What was met: everything that is wrong, and every text with its language and a page where it stands."""

    wrong: list[str] = field(default_factory=list)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)  # (language, text) -> page
    paths: set[str] = field(default_factory=set)
    pages: dict[str, bytes] = field(default_factory=dict)  # the first of each route, by its name
    files: dict[tuple[str, str], "File"] = field(default_factory=dict)  # (endpoint, type) -> the first of them

    def say(self, where: str, what: str) -> None:
        self.wrong.append(f"{where}: {what}")


class Walker:
    """One member of the cast on a walk in one language."""

    def __init__(self, app: Flask, world: World, name: str, language: str) -> None:
        self.app, self.world, self.name, self.language = app, world, name, language
        self.client = PageClient(app)
        if name != "visitor":
            self.client.log_in(world.cast[name])
        self.walk = Walk()
        self.adapter = app.url_map.bind("localhost")
        self.ids: dict[str, set[str]] = {}  # page -> the ids on it
        self.anchors: set[tuple[str, str, str]] = set()  # page, target, id
        self.queries: dict[str, set[str]] = {}  # address -> the questions to it that were followed

    def go(self) -> Walk:
        """Follow every link from the pages that are theirs, then send every form empty."""
        mine = [route for route in self._routes() if self._is_open(route)]
        waiting = [route.path for route in mine if route.method == "GET"]
        seen = set(waiting)
        while waiting:
            for link in self._visit(waiting.pop()):
                if link not in seen and self._is_new(link):
                    seen.add(link)
                    waiting.append(link)
        for page, target, id_ in sorted(self.anchors):
            if id_ not in self.ids.get(target, {id_}):
                self.walk.say(page, f"link to #{id_}, which is not there")
        for route in mine:
            if route.method == "POST" and route.endpoint != "auth.log_out":
                self._send_empty(route)
        return self.walk

    def _routes(self) -> list[Route]:
        return [
            route
            for route in routes(self.app, self.world, WALKERS[self.name], self.language)
            if route.endpoint not in LED_BY_MORE and route.endpoint != "static"
        ]

    def _is_open(self, route: Route) -> bool:
        return expected(self.name, WALKERS[self.name], route) == "open"

    def _visit(self, path: str) -> Iterator[str]:
        """Look at one page; the addresses that it leads to."""
        response = self.client.client.get(path)
        self.walk.paths.add(path)
        if response.status_code in (301, 302, 303, 307, 308):
            yield from self._inner(path, response.headers["Location"])
        elif response.status_code != 200:
            self.walk.say(path, f"{response.status_code} for {self.name}")
        elif response.mimetype == "text/html" and "Content-Disposition" not in response.headers:
            page = self._look(path, response.get_data())
            for link in page.xpath("//a/@href|//form[not(@method) or @method='get']/@action"):
                yield from self._inner(path, str(link))
        else:
            self._keep(path, response)
        response.close()

    def _keep(self, path: str, response: TestResponse) -> None:
        endpoint, _values = self.app.url_map.bind("localhost").match(urlsplit(path).path)
        file = File(path, response.mimetype or "", response.get_data())
        self.walk.files.setdefault((endpoint, file.mimetype), file)

    def _inner(self, page: str, link: str) -> Iterator[str]:
        """The address on this site and in this language that a link leads to, if it does."""
        target, id_ = urldefrag(urljoin(f"http://localhost{page}", link))
        if urlsplit(target).netloc != "localhost":
            return
        path = target.removeprefix("http://localhost")
        if id_:
            self.anchors.add((page, path, id_))
        elsewhere = {"kk", "ru", "en"} - {self.language}
        if path.split("/")[1] not in elsewhere and not _NO_PAGES.search(path):
            yield path

    def _is_new(self, path: str) -> bool:
        """Whether to follow: a new address, or one of the first questions to a known one."""
        address, _, query = path.partition("?")
        asked = self.queries.setdefault(address, set())
        if query and len(asked) >= VARIANTS[self.language]:
            return False
        asked.add(query)
        return True

    def _send_empty(self, route: Route) -> None:
        """A form with its token and nothing else: what is said about it is a page too."""
        token = self.client.csrf_token()
        response = self.client.client.post(route.path, data={"csrf_token": token})
        if response.status_code >= 500:
            self.walk.say(route.path, f"an empty form: {response.status_code}")
        elif response.mimetype == "text/html" and response.status_code >= 400:
            self._look(f"POST {route.path}", response.get_data())

    def _look(self, where: str, content: bytes) -> HtmlElement:
        page = html.document_fromstring(content.decode())
        self.walk.pages.setdefault(self._name(where), content)
        for fault in faults(page):
            self.walk.say(where, fault)
        if page.get("lang") != self.language and not where.endswith("/verify"):
            self.walk.say(where, f"in {page.get('lang')}, not {self.language}")
        self.ids[where] = set(page.xpath("//@id"))
        for language, text in spoken(page):
            self.walk.texts.setdefault((language, text), where)
        return page

    def _name(self, where: str) -> str:
        """Of the route that this page is of."""
        method, _, path = where.rpartition(" ")
        endpoint, _values = self.adapter.match(path.partition("?")[0], method or "GET")
        return f"{endpoint}{'-' if method else ''}{method}"


def spoken(element: HtmlElement, language: str = "") -> Iterator[tuple[str, str]]:
    """All that is shown or read aloud, each with its language; not what is marked as no text to translate."""
    if not isinstance(element.tag, str) or element.tag in _NO_WORDS or element.get("translate") == "no":
        return
    language = element.get("lang") or language
    yield from _pieces(language, element.text, *map(element.get, _READ_ALOUD))
    yield from _pieces(language, *filter(_FOR_SCRIPTS.search, _given_to_scripts(element)))
    if element.tag == "meta" and element.get("name") == "description":
        yield from _pieces(language, element.get("content"))
    for child in element:
        yield from spoken(child, language)
        yield from _pieces(language, child.tail)


def _given_to_scripts(element: HtmlElement) -> Iterator[str]:
    yield from (_FILLED.sub(" ", value) for name, value in element.items() if name.startswith("data-"))


_NO_WORDS = {"script", "style", "code", "kbd"}


def _pieces(language: str, *texts: str | None) -> Iterator[tuple[str, str]]:
    for text in texts:
        if text and text.strip():
            yield language, " ".join(text.split())
