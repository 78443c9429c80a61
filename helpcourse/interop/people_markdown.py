"""What people write in Markdown, as HTML that is safe on any page."""

import re
from functools import lru_cache
from html import escape

import nh3
from markdown import Markdown

from helpcourse.content.bounds import excess

_EXTENSIONS = ("sane_lists", "nl2br")
_TAGS = {"p", "br", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code", "pre", "hr", "h3"}
_ATTRIBUTES = {"a": {"href"}}
_SCHEMES = {"http", "https", "mailto"}
_HEADING = re.compile(r"<(/?)h[1-6]>")


@lru_cache(maxsize=512)
def to_html(markdown: str) -> str:
    """Paragraphs, lists, quotations, links, headings of one size (h3); HTML stays text, pictures are left out."""
    if excess(markdown) is not None:
        return f"<p>{escape(markdown)}</p>"
    converter = Markdown(extensions=_EXTENSIONS)
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    html = _HEADING.sub(r"<\1h3>", converter.convert(markdown))
    return nh3.clean(
        html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel="nofollow noopener noreferrer"
    )


def is_readable(markdown: str) -> bool:
    """Whether it can be laid out: not thousands of brackets, not lists twenty deep."""
    return excess(markdown) is None
