"""What of an edition is searched: plain text out of its pages, divided as results link to it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape

from helpcourse.content.compiled import CompiledCourse, CoursePage, LessonPage, Piece
from helpcourse.content.model import BlockKind

TERMS = 1 << 15  # documents from this number on are terms
LAST_PART = 63  # parts of a document are bits of one number; what comes after shares the last bit

_TAG = re.compile(r"""</?(\w+)(?:[^>"']|"[^"]*"|'[^']*')*>""")
_NUMBER = re.compile(r"<sup\b.*?</sup>")  # of a footnote
_WITHIN_LINE = {"a", "abbr", "b", "code", "em", "i", "span", "strong", "sub"}


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a document; `number` is its place on the page."""

    number: int
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """What can be a result: a course, a lesson, a term of a glossary."""

    number: int  # 0: the course; from 1: its lessons; from TERMS: its terms, in the order of the glossary's page
    title: str
    parts: tuple[Part, ...] = ()


def documents(
    course: CompiledCourse, page: CoursePage, lessons: Mapping[str, LessonPage], language: str
) -> Iterator[Document]:
    """All of one edition in one language, of its lessons these; what is not translated is found in its own language."""
    about = Part(LAST_PART, "", course.summaries.get(language, ""))
    yield Document(0, course.titles.get(language, ""), (*_parts(page.about, language), about))
    outlines = [lesson for module in course.modules for lesson in module.lessons]
    for number, outline in enumerate(outlines, 1):
        if outline.id in lessons:
            parts = tuple(_parts(lessons[outline.id].pieces, language))
            yield Document(number, outline.titles.get(language, ""), parts)
    for number, term in enumerate(page.glossary, TERMS):
        yield Document(number, term.name if term.language == language else "")


def _parts(pieces: tuple[Piece, ...], language: str) -> Iterator[Part]:
    for number, piece in enumerate(pieces):
        if piece.language == language:
            yield Part(min(number, LAST_PART), plain(piece.heading), text_of(piece))


def text_of(piece: Piece) -> str:
    """The words of a piece and of those in it that give no answer away: of a question what is asked, nothing more."""
    said = f"{piece.html} {piece.citation_html}"
    if piece.media:
        said = f"{escape(piece.media.alt)} {said} {piece.model_html}"  # what is seen and heard can be read
    own = plain(piece.words.prompt if piece.words else said)
    inside = (part for inner in piece.inside for part in (plain(inner.heading), text_of(inner)))
    return " ".join(part for part in (own, *inside) if part)


def anchor_of(piece: Piece) -> str:
    """Where on its page a piece stands."""
    return f"question-{piece.id}" if piece.kind is BlockKind.QUESTION else piece.id


def plain(html: str) -> str:
    """The words of our own HTML, paragraphs run together."""
    if "<" not in html and "&" not in html:
        return html
    words = _TAG.sub(_space, _NUMBER.sub("", html))
    return " ".join(unescape(words).split())


def _space(tag: re.Match[str]) -> str:
    """What stands for a tag: nothing within a line."""
    return "" if tag[1] in _WITHIN_LINE else " "
