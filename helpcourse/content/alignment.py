"""Two texts side by side: which elements of rendered HTML stand beside which."""

import re

# Attributes never have a bare `>`: our renderer escapes it.
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b[^>]*?(/?)>", re.IGNORECASE)
_EMPTY = frozenset({"br", "hr", "img", "input", "source", "track", "wbr"})
_ID = re.compile(r' id="([^"]*)"')
_LINK = re.compile(r' href="#([^"]*)"')


def elements(html: str) -> list[str]:
    """The outermost elements in their order; no word is lost, not even one that stands outside of them."""
    found, start, depth = [], 0, 0
    for tag in _TAG.finditer(html):
        is_end, name, is_closed = tag.groups()
        if is_end:
            depth -= 1
        elif not is_closed and name.lower() not in _EMPTY:
            depth += 1
        if depth == 0:
            found.append(html[start : tag.end()].strip())
            start = tag.end()
    rest = html[start:].strip()
    return [*found, rest] if rest else found


def aligned(html: str, other: str) -> list[tuple[str, str]]:
    """Element beside element by their order; the whole beside the whole where their numbers differ."""
    ours, theirs = elements(html), elements(other)
    return list(zip(ours, theirs, strict=True)) if len(ours) == len(theirs) else [(html, other)]


def with_ids_of(html: str, language: str) -> str:
    """The HTML with the language in its ids and in links to them: the same ids stand in the text beside it."""
    ids = {id_ for tag in _TAG.finditer(html) for id_ in _ID.findall(tag[0])}

    def renamed(tag: re.Match[str]) -> str:
        own = _ID.sub(rf' id="\1-{language}"', tag[0])
        return _LINK.sub(lambda link: f' href="#{link[1]}-{language}"' if link[1] in ids else link[0], own)

    return _TAG.sub(renamed, html) if ids else html
