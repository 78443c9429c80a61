"""Our Markdown as HTML for elsewhere: links lead to the official texts, and still say what they name."""

import re
from collections.abc import Callable
from html import escape

from markdown import Markdown
from markdown.extensions.tables import TableExtension

from helpcourse.content.gaps import marked, with_gaps

Target = Callable[[str], str]  # "source:CAT/2.2" -> an address that leads somewhere outside of our pages

_EXTENSIONS = ("attr_list", "def_list", "abbr", "sane_lists", "fenced_code", "footnotes")
_OURS = re.compile(r'<a href="((?:source|term):[^"]*)"')
_LINK = re.compile(r"\]\(((?:source|term):[\w./-]*)\)")
_CODE = re.compile(r"(```.*?```|~~~.*?~~~|(?<![\\`])(`+)(?!`).+?(?<!`)\2(?!`))", re.DOTALL)
_PICTURE = re.compile(r'(<img [^>]*?src=")media/')
_PARAGRAPH = re.compile(r"<p>((?:(?!</?p>).)*)</p>", re.DOTALL)


def plain_html(markdown: str) -> str:
    """As any reader of Markdown would draw it, HTML within it included: not safe."""
    return Markdown(extensions=[*_EXTENSIONS, TableExtension(use_align_attribute=True)]).convert(markdown)


class Drawing:
    """Draws texts of ours for one file; their own HTML is shown as text, as on our pages. Not thread-safe."""

    def __init__(self, target: Target, media: str = "media/", named: str = "title") -> None:
        self._target, self._media, self._named = (
            target,
            media,
            named,
        )  # `named`: the attribute that says what a link names
        self._markdown = Markdown(extensions=[*_EXTENSIONS, TableExtension(use_align_attribute=True)])
        self._markdown.preprocessors.deregister("html_block")
        self._markdown.inlinePatterns.deregister("html")

    def text(self, markdown: str) -> str:
        """Paragraphs, lists, tables."""
        if not markdown:
            return ""
        self._markdown.reset()
        drawn = _PICTURE.sub(rf"\g<1>{self._media}", self._markdown.convert(markdown))
        return _OURS.sub(lambda link: f'<a href="{escape(self._target(link[1]))}" {self._named}="{link[1]}"', drawn)

    def line(self, markdown: str) -> str:
        """The same without the paragraph around it, where it is one."""
        drawn = self.text(markdown)
        found = _PARAGRAPH.fullmatch(drawn)
        return found[1] if found else drawn

    def with_gaps(self, markdown: str, shown: Callable[[int], str]) -> str:
        """A text with what stands for its gaps, by their numbers."""
        return with_gaps(self.text(marked(markdown)), shown)


def for_elsewhere(markdown: str, target: Target) -> str:
    """Markdown with links that lead somewhere, and say in their titles what they name."""
    pieces = _CODE.split(markdown)
    words = [
        _LINK.sub(lambda link: f'](<{target(link[1])}> "{link[1]}")', piece) if place % 3 == 0 else piece
        for place, piece in enumerate(pieces)
    ]
    return "".join(piece for place, piece in enumerate(words) if place % 3 != 2)
