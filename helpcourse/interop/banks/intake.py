"""What is known while one file is taken in: its pictures, its ids, what is told; and texts to our Markdown."""

import binascii
import re
from base64 import b64decode
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from html import escape, unescape
from pathlib import PurePosixPath
from urllib.parse import unquote

from helpcourse.content.links import References
from helpcourse.content.media_types import MediaKind, look_at
from helpcourse.content.mistakes import Phrase, phrase
from helpcourse.content.render import Renderer
from helpcourse.interop.banks.bank import Note
from helpcourse.interop.banks.html_in import Conversion
from helpcourse.interop.banks.html_out import plain_html
from helpcourse.interop.banks.limits import Budget, is_too_much
from helpcourse.interop.banks.naming import Names, slug
from helpcourse.interop.banks.prose import unstressed, words_of

_NAME = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")  # as files in media/ are called
_LARGEST_PICTURE = 2_000_000  # bytes; media/ takes no larger one
_OUR_LINK = re.compile(r"""\]\(<?[^\s<>]*>? "((?:source|term):[\w./-]+)"\)""")
_NOT_IN_A_QUESTION = re.compile(r"^(?::::|##?[^#])|\{\{|\}\}|(?:^|\s)::(?:\s|$)", re.MULTILINE)
_NOT_IN_A_PROMPT = re.compile(rf"^(?:[-=>] |[=>-]$|\d+[.)] |[a-z_]+: )|{_NOT_IN_A_QUESTION.pattern}", re.MULTILINE)
_NOT_IN_A_LINE = re.compile(rf"\n|{_NOT_IN_A_PROMPT.pattern}", re.MULTILINE)
_IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)\s]*)[^)]*\)")
_TAG = re.compile(r"<[^>]*>")


class TextForm(StrEnum):
    HTML = "html"
    AUTO = "auto"  # HTML in which line ends count
    PLAIN = "plain"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class Said:
    """A text as it stands in the file."""

    text: str
    form: TextForm = TextForm.HTML
    pictures: Mapping[str, bytes] = field(default_factory=dict)  # by their addresses in the text

    def __bool__(self) -> bool:
        return bool(self.text.strip())


class Intake:
    """One file; afterwards it holds the pictures of its questions and all that is told."""

    def __init__(self, language: str) -> None:
        self.pictures: dict[str, bytes] = {}
        self.notes: list[Note] = []
        self.renderer = Renderer(References({}, {}, language), language)
        self._ids, self._names = Names(), Names()
        self._kept: dict[bytes, str] = {}
        self.budget = Budget()

    def item(self, name: str, line: int = 0) -> "Item":
        """The next question, by whatever it is called there."""
        return Item(self, self._ids.take(slug(name) or "question"), line)

    def tell(self, what: Phrase, line: int = 0) -> None:
        """Of the whole file."""
        self.notes.append(Note(line, "", what))

    def keep(self, name: str, content: bytes, ending: str) -> str:
        """The picture's name in the media folder; the same content lies there once."""
        if content not in self._kept:
            stem = PurePosixPath(unquote(name)).stem
            good = stem if _NAME.fullmatch(stem) else slug(stem)
            self._kept[content] = self._names.take(good or "picture", ending)
            self.pictures[self._kept[content]] = content
        return self._kept[content]


