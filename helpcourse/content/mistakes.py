"""An author's mistakes, and warnings: each with its file, line and remedy, all told at once."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import total_ordering
from itertools import chain

from helpcourse.errors import HelpcourseError

MOST_OF_A_FILE = 1000  # mistakes: nobody mends more before looking again

_LONGEST_QUOTE = 300  # letters
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")

Gettext = Callable[[str], str]  # a sentence in English -> the same in the language that is spoken


@total_ordering
@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """A sentence of the catalogue and the values that fill it; equal to another if both read the same in English."""

    template: str  # in English, with placeholders: "unknown term `%(id)s`"
    values: Mapping[str, object]  # what authors wrote, numbers, or phrases

    def __str__(self) -> str:
        return self.in_words(str)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Phrase) and str(self) == str(other)

    def __lt__(self, other: "Phrase") -> bool:
        return str(self) < str(other)

    def __hash__(self) -> int:
        return hash(str(self))

    def in_words(self, gettext: Gettext) -> str:
        """The sentence as this gettext says it."""
        values = {name: _said(value, gettext) for name, value in self.values.items()}
        return gettext(self.template) % values if values else gettext(self.template)

    def of(self, **values: object) -> "Phrase":
        """The same sentence with these values."""
        return Phrase(self.template, {**self.values, **values})


def _said(value: object, gettext: Gettext) -> object:
    if isinstance(value, Phrase):
        return value.in_words(gettext)
    return quoted(value) if isinstance(value, str) else value


def quoted(words: str) -> str:
    """What stands in a file as it can stand in one line for people: what is not seen by its code, not all of a lot."""
    if len(words) > _LONGEST_QUOTE:
        words = f"{words[:_LONGEST_QUOTE]}…"
    return _UNSEEN.sub(lambda odd: f"\\u{ord(odd[0]):04x}", words)


def phrase(template: str, /, **values: object) -> Phrase:
    """What is told to authors, in words that can be translated: only what this is called with is in the catalogue."""
    return Phrase(template, values)


Difference = tuple[int, Phrase, Phrase]  # line, what, remedy: between a block and its translation


class Severity(StrEnum):
    ERROR = "error"  # nothing is published
    WARNING = "warning"  # could be better, but hinders nothing


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    file: str  # relative to the folder above the courses
    line: int
    what: Phrase
    remedy: Phrase
    severity: Severity = Severity.ERROR
    rule: str = ""  # of a warning: the name of the rule that gives it

    def __str__(self) -> str:
        return self.in_words(str)

    def in_words(self, gettext: Gettext) -> str:
        """As a compiler tells it: `courses/x/01-a/02-b.kk.md:41: what: remedy`."""
        return f"{self.file}:{self.line}: {self.what.in_words(gettext)}: {self.remedy.in_words(gettext)}"


def warning(rule: str, file: str, line: int, what: Phrase, remedy: Phrase) -> Mistake:
    return Mistake(file, line, what, remedy, Severity.WARNING, rule)


def by_place(mistakes: Iterable[Mistake]) -> list[Mistake]:
    """By file and line."""
    return sorted(mistakes, key=lambda one: (one.file, one.line, str(one.what), str(one.remedy), one.severity))


class CourseMistakes(HelpcourseError):  # noqa: N818 - it holds all mistakes of a course
    """A course cannot be used as it is written."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        self.mistakes = mistakes  # by file and line
        super().__init__("\n".join(map(str, mistakes)))


class MistakeLog:
    """Collects mistakes while a course is read, so that one does not hide the others."""

    def __init__(self) -> None:
        self._by_file: dict[str, set[Mistake]] = {}

    def tell(self, file: str, line: int, what: Phrase, remedy: Phrase) -> None:
        told = self._by_file.setdefault(file, set())
        if len(told) > MOST_OF_A_FILE:
            return
        if len(told) == MOST_OF_A_FILE:
            what = phrase("more than %(count)s mistakes in this file", count=MOST_OF_A_FILE)
            line, remedy = 1, phrase("mend those that are told first")
        told.add(Mistake(file, line, what, remedy))

    def add(self, mistakes: Iterable[Mistake]) -> None:
        """Those that another log has collected."""
        for one in mistakes:
            self.tell(one.file, one.line, one.what, one.remedy)

    def has_any(self, file: str) -> bool:
        """Whether this file has one already: what follows from it need not be told too."""
        return file in self._by_file

    def all(self) -> tuple[Mistake, ...]:
        """By file and line."""
        return tuple(by_place(chain.from_iterable(self._by_file.values())))

    def raise_if_any(self) -> None:
        if self._by_file:
            raise CourseMistakes(self.all())
