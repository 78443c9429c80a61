"""The body of a question, cut into its prompt, options and feedback; and of a reflection, into prompt and model."""

import re
from dataclasses import dataclass
from itertools import pairwise

_MARKED = re.compile(r"- \[(.)\](?: (.*)|$)")
_PLAIN = re.compile(r"- +(.*)")


@dataclass(frozen=True, slots=True)
class Option:
    text: str
    feedback: str
    line: int  # within the body, from 0
    mark: str = ""  # what stands between the brackets; empty in a translation
    feedback_line: int = 0  # within the body; where there is no feedback, below the option


@dataclass(frozen=True, slots=True)
class QuestionText:
    """A question in one language, as Markdown."""

    prompt: str
    options: tuple[Option, ...]
    feedback: str
    feedback_line: int  # within the body, from 0; where there is none, the last line
    strays: tuple[int, ...]  # lines that belong to nothing


def split_question(body: str) -> QuestionText:
    """The parts of a question, whether its options carry marks or, as in a translation, do not."""
    lines = body.split("\n")
    quote = _quote_at_the_end(lines)
    start = _first_option(lines[:quote])
    options, strays = _options(lines[start:quote], start)
    feedback = _unquoted(lines[quote:])
    line = min(quote, len(lines) - 1)
    return QuestionText("\n".join(lines[:start]).strip(), options, feedback, line, strays)


def split_reflection(body: str) -> tuple[str, str, int]:
    """The prompt, the model answer and the model answer's line within the body."""
    lines = body.split("\n")
    quote = _quote_at_the_end(lines)
    return "\n".join(lines[:quote]).strip(), _unquoted(lines[quote:]), min(quote, len(lines) - 1)


def _quote_at_the_end(lines: list[str]) -> int:
    """Where the block quote begins with which the body ends; empty lines may divide it."""
    start = len(lines)
    while start and (lines[start - 1].startswith(">") or not lines[start - 1].strip()):
        start -= 1
    while start < len(lines) and not lines[start].strip():
        start += 1
    return start


def _first_option(lines: list[str]) -> int:
    """Where the options begin: at the first mark, or else at the list with which the lines end."""
    for place, line in enumerate(lines):
        if _MARKED.match(line):
            return place
    start = len(lines)
    for place in range(len(lines) - 1, -1, -1):
        if _PLAIN.match(lines[place]):
            start = place
        elif lines[place].strip() and not lines[place].startswith("  "):
            break
    return start


def _options(lines: list[str], first: int) -> tuple[tuple[Option, ...], tuple[int, ...]]:
    starts = [place for place, line in enumerate(lines) if _PLAIN.match(line)]
    options = tuple(_option(lines[start:end], first + start) for start, end in pairwise([*starts, len(lines)]))
    strays = tuple(
        first + place
        for place, line in enumerate(lines)
        if line.strip() and place not in starts and not line.startswith("  ")
    )
    return options, strays


def _option(lines: list[str], line: int) -> Option:
    marked, plain = _MARKED.match(lines[0]), _PLAIN.match(lines[0])
    words = (marked[2] or "") if marked else plain[1] if plain else ""
    rest = [later.strip() for later in lines[1:]]
    quote = next((place for place, later in enumerate(rest) if later.startswith(">")), len(rest))
    text = "\n".join([words, *rest[:quote]]).strip()
    return Option(text, _unquoted(rest[quote:]), line, marked[1] if marked else "", line + 1 + quote)


def _unquoted(lines: list[str]) -> str:
    return "\n".join(re.sub(r"^> ?", "", line) for line in lines).strip()
