"""What would take Python-Markdown longer than an author waits: looked for before it is tried."""

import re
from collections.abc import Iterator
from itertools import accumulate

from helpcourse.content.fences import in_code
from helpcourse.content.links import Problem
from helpcourse.content.mistakes import phrase

MOST_OPEN = 50  # brackets at one place: each is looked through to the end of its paragraph
MOST_LINES = 500  # of a paragraph: it is cut anew at each line that begins something else
DEEPEST = 20  # lists and quotations within each other: each is taken apart on its own

_NO_WORDS = re.compile(r"\n(?:[ >]*\n)+")
_BRACKETS = re.compile(r"\\.|[\[\]]")
_PARENTHESES = re.compile(r"\\.|[()]")
_STEPS = {"[": 1, "]": -1, "(": 1, ")": -1}
_DEEP = re.compile(rf"^ *(?:(?:>|[-*+] |[0-9]+[.)] ) *){{{DEEPEST + 1}}}|^[ >]{{{4 * DEEPEST}}}", re.MULTILINE)


def excess(markdown: str) -> Problem | None:
    """What has to be written otherwise before the text can be rendered."""
    words = _without_code(markdown)
    if words.count("[") > MOST_OPEN and _most_open(words, _BRACKETS) > MOST_OPEN:
        remedy = phrase("close each with `]`, or write `\\[` for the sign")
        return Problem(phrase("too many `[` that are not closed"), remedy, "[")
    if words.count("(") > MOST_OPEN and _most_open(words, _PARENTHESES) > MOST_OPEN:
        remedy = phrase("close each with `)`, or write `\\(` for the sign")
        return Problem(phrase("too many `(` that are not closed"), remedy, "(")
    if words.count("\n") > MOST_LINES and any(one.count("\n") > MOST_LINES for one in _paragraphs(words)):
        what = phrase("more than %(count)s lines without an empty one", count=MOST_LINES)
        return Problem(what, phrase("put empty lines between, or divide the text"))
    if _DEEP.search(words):
        return Problem(phrase("lists or quotations within each other too deep"), phrase("write them flatter"))
    return None


def may_exceed(prose: str) -> bool:
    """Whether a text without lists, code and brackets but those of its links has to be looked at at all."""
    return prose.count("\n") > MOST_LINES or prose.count("(") > MOST_OPEN


def _without_code(markdown: str) -> str:
    """What stands in fences costs nothing."""
    if "```" not in markdown and "~~~" not in markdown:
        return markdown
    return "\n".join("" if is_code else line for is_code, line in in_code(markdown.split("\n")))


def _most_open(words: str, signs: re.Pattern[str]) -> int:
    """How many brackets are open where most of them are; none stays open after its paragraph."""
    return max(max(_open(one, signs), default=0) for one in _paragraphs(words))


def _open(paragraph: str, signs: re.Pattern[str]) -> Iterator[int]:
    steps = (_STEPS.get(sign, 0) for sign in signs.findall(paragraph))
    return accumulate(steps, lambda now, step: max(0, now + step))


def _paragraphs(words: str) -> list[str]:
    return _NO_WORDS.split(words)
