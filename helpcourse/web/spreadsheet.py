"""Tables as files that spreadsheets open as they are, and that cannot run anything there."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from babel.numbers import format_decimal
from flask import Response
from xlsxwriter import Workbook

from helpcourse.web.i18n import current_language

Row = Sequence[object]  # of text and numbers; None: an empty cell

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_AS_WRITTEN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_LONGEST_CELL = 32_767  # characters; a spreadsheet takes no more
_WIDEST = 60  # characters


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet of a workbook; its first row is the head."""

    name: str
    rows: Sequence[Row]


def csv_file(name: str, rows: Iterable[Row]) -> Response:
    """A download; semicolons, since spreadsheets set to Kazakh or Russian read commas as decimal points."""
    lines = io.StringIO()
    csv.writer(lines, delimiter=";", lineterminator="\r\n").writerows([_harmless(cell) for cell in row] for row in rows)
    return _download(lines.getvalue().encode("utf-8-sig"), "text/csv", f"{name}.csv")


def xlsx_file(name: str, tables: Iterable[Table]) -> Response:
    """A download of several tables; numbers stay numbers, and text is never read as anything else."""
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True, **_AS_WRITTEN}) as book:
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        for table in tables:
            sheet = book.add_worksheet(table.name)
            sheet.freeze_panes(1, 0)
            for number, row in enumerate(table.rows):
                sheet.write_row(number, 0, [_short(cell) for cell in row], None if number else head)
            for column, width in enumerate(_widths(table.rows)):
                sheet.set_column(column, column, width)
    return _download(file.getvalue(), _XLSX, f"{name}.xlsx")


def _download(content: bytes, mimetype: str, name: str) -> Response:
    response = Response(content, mimetype=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _short(cell: object) -> object:
    return cell[:_LONGEST_CELL] if isinstance(cell, str) else cell


def _widths(rows: Sequence[Row]) -> list[int]:
    """Of each column in characters, so that what is in it can be read."""
    longest = [max(len(str(cell)) for cell in column) for column in zip(*rows, strict=True)]
    return [min(max(width, 10), _WIDEST) for width in longest]


def _harmless(cell: object) -> str:
    """Text that a spreadsheet would take for a formula gets an apostrophe, which it does not show.

    A number cannot be one, even with its minus: it is written as the language has it.
    """
    if cell is None:
        return ""
    if isinstance(cell, float):
        return format_decimal(cell, format="0.####", locale=current_language())
    text = str(cell)
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text
