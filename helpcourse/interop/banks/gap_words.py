"""Gaps on their way into a text: what stands for them while the text around is converted."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_STAND_IN = "\ue020{}\ue021"
_FOUND = re.compile("\ue020([0-9]+)\ue021")
_OURS = re.compile(r"[|{}]")


@dataclass(frozen=True, slots=True)
class GapWords:
    words: tuple[str, ...]  # to choose from, the first is right; or accepted when typed
    is_typed: bool = False

    @property
    def written(self) -> str:
        return f"{{{{{'= ' if self.is_typed else ''}{(' | ' if self.is_typed else '|').join(self.words)}}}}}"

    @property
    def is_good(self) -> bool:
        """Whether our files can say it."""
        is_plain = not any(_OURS.search(word) or not word or word.startswith("=") for word in self.words)
        return is_plain and len(self.words) > (0 if self.is_typed else 1)


def stand_in(number: int) -> str:
    return _STAND_IN.format(number)


def put_in(markdown: str, gaps: Sequence[GapWords]) -> str:
    return _FOUND.sub(lambda match: gaps[int(match[1])].written, markdown)
