"""The closing report of a cohort on paper: as a PDF, and for word processors."""

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict
from itertools import groupby
from typing import Any, cast

from helpcourse.certification.draw import compiler_of, face_of
from helpcourse.certification.draw import unprintable as lacking
from helpcourse.interop.document import Block, Heading, Item, Paragraph, Table, document
from helpcourse.interop.docx import About, docx_file

_LAYOUT = dict.fromkeys(map(ord, "\n\t"))


def report_pdf(text: str, about: About) -> bytes:
    """As PDF/A-2a and PDF/UA-1, as papers are; signs that its faces lack are left out."""
    made_at = about.made_at.replace(microsecond=0)  # Typst takes none
    sheet = {
        "title": about.title,
        "author": about.author,
        "language": about.language,
        "date": [made_at.year, made_at.month, made_at.day],
        "blocks": [*_laid_out(document(text))],
    }
    drawn = printable(unicodedata.normalize("NFC", json.dumps(sheet, ensure_ascii=False)))
    compiler = compiler_of("report.typ", sheet=drawn, face=face_of(drawn))
    return cast(bytes, compiler.compile(format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=made_at))


def report_docx(text: str, about: About) -> bytes:
    return docx_file(document(text), about)


def printable(text: str) -> str:
    """Without the signs that cannot be printed."""
    return text.translate(dict.fromkeys(map(ord, unprintable(text))))


def unprintable(text: str) -> str:
    """The signs of a text that no face has, each once; a line's end is none."""
    return lacking(text.translate(_LAYOUT))


def _laid_out(blocks: Iterable[Block]) -> Iterable[dict[str, Any]]:
    """As report.typ reads it: entries of a list that follow each other are one list."""
    for _key, same in groupby(blocks, _list_of):
        together = list(same)
        if isinstance(together[0], Item):
            yield _list(cast(list[Item], together))
        else:
            yield from map(_plain, together)


def _list_of(block: Block) -> tuple[object, ...]:
    return (block.depth, block.number is None) if isinstance(block, Item) else (type(block), id(block))


def _list(items: list[Item]) -> dict[str, Any]:
    entries = [[asdict(run) for run in item.words] for item in items]
    return {"kind": "list", "depth": items[0].depth, "number": items[0].number, "entries": entries}


def _plain(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", **asdict(block)}
        case Paragraph():
            return {"kind": "paragraph", **asdict(block)}
        case Table():
            return {"kind": "table", **asdict(block)}
    raise TypeError(block)
