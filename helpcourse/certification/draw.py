"""Draws a record as a PDF: one page, PDF/A-2a and PDF/UA-1, the same bytes for the same record."""

import hashlib
import io
import json
import unicodedata
from dataclasses import asdict, replace
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import cast

import segno
import typst

from helpcourse.certification.printed import Column, columns
from helpcourse.certification.record import PaperKind, Record
from helpcourse.certification.wording import WORDS, grouped
from helpcourse.errors import HelpcourseError

FOLDER = Path(__file__).parent
FONTS = FOLDER / "fonts"
PAPER = FOLDER / "paper"
FACES = {"Literata": "letters.txt", "Noto Serif": "more-letters.txt"}  # the second has all of the first, and Tajik

_PREVIEW_PPI = 96
_MASK = 3  # of the square code


class UnprintableError(HelpcourseError):
    """The fonts of the paper lack these letters."""

    def __init__(self, letters: str) -> None:
        super().__init__(letters)
        self.letters = letters


def draw(record: Record, square: str = "", logo: bytes = b"") -> bytes:
    """The paper as a PDF, with this address in its square code; else with the one that is printed.

    Raises UnprintableError for letters such as Chinese ones, ValueError for another logo than the record's.
    """
    made_at = datetime.combine(record.issued_on, time(), tzinfo=UTC)
    compiler = _compiler(record, square, logo)
    return cast(bytes, compiler.compile(format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=made_at))


def draw_picture(record: Record, logo: bytes = b"") -> bytes:
    """The paper as a PNG, to be looked at on a page."""
    return cast(bytes, _compiler(record, "", logo).compile(format="png", ppi=_PREVIEW_PPI))


def _compiler(record: Record, square: str, logo: bytes) -> typst.Compiler:
    if record.logo != (hashlib.sha256(logo).hexdigest() if logo else ""):
        raise ValueError("not the logo of this record")
    sheet = unicodedata.normalize("NFC", json.dumps(_sheet(record), ensure_ascii=False))
    if letters := unprintable(sheet):
        raise UnprintableError(letters)
    qr, numbers = _qr(square or record.verify_url), json.dumps(list(logo))  # inputs are texts
    return compiler_of("paper.typ", sheet=sheet, face=face_of(sheet), qr=qr, logo=numbers)


def compiler_of(name: str, **inputs: str) -> typst.Compiler:
    """One for a single drawing: it is not thread-safe, and takes milliseconds to make."""
    return typst.Compiler(
        PAPER / name,
        root=PAPER,
        font_paths=_fonts(),
        sys_inputs=inputs,
    )


@cache
def _fonts() -> typst.Fonts:
    """Read once: that takes as long as to draw with them."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def unprintable(text: str) -> str:
    """The letters of a text that no face of the paper has, each once."""
    return "".join(sorted(set.intersection(*(_lacking(face, text) for face in FACES))))


def face_of(text: str) -> str:
    """The first face that has every letter: a name in two faces looks like a forgery."""
    return next(face for face in FACES if not _lacking(face, text))


def _lacking(face: str, text: str) -> set[str]:
    return {letter for letter in unicodedata.normalize("NFC", text) if ord(letter) not in _printable(face)}


@cache
def _printable(face: str) -> frozenset[int]:
    """The code points of a face's list, which .ci/fonts.py writes: U+20-7E, U+A0, …"""
    ranges = (part.strip()[2:].split("-") for part in (FONTS / FACES[face]).read_text().split(","))
    return frozenset(code for ends in ranges for code in range(int(ends[0], 16), int(ends[-1], 16) + 1))


def _sheet(record: Record) -> dict[str, object]:
    """What paper.typ lays out: plain texts, none of which it reads as markup."""
    printed, issued = columns(record), record.issued_on
    first = printed[0]
    return {
        "kind": record.kind,
        "title": f"{first.heading}: {first.name}",
        "issuer": first.issuer,
        "date": [issued.year, issued.month, issued.day],
        "columns": [_column(record, column) for column in printed],
        "code": grouped(record.code),
        "url": record.verify_url,
        "logo": WORDS[first.language].logo.format(first.issuer) if record.logo else "",  # for who cannot see it
    }


def _column(record: Record, column: Column) -> dict[str, object]:
    heading = column.heading.upper() if record.kind == PaperKind.CERTIFICATE else column.heading
    return asdict(replace(column, heading=heading))


def _qr(url: str) -> str:
    """The address as an SVG without a margin: the sheet leaves one.

    As fine as the address needs, and no finer: whatever room is left goes into correcting errors. Of the eight masks
    readers know them all; to find the best one takes as long as to draw the sheet, and helps where a code has large
    even areas, which a signed token has not.
    """
    svg = io.BytesIO()
    segno.make(url, error="l", micro=False, mask=_MASK).save(svg, kind="svg", border=0, dark="#1b2433", xmldecl=False)
    return svg.getvalue().decode()
