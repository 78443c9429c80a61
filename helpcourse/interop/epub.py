"""A book as EPUB 3.2, for readers on phones and paper-like screens."""

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC
from html import escape

from helpcourse.interop.book import Book, Chapter
from helpcourse.interop.html_file import STYLES, anchors
from helpcourse.interop.xhtml import Fitting, fitted

_SPACES = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/content.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


def epub(book: Book) -> bytes:
    """The same book gives the same bytes."""
    where = anchors(book)
    files = {
        "META-INF/container.xml": _CONTAINER,
        "EPUB/content.opf": _package(book),
        "EPUB/nav.xhtml": _nav(book),
        "EPUB/book.css": STYLES,
        **{f"EPUB/{_file(chapter.id)}": _page(book, chapter, where) for _depth, chapter in book.all_chapters()},
    }
    return _zipped(book, files)


def _zipped(book: Book, files: Mapping[str, str]) -> bytes:
    """The media type first and not compressed, as readers look for it at a fixed place."""
    made_at = book.published_at.astimezone(UTC).timetuple()[:6]
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        kind = zipfile.ZipInfo("mimetype", made_at)
        archive.writestr(kind, "application/epub+zip", zipfile.ZIP_STORED)
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, made_at), text.encode(), zipfile.ZIP_DEFLATED)
    return content.getvalue()


def _package(book: Book) -> str:
    ids = [chapter.id for _depth, chapter in book.all_chapters()]
    items = "\n".join(f'<item id="{id_}" href="{_file(id_)}" media-type="application/xhtml+xml"/>' for id_ in ids)
    order = "\n".join(f'<itemref idref="{id_}"/>' for id_ in ids)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="edition" xml:lang="{book.language}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="edition">{escape(book.identifier)}</dc:identifier>
<dc:title xml:lang="{book.title_language}">{escape(book.title)}</dc:title>
<dc:language>{book.language}</dc:language>
<meta property="dcterms:modified">{book.published_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="css" href="book.css" media-type="text/css"/>
{items}
</manifest>
<spine>
<itemref idref="nav"/>
{order}
</spine>
</package>
"""


def _nav(book: Book) -> str:
    entries = "".join(_entry(chapter) for chapter in book.chapters)
    contents = f'<nav epub:type="toc" class="toc"><h2>{escape(book.contents)}</h2><ol>{entries}</ol></nav>'
    return _document(book, book.title, f'<h1 lang="{book.title_language}">{escape(book.title)}</h1>{contents}')


def _entry(chapter: Chapter) -> str:
    inside = "".join(_entry(inner) for inner in chapter.inside)
    link = f'<a href="{_file(chapter.id)}" lang="{chapter.language}">{escape(chapter.title)}</a>'
    return f"<li>{link}{f'<ol>{inside}</ol>' if inside else ''}</li>"


def _page(book: Book, chapter: Chapter, where: Mapping[str, str]) -> str:
    def href(target: str) -> str:
        if not target.startswith("#"):
            return target
        other = where.get(target[1:])
        if other is None:
            return ""
        return target if other == chapter.id else f"{_file(other)}{target}"

    heading = f'<h1 lang="{chapter.language}">{escape(chapter.title)}</h1>'
    html = fitted(chapter.html, Fitting(href=href))
    return _document(book, chapter.title, f'<section class="chapter" id="{chapter.id}">{heading}{html}</section>')


def _document(book: Book, title: str, body: str) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html {_SPACES} lang="{book.language}" xml:lang="{book.language}">
<head>
<title>{escape(title)}</title>
<link rel="stylesheet" href="book.css"/>
</head>
<body>
{body}
</body>
</html>
"""


def _file(chapter_id: str) -> str:
    return f"{chapter_id}.xhtml"
