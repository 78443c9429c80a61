"""What the first visit to a page weighs on the wire: its HTML, styles, scripts, and the fonts that its letters need."""

import gzip
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin

import zstandard

from tests.wire import Answer, ask, get

_LINKED = re.compile(r'<(?:link rel="stylesheet" href|script src)="([^"]+)"')
_FONT = re.compile(r"@font-face\s*\{[^}]*?url\(([^)]+)\)[^}]*?unicode-range:([^;}]+)")
_TAG = re.compile(r"<[^>]*>")
_UNPACK: dict[str, Callable[[bytes], bytes]] = {"gzip": gzip.decompress, "zstd": zstandard.decompress}


@dataclass(frozen=True, slots=True)
class Part:
    path: str
    size: int  # bytes on the wire, without headers

    @property
    def is_font(self) -> bool:
        return "/fonts/" in self.path


Fetch = Callable[[str], Answer]


def over(port: int, **headers: str) -> Fetch:
    """Fetches from a server, as a browser with these headers does."""
    return lambda path: ask(port, get(path, accept_encoding="gzip, deflate, br", **headers))


def parts(fetch: Fetch, path: str) -> list[Part]:
    """The page and all that a browser fetches for it, none of it in its cache."""
    page = _fetched(fetch, path)
    found = [Part(path, len(page.body))]
    html = _text(page)
    for url in _LINKED.findall(html):
        linked = _fetched(fetch, url)
        found.append(Part(url, len(linked.body)))
        found += [Part(font, len(_fetched(fetch, font).body)) for font in _fonts(url, _text(linked), html)]
    return found


def report(found: list[Part]) -> str:
    lines = [f"{part.size:>8,} {part.path}" for part in found]
    return "\n".join([*lines, f"{sum(part.size for part in found):>8,} bytes: the first visit, all together"])


def _fetched(fetch: Fetch, path: str) -> Answer:
    answer = fetch(path)
    assert answer.status == 200, f"{path}: {answer.status}"
    return answer


def _text(answer: Answer) -> str:
    unpack = _UNPACK.get(answer.headers.get("content-encoding", ""), bytes)
    return unpack(answer.body).decode()


def _fonts(url: str, css: str, html: str) -> list[str]:
    """Those that have a letter of the page; as if all of it were set in them."""
    letters = {ord(letter) for letter in _TAG.sub("", html)}
    return [urljoin(url, font) for font, ranges in _FONT.findall(css) if any(_is_in(ranges, one) for one in letters)]


def _is_in(ranges: str, letter: int) -> bool:
    """`U+401-44F, U+451`: whether it has the letter."""
    for span in ranges.split(","):
        first, _, last = span.strip().removeprefix("U+").partition("-")
        if int(first, 16) <= letter <= int(last or first, 16):
            return True
    return False
