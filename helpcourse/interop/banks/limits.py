"""How much one file may ask for: what it takes to read it grows with this and with nothing else."""

import re
from collections.abc import Iterable
from itertools import islice
from typing import TypeVar

from helpcourse.content.mistakes import phrase
from helpcourse.interop.banks.bank import BankError

MOST_QUESTIONS = 1_000
MOST_TEXTS = 15_000  # with options and feedback
MOST_LETTERS = 8_000_000  # in all of them
MOST_MARKED = 600  # texts that are more than a paragraph of words; four times as many of those that need no rendering
LONGEST_TEXT = 20_000  # letters

_LONG = 1_000  # letters, or
_MANY = 7  # tags: as many more in a text with marks take as long as another text
_RENDERED = 0.75  # of the time is spent on rendering a text, to know whether it was converted well

_MOST_SIGNS = 1_500  # of HTML or Markdown in one text
_MOST_BRACKETS = 150  # of which Markdown takes the square in time
_MOST_DENSE = 8_000  # signs beyond what prose and tables have, in the whole file
_SIGN = re.compile(r"[]\\`*_\[{}<>&$~|!]")


T = TypeVar("T")


def look_at_count(questions: Iterable[T]) -> list[T]:
    """All of them, before the first one is looked at. Raises BankError."""
    taken = list(islice(questions, MOST_QUESTIONS + 1))
    if len(taken) > MOST_QUESTIONS:
        raise BankError(0, phrase("more than %(count)s questions: divide the file", count=MOST_QUESTIONS))
    return taken


class Budget:
    """Of one file; raises BankError once it is spent."""

    def __init__(self) -> None:
        self._texts = self._letters = 0
        self._marked = 0.0
        self._dense = 0.0

    def text(self, text: str, line: int) -> None:
        self._texts += 1
        self._letters += len(text)
        self._dense += max(0, _signs(text) - 20 - len(text) / 20)
        if self._texts > MOST_TEXTS or self._dense > _MOST_DENSE:
            raise BankError(line, phrase("too many texts, or too many signs in them: divide the file"))
        if self._letters > MOST_LETTERS:
            raise BankError(line, phrase("more than %(count)s letters: divide the file", count=MOST_LETTERS))

    def convert(self, html: str, line: int) -> None:
        """A text with marks."""
        self._take((1 - _RENDERED) * (1 + len(html) / _LONG + html.count("<") / _MANY), line)

    def render(self, text: str, line: int) -> None:
        """The same, besides."""
        self._take(_RENDERED * (1 + len(text) / _LONG), line)

    def _take(self, times: float, line: int) -> None:
        self._marked += times
        if self._marked > MOST_MARKED:
            raise BankError(
                line,
                phrase(
                    "more than about %(count)s texts with lists, links, formulas or other marks: divide the file",
                    count=MOST_MARKED,
                ),
            )


def is_too_much(text: str) -> bool:
    """Whether no question would have such a text."""
    return len(text) > LONGEST_TEXT or text.count("[") > _MOST_BRACKETS or _signs(text) > _MOST_SIGNS


def _signs(text: str) -> int:
    return len(_SIGN.findall(text))
