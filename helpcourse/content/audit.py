"""What may stand in rendered HTML: the last look at every text before it can reach a page."""

import re
from html.parser import HTMLParser

from helpcourse.content.links import Problem
from helpcourse.content.mistakes import Phrase, phrase

_TAGS = frozenset(
    {
        *("p", "br", "hr", "div", "blockquote", "pre", "code", "em", "strong", "sup", "abbr", "a"),
        *("h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    }
)
_ATTRIBUTES = frozenset({"id", "class", "lang", "title"})
_ATTRIBUTES_OF = {
    "a": frozenset({"href"}),
    "ol": frozenset({"start"}),
    "img": frozenset({"src", "alt", "width", "height"}),
}
_OUR_PICTURE = re.compile(r"/media/[0-9a-f]{64}\.[a-z0-9]+")  # as it is drawn if the course has it
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_GOOD_LINK = re.compile(r"https?://[^/\s]+.*|mailto:[^\s@]+@[^\s@]+|#.+", re.IGNORECASE | re.DOTALL)
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028\u2029\ufeff]")


class Audit(HTMLParser):
    """Reads a piece of HTML and keeps what must not be there, its ids and the places in the page that it links to."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.problems: list[Problem] = []
        self.ids: list[str] = []
        self.fragments: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img" and not _OUR_PICTURE.fullmatch(dict(attrs).get("src") or ""):
            self._refuse(
                phrase("a picture"),
                phrase("show it in a block `::: media its-id`; in a question write `![what it shows](media/its-file)`"),
                "![",
            )
        elif tag in ("h1", "h2"):
            self._refuse(phrase("a heading of the page's own rank"), phrase("use `###` here"), "#")
        elif tag not in _TAGS and tag != "img":
            self._refuse(phrase("HTML `<%(tag)s`", tag=tag), phrase("write it in Markdown"), f"<{tag}")
        for name, value in attrs:
            self._attribute(tag, name, value or "")

    def handle_comment(self, data: str) -> None:
        self._refuse(phrase("an HTML comment"), phrase("remove it"), "<!--")

    def handle_decl(self, decl: str) -> None:
        self._refuse(phrase("an HTML declaration"), phrase("remove it"), "<!")

    def handle_pi(self, data: str) -> None:
        self._refuse(phrase("a processing instruction"), phrase("remove it"), "<?")

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if name == "href" and tag == "a":
            self._link(value)
        elif name not in _ATTRIBUTES and name not in _ATTRIBUTES_OF.get(tag, ()):
            if tag in _TAGS:
                self._refuse(
                    phrase("the attribute `%(name)s`", name=name),
                    phrase("only an id, a class or a language may be set"),
                    name,
                )
        elif name == "id":
            self.ids.append(value)

    def _link(self, href: str) -> None:
        if href.startswith(("source:", "term:")):
            return  # left as it is because it names nothing, which is told already
        if _UNSEEN.search(href) or not _GOOD_LINK.fullmatch(href):
            scheme = _SCHEME.match(_UNSEEN.sub("", href))
            what = (
                phrase("a link of the kind `%(scheme)s`", scheme=scheme[0].lower())
                if scheme
                else phrase("a link that leads nowhere")
            )
            self._refuse(what, phrase("link to http(s), mailto, `source:` or `term:`"), f"({href}" if href else "()")
        elif href.startswith("#"):
            self.fragments.append(href[1:])

    def _refuse(self, what: Phrase, remedy: Phrase, needle: str) -> None:
        self.problems.append(Problem(what, remedy, needle))


def audit(html: str) -> Audit:
    reader = Audit()
    reader.feed(html)
    reader.close()
    return reader
