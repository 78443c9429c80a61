"""A text as a DOCX file, which word processors go on with."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.text.paragraph import Paragraph as Line

from helpcourse.interop.document import Block, Heading, Item, Paragraph, Table, Words

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_FACE = "Times New Roman"  # has all letters of the three languages wherever there is a word processor
_INK = RGBColor(0x1B, 0x24, 0x33)
_SIZES = {"Normal": 11, "Title": 20, "Heading 1": 15, "Heading 2": 13, "Heading 3": 11.5, "Heading 4": 11}
_REGIONS = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}
_WIDTH_CM, _FIGURE_CM = 17, 3  # of a table, and of a column of figures
_DEEPEST = 3  # styles of lists that a word processor knows


@dataclass(frozen=True, slots=True)
class About:
    """What the file says of itself."""

    title: str
    author: str
    language: str
    made_at: datetime


def docx_file(blocks: Iterable[Block], about: About) -> bytes:
    paper = Document()
    _set_up(paper, about)
    for block in blocks:
        _add(paper, block)
    file = io.BytesIO()
    paper.save(file)
    return file.getvalue()


def _set_up(paper: Paper, about: About) -> None:
    known = paper.core_properties
    known.title, known.author, known.last_modified_by = about.title, about.author, about.author
    known.language, known.comments, known.revision = _REGIONS[about.language], "", 1
    known.created = known.modified = about.made_at.replace(tzinfo=None)
    for name, size in _SIZES.items():
        _set_style(paper.styles[name], size, about.language)
    for section in paper.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin, section.right_margin = Cm(2.5), Cm(1.5)
        section.top_margin = section.bottom_margin = Cm(2)


def _set_style(style: Any, size: float, language: str) -> None:
    """The template has faces of its own by theme, and the language of its makers."""
    style.font.name, style.font.size, style.font.color.rgb = _FACE, Pt(size), _INK
    marks = style.element.get_or_add_rPr()
    fonts = marks.get_or_add_rFonts()
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), _FACE)
    for old in marks.findall(qn("w:lang")):
        marks.remove(old)
    marks.find(qn("w:color")).attrib.pop(qn("w:themeColor"), None)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), _REGIONS[language])
    marks.append(spoken)


def _add(paper: Paper, block: Block) -> None:
    match block:
        case Heading():
            _write(paper.add_heading("", block.level), block.words)
        case Paragraph():
            _write(paper.add_paragraph(style="Quote" if block.is_quoted else None), block.words)
        case Item():
            _write(
                paper.add_paragraph(style=_style_of(block)), block.words, "" if block.number is None else block.number
            )
        case Table():
            _add_table(paper, block)


def _style_of(item: Item) -> str | None:
    """A numbered entry carries its number as text: lists of a template would go on counting from list to list."""
    if item.number is not None:
        return "List" if item.depth == 0 else f"List {min(item.depth + 1, _DEEPEST)}"
    return "List Bullet" if item.depth == 0 else f"List Bullet {min(item.depth + 1, _DEEPEST)}"


def _write(line: Line, words: Words, number: int | str = "") -> None:
    if number:
        line.add_run(f"{number}.\t")
    for run in words:
        written = line.add_run(run.text)
        written.bold, written.italic = run.is_bold or None, run.is_italic or None


def _add_table(paper: Paper, block: Table) -> None:
    if not block.rows:
        return
    table = paper.add_table(len(block.rows), len(block.rows[0]), style="Table Grid")
    widths = _widths(len(block.rows[0]))
    for row, cells in zip(table.rows, block.rows, strict=True):
        for cell, words, width in zip(row.cells, cells, widths, strict=True):
            cell.width = width
            line = cell.paragraphs[0]
            line.alignment = WD_ALIGN_PARAGRAPH.LEFT
            _write(line, words)
    _make_head(table.rows[0])
    paper.add_paragraph()


def _widths(count: int) -> list[Length]:
    """The first column has the words, the others figures."""
    if count == 1:
        return [Cm(_WIDTH_CM)]
    first = max(_WIDTH_CM / 2, _WIDTH_CM - _FIGURE_CM * (count - 1))
    return [Cm(first), *[Cm((_WIDTH_CM - first) / (count - 1))] * (count - 1)]


def _make_head(row: Any) -> None:
    """Bold, and repeated on every page."""
    for cell in row.cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(repeated)
