"""Gaps in a text: `{{ten|thirty|sixty}}`, of which the first is right, or `{{= thirty | 30}}`, to be typed."""

import re
from collections.abc import Callable
from dataclasses import dataclass

_GAP = re.compile(r"\{\{((?:(?!\{\{).)*?)\}\}", re.DOTALL)
_NUMBER = "\ue000{}\ue001"  # stands for a gap while the text around it is rendered
_RENDERED = re.compile("\ue000([0-9]+)\ue001")


@dataclass(frozen=True, slots=True)
class GapText:
    """A gap as written in one language."""

    words: tuple[str, ...]  # to choose from, or accepted when typed
    is_typed: bool
    line: int  # within the body, from 0


def has_gaps(text: str) -> bool:
    return "{{" in text


def gaps_in(text: str) -> tuple[GapText, ...]:
    return tuple(_gap(match[1], text.count("\n", 0, match.start())) for match in _GAP.finditer(text))


def is_left_open(text: str) -> bool:
    """Whether a gap is begun and not ended, or ended and not begun."""
    rest = _GAP.sub("", text)
    return "{{" in rest or "}}" in rest


def marked(text: str) -> str:
    """The text with a number in place of each gap, safe from Markdown."""
    numbers = iter(range(1, len(text)))
    return _GAP.sub(lambda _: _NUMBER.format(next(numbers)), text)


def with_gaps(html: str, shown: Callable[[int], str]) -> str:
    """What was rendered, with its gaps shown so."""
    return _RENDERED.sub(lambda match: shown(int(match[1])), html)


def _gap(inside: str, line: int) -> GapText:
    is_typed = inside.lstrip().startswith("=")
    words = inside.lstrip()[1:] if is_typed else inside
    return GapText(tuple(" ".join(word.split()) for word in words.split("|")), is_typed, line)
