"""A text in Markdown as what a paper is made of: headings, paragraphs, lists, quotations, tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markdown import Markdown

from helpcourse.interop.banks.html_tree import Node, read_html
from helpcourse.interop.people_markdown import is_readable

_EXTENSIONS = ("sane_lists", "nl2br", "tables")
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 4, "h6": 4}
_BOLD = {"strong", "b"}
_ITALIC = {"em", "i"}
_BLOCKS = {"p", "ul", "ol", "blockquote", "table", "pre", "hr", "div", *_HEADINGS}


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one manner; "\\n" is a new line."""

    text: str
    is_bold: bool = False
    is_italic: bool = False


Words = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    level: int  # 1 to 4
    words: Words


@dataclass(frozen=True, slots=True)
class Paragraph:
    words: Words
    is_quoted: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list."""

    words: Words
    depth: int = 0  # 0: of no list within a list
    number: int | None = None  # None: of a list without numbers


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[tuple[Words, ...], ...]  # the first one is the head; all of one length


Block = Heading | Paragraph | Item | Table


def document(markdown: str) -> list[Block]:
    """HTML stays text, pictures are left out, a link is followed by its address."""
    if not is_readable(markdown):
        return [Paragraph((Run(markdown),))]
    converter = Markdown(extensions=_EXTENSIONS)
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    top, _left_out = read_html(converter.convert(markdown))
    return list(_ranked(_blocks(top)))


def _ranked(blocks: Iterator[Block]) -> Iterator[Block]:
    """The first heading is of the first rank, and none skips one: a screen reader goes by them."""
    deepest = 1
    for block in blocks:
        if isinstance(block, Heading):
            block = replace(block, level=min(block.level, deepest))  # noqa: PLW2901 - the same heading
            deepest = block.level + 1
        yield block


def _blocks(node: Node, *, is_quoted: bool = False) -> Iterator[Block]:
    for child in node.children:
        if isinstance(child, Node):
            yield from _block(child, is_quoted)
        elif child.strip():
            yield Paragraph((Run(child.strip()),), is_quoted)


def _block(node: Node, is_quoted: bool) -> Iterator[Block]:
    match node.tag:
        case tag if tag in _HEADINGS:
            yield Heading(_HEADINGS[tag], _words(node))
        case "ul" | "ol":
            yield from _items(node, 0)
        case "blockquote" | "div":
            yield from _blocks(node, is_quoted=is_quoted or node.tag == "blockquote")
        case "table":
            yield _table(node)
        case "hr":
            return
        case _:
            if words := _words(node):
                yield Paragraph(words, is_quoted)


def _items(node: Node, depth: int) -> Iterator[Item]:
    start = int(node.attributes.get("start", "1")) if node.tag == "ol" else None
    for place, entry in enumerate(node.all("li")):
        lists = [child for child in entry.children if isinstance(child, Node) and child.tag in {"ul", "ol"}]
        own = Node("li", {}, [child for child in entry.children if child not in lists])
        yield Item(_words(own), depth, None if start is None else start + place)
        for inner in lists:
            yield from _items(inner, depth + 1)


def _table(node: Node) -> Table:
    rows = [tuple(_words(cell) for cell in row.all("th", "td")) for row in node.all("tr")]
    width = max((len(row) for row in rows), default=0)
    return Table(tuple(row + ((),) * (width - len(row)) for row in rows))


def _words(node: Node) -> Words:
    return tuple(_tidy([*_runs(node, Run(""))]))


def _runs(node: Node, manner: Run) -> Iterator[Run]:
    is_broken = False
    for child in node.children:
        if isinstance(child, str):
            text = child.replace("\n", " ")
            yield replace(manner, text=text.lstrip() if is_broken else text)
        elif child.tag == "br":
            yield replace(manner, text="\n")
        else:
            yield from _marked(child, manner)
        is_broken = isinstance(child, Node) and child.tag == "br"


def _marked(node: Node, manner: Run) -> Iterator[Run]:
    bold = manner.is_bold or node.tag in _BOLD
    inner = replace(manner, is_bold=bold, is_italic=manner.is_italic or node.tag in _ITALIC)
    yield from _runs(node, inner)
    href = node.attributes.get("href", "") if node.tag == "a" else ""
    if href and href != node.text():
        yield replace(manner, text=f" ({href})")
    if node.tag in _BLOCKS:
        yield replace(manner, text="\n")


def _tidy(runs: Sequence[Run]) -> Iterator[Run]:
    """Without empty ones, nor space at the ends."""
    kept = [run for run in runs if run.text]
    while kept and not kept[-1].text.strip():
        kept.pop()
    while kept and not kept[0].text.strip():
        kept.pop(0)
    for place, run in enumerate(kept):
        text = run.text.lstrip() if place == 0 else run.text
        yield replace(run, text=text.rstrip() if place == len(kept) - 1 else text)
