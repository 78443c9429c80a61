"""HTML from elsewhere as a small, harmless tree: only what a text is made of stands in it."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

import nh3

from helpcourse.content.mistakes import Phrase, phrase

_DEEPEST = 60  # elements within each other; a parser of HTML takes the square of it in time
_TAGS = frozenset(
    {
        *(
            "p",
            "div",
            "br",
            "hr",
            "blockquote",
            "pre",
            "code",
            "kbd",
            "samp",
            "tt",
            "em",
            "i",
            "strong",
            "b",
            "a",
            "img",
        ),
        *("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "sup", "sub", "u", "s", "del", "ins"),
        *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "section", "article"),
    }
)
_ATTRIBUTES = {
    "a": {"href", "title", "class", "data-names"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "div": {"class"},
    "th": {"colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "code": {"class"},
}
_SCHEMES = {"http", "https", "mailto", "data", "source", "term"}
_VOID = frozenset({"br", "hr", "img"})
_UNCLOSED = frozenset(
    {"p", "li", "dt", "dd", "tr", "td", "th", "br", "hr", "img", "input", "meta", "link", "col", "wbr"}
)
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)")
_DROPPED = {  # what nh3 leaves out with all that is in it, or without what it is for
    "script": phrase("a script is left out"),
    "style": phrase("style rules are left out"),
    "math": phrase("a formula (MathML) is left out: write it in words, or as a picture"),
    "svg": phrase("a drawing (SVG) is left out: export it as PNG"),
    "iframe": phrase("an embedded page is left out"),
    "object": phrase("an embedded object is left out"),
    "embed": phrase("an embedded object is left out"),
    "audio": phrase("a sound is left out: a question has none"),
    "video": phrase("a video is left out: a question has none"),
    "form": phrase("a form is left out"),
    "input": phrase("a form is left out"),
    "button": phrase("a form is left out"),
}
_WITH_CONTENT = {"script", "style", "math", "svg", "iframe", "object", "audio", "video"}


@dataclass(slots=True)
class Node:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node | str"] = field(default_factory=list)

    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

    def all(self, *tags: str) -> list["Node"]:
        """The nodes of these names directly within, or within what only groups them."""
        found: list[Node] = []
        for child in self.children:
            if isinstance(child, Node):
                found += [child] if child.tag in tags else child.all(*tags) if child.tag in _GROUPS else []
        return found


_GROUPS = frozenset({"thead", "tbody", "tfoot", "div"})


def read_html(html: str) -> tuple[Node, list[Phrase]]:
    """The tree, and what of the text does not stand in it."""
    if _depth(html) > _DEEPEST:
        return Node("", {}, [re.sub(r"<[^<>]*>", " ", html)]), [phrase("nested too deep: kept as plain words")]
    told = [
        _DROPPED[tag] for tag in dict.fromkeys(match[2].lower() for match in _TAG.finditer(html)) if tag in _DROPPED
    ]
    safe = nh3.clean(
        html,
        tags=set(_TAGS),
        clean_content_tags=_WITH_CONTENT,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=None,
    )
    reader = _Reader()
    reader.feed(safe)
    reader.close()
    return reader.top, list(dict.fromkeys(told))


def _depth(html: str) -> int:
    deepest = depth = 0
    for match in _TAG.finditer(html):
        if match[2].lower() not in _UNCLOSED:
            depth = max(0, depth + (-1 if match[1] else 1))
            deepest = max(deepest, depth)
    return deepest


class _Reader(HTMLParser):
    """Reads what nh3 wrote, which is well-formed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.top = Node("")
        self._open = [self.top]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(node)
        if tag not in _VOID:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID and len(self._open) > 1:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)
