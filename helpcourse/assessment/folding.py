"""What does not matter in typed words: how they are spelt on another keyboard, or copied from another program."""

import re
import unicodedata
from functools import lru_cache

from helpcourse import languages

# Drawn alike in both alphabets, at least as capitals; `h` as people type it for the Kazakh letter.
_LOOK_ALIKES = str.maketrans("abcehikmoptxyə", "авсехикмортхуа")
_DASHES = re.compile("[\u2010-\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d]")
_QUOTES = re.compile("[\"'`´ʹʺʻʼʽˈ‘’‚‛“”„‟′″‵‶«»‹›〝〞〟]")
ENDS = " .,;:!?"  # of a sentence
_ACCENTS = re.compile("[\u0300-\u036f]")
_OF_A_NUMBER = re.compile(r"(?:(?<=[0-9])|^)[ -]*-[ -]*(?=[0-9])")
_OF_THOUSANDS = re.compile(r"(?<=[0-9]) (?=[0-9]{3}(?![0-9]))")
_BETWEEN_LETTERS = re.compile(r"-|(?<![0-9]) | (?![0-9])")


def plain(text: str) -> str:
    """The text without what nobody sees: soft hyphens, joiners, marks of direction, doubled and outer spaces."""
    seen = unicodedata.normalize("NFC", text)
    if not text.isascii():
        seen = "".join(sign for sign in seen if unicodedata.category(sign) != "Cf")
    return " ".join(seen.split())


@lru_cache(maxsize=2048)  # what is accepted is compared with every answer
def folded(text: str) -> str:
    """Two texts that are folded alike are the same answer: case, spaces, dashes, quotation marks, `ё`, accents,
    the full stop at the end, and letters that look alike in Kazakh, Russian and Latin do not matter.

    Between digits dashes and spaces stay, but for those of thousands: articles 14-15 are not article 1415.
    """
    letters = languages.folded(unicodedata.normalize("NFKC", plain(text)))
    letters = "".join(_bare(letter) for letter in letters).translate(_LOOK_ALIKES)
    letters = plain(_QUOTES.sub("", _DASHES.sub("-", letters))).strip(ENDS)
    return _BETWEEN_LETTERS.sub("", _OF_THOUSANDS.sub("", _OF_A_NUMBER.sub("−", letters)))


def _bare(letter: str) -> str:
    """Without its accent; `й` is a letter of its own."""
    return letter if letter == "й" else _ACCENTS.sub("", unicodedata.normalize("NFKD", letter))
