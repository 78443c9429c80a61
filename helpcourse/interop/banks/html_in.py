"""HTML to our Markdown. What Markdown has no sign for loses its look and keeps its words; what is lost is told."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from helpcourse.content.mistakes import Phrase, phrase
from helpcourse.interop.banks import markdown_signs
from helpcourse.interop.banks.html_tree import Node, read_html

FindPicture = Callable[[str], str]  # the address in the text -> the name in the media folder; empty: none

_BLOCKS = frozenset(
    {
        *("p", "div", "section", "article", "blockquote", "pre", "ul", "ol", "dl", "table", "hr"),
        *("h1", "h2", "h3", "h4", "h5", "h6"),
    }
)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_OURS = re.compile(r"(?:source|term):[\w./-]+")
_WEB = re.compile(r"https?://[^/\s]+.*|mailto:[^\s@]+@[^\s@]+", re.IGNORECASE)
_SUPERSCRIPT = str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ")
_SUBSCRIPT = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")
_FORMULA = re.compile(r"\$\$.+?\$\$|\\\(.+?\\\)|\\\[.+?\\\]", re.DOTALL)
_BREAK = "\ue010"  # stands for a line break until spaces are put right


@dataclass(slots=True)
class Conversion:
    """One text on its way; remembers what of it is lost."""

    find_picture: FindPicture
    is_strict: bool = False  # whether every sign is escaped
    margin: str = ""  # before lists and quotations
    told: list[Phrase] = field(default_factory=list)

    def prompt(self, html: str) -> str:
        """The same, but lists and quotations are moved aside, so that they are neither options nor feedback."""
        self.margin = " "
        return self.blocks(html)

    def blocks(self, html: str) -> str:
        """Paragraphs, lists, tables."""
        return "\n\n".join(self._blocks(self._tree(html).children))

    def line(self, html: str) -> str:
        """One paragraph."""
        blocks = self._blocks(self._tree(html).children, is_line=True)
        if len(blocks) > 1:
            self._tell(phrase("several paragraphs where one may stand: they are joined"))
        return " ".join(" ".join(blocks).split("\n")).replace("  ", " ").strip()

    def _tree(self, html: str) -> Node:
        tree, told = read_html(html)
        self.told += told
        return tree

    def _tell(self, what: Phrase) -> None:
        self.told.append(what)

    def _blocks(self, nodes: Iterable[Node | str], *, is_line: bool = False) -> list[str]:
        """Of what stands side by side; words between blocks make a paragraph."""
        done: list[str] = []
        loose: list[Node | str] = []
        for node in nodes:
            if isinstance(node, Node) and node.tag in _BLOCKS:
                done += self._paragraph(loose)
                loose = []
                done += self._flat(node) if is_line else self._block(node)
            else:
                loose.append(node)
        return done + self._paragraph(loose)

    def _flat(self, node: Node) -> list[str]:
        """A block where only a line may stand."""
        if node.tag not in ("p", "div", "section", "article"):
            self._tell(phrase("a list, a table or another block where a line must stand: its words are kept"))
        rows = node.all("li", "tr", "dt", "dd") or [node]
        return [text for row in rows for text in self._blocks(_cells(row), is_line=True)]

    def _block(self, node: Node) -> list[str]:
        if node.tag in ("div", "section", "article"):
            return self._footnotes(node) if node.attributes.get("class") == "footnote" else self._blocks(node.children)
        if node.tag == "blockquote":
            inside = "\n\n".join(self._blocks(node.children))
            return ["\n".join(f"{self.margin}> {line}".rstrip() for line in inside.split("\n"))] if inside else []
        if node.tag == "pre":
            return self._fenced(node)
        if node.tag in ("ul", "ol"):
            return self._list(node)
        if node.tag == "dl":
            return self._definitions(node)
        if node.tag == "table":
            return self._table(node)
        if node.tag == "hr":
            return ["***"]
        if node.tag == "p":
            return self._blocks(node.children) if _has_blocks(node) else self._paragraph(node.children)
        words = self._inline(node.children).replace(_BREAK, " ")
        return [f"{'#' * max(3, int(node.tag[1]))} {words}"] if words else []

    def _paragraph(self, nodes: Sequence[Node | str]) -> list[str]:
        words = self._inline(nodes).strip(f" {_BREAK}")
        lines = [line.strip() for line in words.split(_BREAK)]
        return ["  \n".join(markdown_signs.line_start(line) for line in lines)] if words else []

    def _fenced(self, node: Node) -> list[str]:
        text = node.text().strip("\n")
        inner = next((child for child in node.children if isinstance(child, Node)), None)
        language = (inner.attributes.get("class", "") if inner else "").removeprefix("language-")
        fence = "~~~" if "```" in text else "```"
        return [f"{fence}{language}\n{text}\n{fence}"]

    def _list(self, node: Node) -> list[str]:
        items: list[str] = []
        is_loose = any(_has_paragraphs(item) for item in node.all("li"))
        start = int(node.attributes["start"]) if node.attributes.get("start", "").isdecimal() else 1
        for number, item in enumerate(node.all("li"), start):
            inside = self._blocks(item.children)
            text = ("\n\n" if is_loose else "\n").join(inside)
            sign = f"{self.margin}{'-' if node.tag == 'ul' else f'{number}.'}"
            items.append(f"{sign} {text}".replace("\n", "\n    ").replace("\n    \n", "\n\n"))
        return [("\n\n" if is_loose else "\n").join(items)] if items else []

    def _definitions(self, node: Node) -> list[str]:
        lines: list[str] = []
        for one in node.all("dt", "dd"):
            inside = self._blocks(one.children)
            text = "\n\n".join(inside).replace("\n", "\n    ").replace("\n    \n", "\n\n")
            lines.append(f"\n{text}" if one.tag == "dt" else f":   {text}")
        return ["\n".join(lines).strip()] if lines else []

    def _table(self, node: Node) -> list[str]:
        rows = [[self._cell(cell) for cell in row.all("th", "td")] for row in node.all("tr")]
        rows = [row for row in rows if row]
        if any({"colspan", "rowspan"} & set(cell.attributes) for row in node.all("tr") for cell in row.all("th", "td")):
            self._tell(phrase("a table with joined cells: they stand apart now"))
        width = max(map(len, rows), default=0)
        if not width:
            return []
        filled = [[*row, *[""] * (width - len(row))] for row in rows]
        lines = [f"| {' | '.join(row)} |" for row in filled]
        return ["\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])]

    def _cell(self, node: Node) -> str:
        return " ".join(self._blocks(node.children, is_line=True)).replace("\n", " ").replace("|", "&#124;")

    def _footnotes(self, node: Node) -> list[str]:
        """Ours, as Python-Markdown draws them."""
        notes: list[str] = []
        for number, item in enumerate((one for listed in node.all("ol") for one in listed.all("li")), 1):
            inside = "\n\n".join(self._blocks(item.children)).replace("\n", "\n    ").replace("\n    \n", "\n\n")
            notes.append(f"[^{number}]: {inside}")
        return ["\n".join(notes)] if notes else []

    def _inline(self, nodes: Iterable[Node | str]) -> str:
        text = "".join(self._words(node) if isinstance(node, str) else self._marked(node) for node in nodes)
        return re.sub(r" +", " ", re.sub(rf" *{_BREAK} *", _BREAK, text))

    def _words(self, text: str) -> str:
        if _FORMULA.search(text):
            self._tell(phrase("a formula (TeX) is not drawn: its signs stand as code"))
            parts = re.split(rf"({_FORMULA.pattern})", text, flags=re.DOTALL)
            return "".join(
                markdown_signs.code(_SPACE.sub(" ", part)) if place % 2 else self._plain(part)
                for place, part in enumerate(parts)
            )
        return self._plain(text)

    def _plain(self, text: str) -> str:
        return markdown_signs.words(_SPACE.sub(" ", text), is_strict=self.is_strict)

    def _marked(self, node: Node) -> str:
        if node.tag in ("em", "i"):
            return _around("*", self._inline(node.children))
        if node.tag in ("strong", "b"):
            return _around("**", self._inline(node.children))
        if node.tag in ("code", "kbd", "samp", "tt"):
            return markdown_signs.code(_SPACE.sub(" ", node.text())) if node.text().strip() else ""
        if node.tag == "br":
            return _BREAK
        if node.tag == "img":
            return self._picture(node)
        if node.tag == "a":
            return self._link(node)
        if node.tag in ("sup", "sub"):
            return self._raised(node)
        if node.tag in ("u", "s", "del", "ins"):
            self._tell(phrase("words are underlined or struck through no more (`<%(tag)s>`)", tag=node.tag))
        return self._inline(node.children)

    def _link(self, node: Node) -> str:
        href, title = node.attributes.get("href", "").strip(), _named(node)
        if "footnote-backref" in node.attributes.get("class", "").split():
            return ""
        words = self._inline(node.children)
        if _OURS.fullmatch(title):
            href = title
        if not words.strip():
            return words
        if _OURS.fullmatch(href) or (href and _WEB.fullmatch(href)):
            return f"[{words.replace(_BREAK, ' ')}]({quote(href, safe='/:?=&#%;,+@!$*~._-')})"
        self._tell(phrase("a link that leads nowhere (`%(href)s`): its words are kept", href=href[:80]))
        return words

    def _raised(self, node: Node) -> str:
        link = next((child for child in node.children if isinstance(child, Node) and child.tag == "a"), None)
        if link and "footnote-ref" in link.attributes.get("class", "").split():
            return f"[^{link.text().strip()}]"
        table = _SUPERSCRIPT if node.tag == "sup" else _SUBSCRIPT
        text = node.text().strip()
        if all(ord(letter) in table for letter in text):
            return text.translate(table)
        self._tell(phrase("raised or lowered words stand in the line now (`<%(tag)s>`)", tag=node.tag))
        return self._inline(node.children)

    def _picture(self, node: Node) -> str:
        alt = _SPACE.sub(" ", node.attributes.get("alt", "")).strip()
        name = self.find_picture(node.attributes.get("src", ""))
        if name and not alt:
            self._tell(phrase("the picture `%(name)s` has no words for those who cannot see it: write them", name=name))
        return f"![{self._plain(alt) or '…'}](media/{name})" if name else self._plain(alt)


def _named(link: Node) -> str:
    """What a link of ours says that it names."""
    return (link.attributes.get("data-names") or link.attributes.get("title", "")).strip()


def _around(mark: str, words: str) -> str:
    """The mark stands at the words, not at the spaces beside them."""
    bare = words.strip(f" {_BREAK}")
    if not bare:
        return words
    before, after = words[: words.index(bare)], words[words.index(bare) + len(bare) :]
    return f"{before}{mark}{bare}{mark}{after}"


def _has_blocks(node: Node) -> bool:
    return any(isinstance(child, Node) and child.tag in _BLOCKS for child in node.children)


def _has_paragraphs(node: Node) -> bool:
    return any(isinstance(child, Node) and child.tag in ("p", "pre", "table", "blockquote") for child in node.children)


def _cells(row: Node) -> list[Node | str]:
    """What is in a row, with a space between cells."""
    return [part for cell in row.all("th", "td") for part in (*cell.children, " ")] if row.tag == "tr" else row.children
