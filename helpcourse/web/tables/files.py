"""A table as a file: with the columns that its address names, else with all there is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask import request

from helpcourse.web.spreadsheet import Row
from helpcourse.web.tables.asked import columns_of
from helpcourse.web.tables.kinds import TableKind

NAMES = ""  # what names a row: no column that one may choose
ONLY_IN_FILE = "-"  # what the page has no column of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """What a column of the page is in the file: often several."""

    code: str
    heads: Sequence[str]
    cells: Callable[[T], Sequence[object]]


def table_of(kind: TableKind, parts: Sequence[Part[T]], things: Sequence[T]) -> list[Row]:
    """The head, and a row a thing."""
    named = request.args.get("columns")
    columns = {NAMES, *columns_of(kind, named)}
    asked = [part for part in parts if not named or part.code in columns]
    head = [head for part in asked for head in part.heads]
    return [head, *([cell for part in asked for cell in part.cells(one)] for one in things)]
