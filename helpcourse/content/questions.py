"""The body of a question, cut into its prompt, answers and feedback; and of a reflection, into prompt and model."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from helpcourse.content.fences import in_code
from helpcourse.content.gaps import has_gaps
from helpcourse.content.lists import PLAIN, Item, first_item, items, quote_at_the_end, unquoted

_MARKED = re.compile(r"- \[(.)\](?: (.*)|$)")
_PAIR = re.compile(r"- .*?(?:^|\s)::(?:\s|$)")
_NUMBERED = re.compile(r"[0-9]+[.)] +(.*)")
_EQUALS = re.compile(r"=(?: +(.*)|$)")
_BETWEEN = re.compile(r"(?:^|\s)::(?:\s|$)")
_NEVER = re.compile(r"(?!)")


class Form(Enum):
    """How the answers are written; the same in every language."""

    CHOICE = auto()  # `- [x] option`, in a translation `- option`
    PAIRS = auto()  # `- term :: match`
    ORDER = auto()  # a numbered list
    TYPED = auto()  # `= answer`
    GAPS = auto()  # `{{first|second}}` in the prompt
    NONE = auto()


_ITEMS = {Form.CHOICE: PLAIN, Form.PAIRS: PLAIN, Form.ORDER: _NUMBERED, Form.TYPED: _EQUALS}


@dataclass(frozen=True, slots=True)
class QuestionText:
    """A question in one language, as Markdown."""

    form: Form
    prompt: str
    options: tuple[Item, ...]  # also pairs, steps and typed answers
    feedback: str
    feedback_line: int  # within the body, from 0; where there is none, the last line
    strays: tuple[int, ...]  # lines that belong to nothing


@lru_cache(maxsize=2048)  # checked, proofread, warned of: a question's words are cut once; a course has hundreds
def split_question(body: str) -> QuestionText:
    """The parts of a question, whether its options carry marks or, as in a translation, do not."""
    lines = body.split("\n")
    quote = quote_at_the_end(lines)
    form = _form(lines[:quote])
    start = quote
    options: tuple[Item, ...] = ()
    strays: tuple[int, ...] = ()
    if plain := _ITEMS.get(form):
        start = first_item(lines[:quote], _first(form), plain)
        options, strays = items(lines[start:quote], start, _MARKED if form is Form.CHOICE else _NEVER, plain)
    line = min(quote, len(lines) - 1)
    return QuestionText(form, "\n".join(lines[:start]).strip(), options, unquoted(lines[quote:]), line, strays)


def pair_of(text: str) -> tuple[str, str]:
    """Term and match; the match is empty where there is none."""
    term, *match = _BETWEEN.split(text, maxsplit=1)
    return term.strip(), match[0].strip() if match else ""


def split_reflection(body: str) -> tuple[str, str, int]:
    """The prompt, the model answer and the model answer's line within the body."""
    lines = body.split("\n")
    quote = quote_at_the_end(lines)
    return "\n".join(lines[:quote]).strip(), unquoted(lines[quote:]), min(quote, len(lines) - 1)


def _form(lines: Sequence[str]) -> Form:
    """What is written first of these counts; prose alone is answered in prose."""
    written = [line for is_code, line in in_code(list(lines)) if not is_code]
    if has_gaps("\n".join(written)):
        return Form.GAPS
    for form, sign in ((Form.CHOICE, _MARKED), (Form.PAIRS, _PAIR), (Form.TYPED, _EQUALS)):
        if any(sign.match(line) for line in written):
            return form
    for form in (Form.CHOICE, Form.ORDER):
        if first_item(lines, _NEVER, _ITEMS[form]) < len(lines):
            return form
    return Form.NONE


def _first(form: Form) -> re.Pattern[str]:
    """What the first answer looks like, should a list of the prompt stand before it."""
    return {Form.CHOICE: _MARKED, Form.PAIRS: _PAIR, Form.TYPED: _EQUALS}.get(form, _NEVER)