class Item:
    """One question on its way."""

    def __init__(self, intake: Intake, id_: str, line: int) -> None:
        self._intake, self.id, self.line = intake, id_, line

    def tell(self, what: Phrase, line: int = 0) -> None:
        self._intake.notes.append(Note(line or self.line, self.id, what))

    def prompt(self, said: Said) -> str:
        """Paragraphs, lists, tables, of which nothing is taken for an option or an answer."""
        return self._taken(said, _NOT_IN_A_PROMPT, Conversion.prompt)

    def blocks(self, said: Said) -> str:
        """The same for feedback, which stands in a quotation."""
        return self._taken(said, _NOT_IN_A_QUESTION, Conversion.blocks)

    def line_of(self, said: Said) -> str:
        """The same as one paragraph."""
        return self._taken(said, _NOT_IN_A_LINE, Conversion.line)

    def plain(self, said: Said) -> str:
        """Words without any marks: an answer that is typed."""
        if not self._may_be_read(said):
            return ""
        html = plain_html(said.text) if said.form is TextForm.MARKDOWN else said.text
        text = said.text if said.form is TextForm.PLAIN else unescape(_TAG.sub("", html))
        return " ".join(text.split())

    def _taken(self, said: Said, never: re.Pattern[str], way: Callable[[Conversion, str], str]) -> str:
        if not self._may_be_read(said):
            return ""
        return _words(said) or self._as_it_is(said, never) or self._converted(said, way)

    def _may_be_read(self, said: Said) -> bool:
        """Whether there is a text of a size that a question has. Raises BankError if the file asks for too much."""
        if is_too_much(said.text):
            self.tell(phrase("a text with more letters or signs than a question has is left out"))
            return False
        if said:
            self._intake.budget.text(said.text, self.line)
        return bool(said)

    def _as_it_is(self, said: Said, never: re.Pattern[str]) -> str:
        """Markdown that we would write so ourselves; empty if it must be looked at."""
        if said.form is not TextForm.MARKDOWN:
            return ""
        text = _OUR_LINK.sub(r"](\1)", said.text.strip())
        if never.search(text) or _IMAGE.search(text):
            return ""
        self._intake.budget.render(text, self.line)
        problems = self._intake.renderer.text(text, "x").problems
        return "" if [one for one in problems if not one.needle.startswith(("source:", "term:"))] else text

    def _converted(self, said: Said, way: Callable[[Conversion, str], str]) -> str:
        html = _html(said)
        self._intake.budget.convert(html, self.line)
        light, strict = Conversion(self._finder(said)), Conversion(self._finder(said), is_strict=True)
        markdown = way(light, html)
        for what in dict.fromkeys(light.told):
            self.tell(what)
        if self._reads_as(markdown, html):
            return markdown
        escaped = way(strict, html)
        return escaped if self._reads_as(escaped, html) else markdown

    def _reads_as(self, markdown: str, html: str) -> bool:
        """Whether the words are the same once it is rendered; where hardly anything is marked there is no need to."""
        words = unstressed(markdown)
        if words is not None and "".join(words.split()) == _letters(html):
            return True
        self._intake.budget.render(markdown, self.line)
        return _letters(self._intake.renderer.text(markdown, "x").html) == _letters(html)

    def _finder(self, said: Said) -> "_Pictures":
        return _Pictures(self._intake, self, said.pictures)


@dataclass(frozen=True, slots=True)
class _Pictures:
    """Finds what a text shows, and keeps it."""

    intake: Intake
    item: Item
    pictures: Mapping[str, bytes]

    def __call__(self, address: str) -> str:
        content = _inline(address) if address.startswith("data:") else self.pictures.get(address)
        name = "picture" if address.startswith("data:") else address
        if content is None:
            self.item.tell(phrase("the picture `%(name)s` is not in the file", name=name[:80]))
            return ""
        look = look_at(content)
        if look is None or look.type.kind is not MediaKind.PICTURE:
            self.item.tell(phrase("the picture `%(name)s` is not PNG, JPEG or WebP", name=name[:80]))
            return ""
        if len(content) > _LARGEST_PICTURE:
            known = {"name": name[:80], "limit": _LARGEST_PICTURE}
            self.item.tell(phrase("the picture `%(name)s` has more than %(limit)s bytes", **known))
            return ""
        return self.intake.keep(name, content, look.type.extensions[0])


def _inline(address: str) -> bytes | None:
    head, _comma, content = address.partition(",")
    return unbased(content) if head.endswith(";base64") else None


def unbased(text: str) -> bytes | None:
    """What base64 says; None if it is none."""
    try:
        return b64decode(text)
    except (binascii.Error, ValueError):
        return None


def _words(said: Said) -> str:
    """Of a text without any marks, in whatever form; else empty."""
    return words_of(said.text, is_html=said.form in (TextForm.HTML, TextForm.AUTO))


def _html(said: Said) -> str:
    if said.form is TextForm.MARKDOWN:
        return plain_html(_OUR_LINK.sub(r"](\1)", said.text))
    if said.form is TextForm.HTML:
        return said.text
    text = escape(said.text, quote=False) if said.form is TextForm.PLAIN else said.text
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return "".join(f"<p>{paragraph.strip()}</p>".replace("\n", "<br>") for paragraph in paragraphs)


def _letters(html: str) -> str:
    return "".join(unescape(_TAG.sub("", html)).split())


def distinct(words: Iterable[str]) -> list[str]:
    """Without the empty ones, each once."""
    return list(dict.fromkeys(word for word in words if word))
