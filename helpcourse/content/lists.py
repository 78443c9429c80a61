"""A list as authors write it, cut into items with what is quoted below each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

PLAIN = re.compile(r"- +(.*)")  # as in a translation


@dataclass(frozen=True, slots=True)
class Item:
    text: str
    feedback: str
    line: int  # within the body, from 0
    mark: str = ""  # what stands between the brackets; empty in a translation
    feedback_line: int = 0  # within the body; where there is no feedback, below the item


def first_item(lines: Sequence[str], marked: re.Pattern[str], plain: re.Pattern[str] = PLAIN) -> int:
    """Where the items begin: at the first mark, or else at the list with which the lines end."""
    for place, line in enumerate(lines):
        if marked.match(line):
            return place
    start = len(lines)
    for place in range(len(lines) - 1, -1, -1):
        if plain.match(lines[place]):
            start = place
        elif lines[place].strip() and not lines[place].startswith("  "):
            break
    return start


def items(
    lines: Sequence[str], first: int, marked: re.Pattern[str], plain: re.Pattern[str] = PLAIN
) -> tuple[tuple[Item, ...], tuple[int, ...]]:
    """The items in these lines, of which `first` is the place in the body, and the lines that belong to none."""
    starts = [place for place, line in enumerate(lines) if plain.match(line)]
    found = tuple(
        _item(lines[start:end], first + start, marked, plain) for start, end in pairwise([*starts, len(lines)])
    )
    strays = tuple(
        first + place
        for place, line in enumerate(lines)
        if line.strip() and not line.startswith("  ") and not plain.match(line)
    )
    return found, strays


def _item(lines: Sequence[str], line: int, marked: re.Pattern[str], plain: re.Pattern[str]) -> Item:
    with_mark, without = marked.match(lines[0]), plain.match(lines[0])
    words = (with_mark[2] if with_mark else without[1] if without else "") or ""
    rest = [later.strip() for later in lines[1:]]
    quote = next((place for place, later in enumerate(rest) if later.startswith(">")), len(rest))
    text = "\n".join([words, *rest[:quote]]).strip()
    return Item(text, unquoted(rest[quote:]), line, with_mark[1] if with_mark else "", line + 1 + quote)


def quote_at_the_end(lines: Sequence[str]) -> int:
    """Where the block quote begins with which the body ends; empty lines may divide it."""
    start = len(lines)
    while start and (lines[start - 1].startswith(">") or not lines[start - 1].strip()):
        start -= 1
    while start < len(lines) and not lines[start].strip():
        start += 1
    return start


def unquoted(lines: Sequence[str]) -> str:
    return "\n".join(re.sub(r"^> ?", "", line) for line in lines).strip()
