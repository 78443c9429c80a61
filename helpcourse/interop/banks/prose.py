"""Texts that are nothing but a paragraph of words: there is nothing to convert, and nothing can be lost of them.

Most texts of most banks are such. Each of the others takes a parser of HTML, often Markdown too: thirty times as long.
"""

import re
from html import unescape

# No quantifier gives anything back, so that no text takes long.
_SIGNS = r"""[^\W_]|[ \u00a0.,;:?!()'"“”«»„’‘–—…%№§/+=-]"""
_PROSE = rf"[^\W_](?:{_SIGNS})*+"  # no sign first: no line begins a list, a quotation or an answer
_BARE = re.compile(rf"\s*+({_PROSE})\s*+")
_PARAGRAPH = re.compile(rf"\s*+<p(?: [^<>]*+)?>\s*+({_PROSE})</p>\s*+")
_SAYS_NOTHING = re.compile(r"</?span(?: [^<>]*+)?>|<br ?/?>(?=\s*+</p>)")
_QUOTES = re.compile(r"&(?:nbsp|quot|laquo|raquo|ldquo|rdquo|lsquo|rsquo|ndash|mdash|hellip|#39);")
_NO_PROSE = re.compile(r"(?:[a-z_]+:|\d+[.)])(?:\s|$)")  # a header, a list
_SPACES = re.compile(r" {2,}")

_STRESSED = re.compile(
    rf"""(?<![^\s(«“„"])(\*\*?)([^\W_](?:{_SIGNS})*+(?<=[^\W_]))\1(?![^\s.,;:?!)»”"])"""
)  # as Markdown stresses words wherever they stand
_MARKED = re.compile(r"[][_|~^{}<>&*`\\]")


def words_of(text: str, *, is_html: bool) -> str:
    """As they stand in our Markdown; empty if the text must be converted."""
    if is_html and ("<" in text or "&" in text):
        text = _QUOTES.sub(lambda sign: unescape(sign[0]), _SAYS_NOTHING.sub("", text))
    found = _BARE.fullmatch(text) or (_PARAGRAPH.fullmatch(text) if is_html else None)
    if not found or "::" in text or _NO_PROSE.match(found[1]):
        return ""
    return _SPACES.sub(" ", found[1]).strip()


def unstressed(markdown: str) -> str | None:
    """What the reader sees of Markdown with no marks but stressed words; None if it must be rendered to know."""
    words = _STRESSED.sub(r"\2", markdown)
    return None if _MARKED.search(words) else words
