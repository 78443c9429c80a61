"""The words of a file that a page gives away, each with the language it is in."""

import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from zipfile import ZipFile

from lxml import etree, html
from pypdf import PdfReader

from tests.crawling import spoken

Texts = Iterator[tuple[str, str]]  # (language, text)

_IDS = re.compile(r"(?<![\w/-])[a-z0-9]+(?:-[a-z0-9]+)+(?![\w-])")  # of questions, lessons: the same in every language
_OFFICE = "application/vnd.openxmlformats-officedocument"
_FOLDED = re.compile(r"\r\n[ \t]")  # a long line of a calendar goes on after a space
_SAID = re.compile(r"^(?:SUMMARY|DESCRIPTION|LOCATION|X-WR-CALNAME)[^:]*:(.*)$", re.MULTILINE)


def texts_of(content: bytes, mimetype: str, language: str) -> Texts:
    """Nothing of a kind that only programs read."""
    if mimetype in _READERS:
        yield from ((spoken, _IDS.sub(" ", text)) for spoken, text in _READERS[mimetype](content, language))


def _plain(content: bytes, language: str) -> Texts:
    yield language, content.decode("utf-8-sig")


def _page(content: bytes, _language: str) -> Texts:
    yield from spoken(html.document_fromstring(content.decode()))


def _book(content: bytes, _language: str) -> Texts:
    with ZipFile(io.BytesIO(content)) as book:
        for name in book.namelist():
            if name.endswith(".xhtml"):
                yield from spoken(html.document_fromstring(book.read(name)))


def _paper(content: bytes, language: str) -> Texts:
    pages = PdfReader(io.BytesIO(content)).pages
    yield from ((language, page.extract_text().replace("-\n", "-")) for page in pages)  # codes go on in the next line


def _office(content: bytes, language: str) -> Texts:
    """Of documents and spreadsheets: each `t` is a run of words, a worksheet's name is an attribute."""
    with ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            if name.endswith(".xml"):
                tree = etree.fromstring(package.read(name))
                yield from ((language, text) for text in tree.xpath("//*[local-name()='t']/text()"))
                yield from ((language, text) for text in tree.xpath("//*[local-name()='sheet']/@name"))


def _calendar(content: bytes, language: str) -> Texts:
    yield from ((language, said) for said in _SAID.findall(_FOLDED.sub("", content.decode())))


def _manifest(content: bytes, _language: str) -> Texts:
    said = json.loads(content)
    yield from ((said["lang"], said[name]) for name in ("name", "short_name", "description") if name in said)


_READERS: Mapping[str, Callable[[bytes, str], Texts]] = {
    "text/html": _page,
    "text/csv": _plain,
    "text/markdown": _plain,
    "text/calendar": _calendar,
    "application/pdf": _paper,
    "application/epub+zip": _book,
    "application/manifest+json": _manifest,
    f"{_OFFICE}.wordprocessingml.document": _office,
    f"{_OFFICE}.spreadsheetml.sheet": _office,
}
