"""A book as one HTML file that needs nothing else: styles inside, no pictures, no scripts."""

from html import escape
from pathlib import Path

from helpcourse.interop.book import Book, Chapter
from helpcourse.interop.xhtml import Fitting, fitted

STYLES = (Path(__file__).parent / "book.css").read_text("utf-8")

# Apart from the rest: an e-reader has colours of its own.
_COLOURS = """@media screen {
  body { color: #1b2433; background: #fff; } a { color: #0b5f86; }
}
@media screen and (prefers-color-scheme: dark) {
  body { color: #e8e6e1; background: #14181f; } a { color: #7cc4e8; }
}
"""


def html_file(book: Book) -> bytes:
    """The same book gives the same bytes."""
    return f"""<!doctype html>
<html lang="{book.language}">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="color-scheme" content="light dark"/>
<title>{escape(book.title)}</title>
<style>
{_COLOURS}{STYLES}</style>
</head>
<body>
<main>
<h1 lang="{book.title_language}">{escape(book.title)}</h1>
{contents(book)}
{text(book)}
</main>
</body>
</html>
""".encode()


def contents(book: Book) -> str:
    """The table of contents, for a page on which the whole book stands."""
    if len(book.chapters) == 1:
        return ""
    entries = "".join(_entry(chapter) for chapter in book.chapters)
    return f'<nav class="toc"><h2>{escape(book.contents)}</h2><ol>{entries}</ol></nav>'


def text(book: Book) -> str:
    """All chapters one after the other, under an h1 that says what the book is."""
    ids = frozenset(anchors(book))
    return "\n".join(_chapter(chapter, depth, ids) for depth, chapter in book.all_chapters())


def anchors(book: Book) -> dict[str, str]:
    """Every id that may be linked to -> the chapter in which it is."""
    found: dict[str, str] = {}
    for _depth, chapter in book.all_chapters():

        def note(own: str, chapter_id: str = chapter.id) -> str:
            found[own] = chapter_id
            return own

        found[chapter.id] = chapter.id
        fitted(chapter.html, Fitting(id_=note))
    return found


def _chapter(chapter: Chapter, depth: int, ids: frozenset[str]) -> str:
    def href(target: str) -> str:
        return target if not target.startswith("#") or target[1:] in ids else ""

    rank = 2 + depth
    html = fitted(chapter.html, Fitting(href=href, deeper=rank - 1))
    heading = f'<h{rank} lang="{chapter.language}">{escape(chapter.title)}</h{rank}>'
    looks = "chapter module" if chapter.inside else "chapter"
    return f'<section class="{looks}" id="{chapter.id}">{heading}{html}</section>'


def _entry(chapter: Chapter) -> str:
    inside = "".join(_entry(inner) for inner in chapter.inside)
    link = f'<a href="#{chapter.id}" lang="{chapter.language}">{escape(chapter.title)}</a>'
    return f"<li>{link}{f'<ol>{inside}</ol>' if inside else ''}</li>"
