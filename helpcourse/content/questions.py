"""The body of a question, cut into its prompt, options and feedback; and of a reflection, into prompt and model."""

import re
from dataclasses import dataclass
from functools import lru_cache

from helpcourse.content.lists import Item, first_item, items, quote_at_the_end, unquoted

_MARKED = re.compile(r"- \[(.)\](?: (.*)|$)")


@dataclass(frozen=True, slots=True)
class QuestionText:
    """A question in one language, as Markdown."""

    prompt: str
    options: tuple[Item, ...]
    feedback: str
    feedback_line: int  # within the body, from 0; where there is none, the last line
    strays: tuple[int, ...]  # lines that belong to nothing


@lru_cache(maxsize=2048)  # it is asked for by all who check, pair and render
def split_question(body: str) -> QuestionText:
    """The parts of a question, whether its options carry marks or, as in a translation, do not."""
    lines = body.split("\n")
    quote = quote_at_the_end(lines)
    start = first_item(lines[:quote], _MARKED)
    options, strays = items(lines[start:quote], start, _MARKED)
    feedback = unquoted(lines[quote:])
    line = min(quote, len(lines) - 1)
    return QuestionText("\n".join(lines[:start]).strip(), options, feedback, line, strays)


def split_reflection(body: str) -> tuple[str, str, int]:
    """The prompt, the model answer and the model answer's line within the body."""
    lines = body.split("\n")
    quote = quote_at_the_end(lines)
    return "\n".join(lines[:quote]).strip(), unquoted(lines[quote:]), min(quote, len(lines) - 1)
