"""What is given for a question, part by part, and what is to be said of each part."""

import re
from collections.abc import Mapping
from enum import StrEnum

from helpcourse.assessment.folding import plain

# Part of the question -> what was given for it; ids are the same in every language and every order shown.
#   choices   option -> TICKED
#   matching  pair whose term it is -> pair whose match was chosen
#   ordering  step -> the place given to it, from "1"
#   typed     TEXT -> the words
#   gaps      number of the gap, from "1" -> number of the choice, or the words
# Empty: not answered.
Answer = Mapping[str, str]

TICKED = "x"
TEXT = "text"

LONGEST_LINE = 1_000  # characters
LONGEST_ESSAY = 20_000

_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")  # no database takes half a character, nor all of them a NUL


class Verdict(StrEnum):
    """What is to be said of one part; nothing of an option that was rightly left alone."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSED = "missed"


def without_blanks(answer: Answer) -> Answer:
    """A part of nothing but spaces is not answered."""
    return {part: value for part, value in answer.items() if plain(value)}


def is_text(answer: Answer, *, longest: int = LONGEST_LINE) -> bool:
    """Whether this is something typed, and nothing else."""
    return answer.keys() <= {TEXT} and all(can_be_kept(words, longest=longest) for words in answer.values())


def can_be_kept(words: str, *, longest: int = LONGEST_LINE) -> bool:
    """Whether what was typed is short enough, and made of characters."""
    return len(words) <= longest and not _UNKEEPABLE.search(words)
