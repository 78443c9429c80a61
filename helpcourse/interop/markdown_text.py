"""Words and tables as Markdown that says just what they say."""

import re
from collections.abc import Iterable, Sequence

_SIGNS = re.compile(r"([\\`*_{}\[\]#|])")
_LINE_START = re.compile(r"^(\d*)([-+>.)])(?=\s|$)")


def plain(text: str) -> str:
    """On one line, and nothing in it read as a mark."""
    return _LINE_START.sub(r"\1\\\2", _SIGNS.sub(r"\\\1", " ".join(text.split())))


def heading(level: int, words: str) -> list[str]:
    """Words that are no Markdown, as a heading."""
    return [f"{'#' * level} {plain(words)}", ""]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """The lines of a table; its cells are Markdown."""
    return [_row(head), _row(["---"] * len(head)), *map(_row, rows), ""]


def items(entries: Iterable[str]) -> list[str]:
    """The lines of a list without numbers."""
    return [*(f"- {entry}" for entry in entries), ""]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
