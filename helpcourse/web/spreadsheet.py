"""Tables as CSV files that spreadsheets open as they are, and that cannot run anything there."""

import csv
import io
from collections.abc import Iterable, Sequence

from babel.numbers import format_decimal
from flask import Response

from helpcourse.web.i18n import current_language

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def csv_file(name: str, rows: Iterable[Sequence[object]]) -> Response:
    """A download; semicolons, since spreadsheets set to Kazakh or Russian read commas as decimal points."""
    lines = io.StringIO()
    csv.writer(lines, delimiter=";", lineterminator="\r\n").writerows([_harmless(cell) for cell in row] for row in rows)
    response = Response(lines.getvalue().encode("utf-8-sig"), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _harmless(cell: object) -> str:
    """Text that a spreadsheet would take for a formula gets an apostrophe, which it does not show.

    A number cannot be one, even with its minus: it is written as the language has it.
    """
    if isinstance(cell, float):
        return format_decimal(cell, format="0.####", locale=current_language())
    text = str(cell)
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text
