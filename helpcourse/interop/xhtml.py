"""Our HTML as well-formed XML, with its ids, links and headings fitted to where it is put."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser

_VOID = frozenset({"br", "col", "hr", "img", "wbr"})
_SILENT = frozenset({"script", "style", "template"})  # neither they nor what is in them
_LEFT_OUT = frozenset({"audio", "button", "embed", "form", "iframe", "input", "object", "source", "track", "video"})
_FOLDED = frozenset({"details", "summary"})  # paper cannot unfold
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NO_NAME = re.compile(r"[^\w.-]")
_HEADING = re.compile(r"h[1-6]")
_DEEPEST = 6


def _same(name: str) -> str:
    return name


@dataclass(frozen=True, slots=True)
class Fitting:
    """What changes on the way; without arguments nothing does but the syntax."""

    id_: Callable[[str], str] = _same
    href: Callable[[str], str] = _same  # empty: the link becomes plain words
    deeper: int = 0  # by how many ranks headings sink
    src: Callable[[str], str] | None = None  # of pictures; without it their words stand for them


def fitted(html: str, fitting: Fitting) -> str:
    writer = _Writer(fitting)
    writer.feed(html)
    writer.close()
    return writer.written()


def xml_id(*parts: str) -> str:
    """A name that XML takes as an id, if the first part begins with a letter: it knows no colons."""
    return ".".join(_NO_NAME.sub(".", part) for part in parts)


class _Writer(HTMLParser):
    """Writes what it reads; closes what was left open."""

    def __init__(self, fitting: Fitting) -> None:
        super().__init__(convert_charrefs=True)
        self._fitting = fitting
        self._parts: list[str] = []
        self._open: list[str] = []  # as they were read
        self._silent = 0

    def written(self) -> str:
        for tag in reversed(self._open):
            self._parts.append(f"</{self._name(tag)}>")
        self._open.clear()
        return "".join(self._parts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "img" and not self._silent and self._fitting.src is None:
            self._parts.append(_text(dict(attrs).get("alt") or ""))  # its words; the picture is not in the file
        elif tag not in _LEFT_OUT and not self._silent:
            is_void = tag in _VOID
            self._parts.append(f"<{self._name(tag)}{self._attributes(attrs)}{'/' if is_void else ''}>")
            if not is_void:
                self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        if tag not in self._open:
            return
        while (last := self._open.pop()) != tag:
            self._parts.append(f"</{self._name(last)}>")
        self._parts.append(f"</{self._name(tag)}>")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._parts.append(_text(data))

    def _name(self, tag: str) -> str:
        if tag in _FOLDED:
            return "div"
        return f"h{min(int(tag[1]) + self._fitting.deeper, _DEEPEST)}" if _HEADING.fullmatch(tag) else tag

    def _attributes(self, attrs: list[tuple[str, str | None]]) -> str:
        named = {name: value or "" for name, value in attrs if not name.startswith("on") and name != "open"}
        if "id" in named:
            named["id"] = self._fitting.id_(named["id"])
        if "src" in named and self._fitting.src:
            named["src"] = self._fitting.src(named["src"])
        if "href" in named and not (target := self._fitting.href(named.pop("href"))):
            named = {name: value for name, value in named.items() if name not in ("hreflang", "rel")}
        elif "href" in dict(attrs):
            named = {"href": target, **named}
        return "".join(f' {name}="{escape(_NO_XML.sub("", value))}"' for name, value in named.items())


def _text(text: str) -> str:
    return escape(_NO_XML.sub("", text), quote=False)
