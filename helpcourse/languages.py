"""The three languages: order, fallback, sort keys, letter folding."""

import unicodedata
from collections.abc import Mapping
from typing import Literal, TypeVar

Language = Literal["kk", "ru", "en"]
LANGUAGES: tuple[Language, ...] = ("kk", "ru", "en")
DEFAULT: Language = "kk"

NAMES: dict[Language, str] = {"kk": "Қазақша", "ru": "Русский", "en": "English"}

# The Kazakh alphabet in its own order; `ё`, `ь`, `ъ` and the Russian letters stand where it has them.
_ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
_RANK = {letter: chr(0x100 + place) for place, letter in enumerate(_ALPHABET)}

# Kazakh letters as they are typed on a Russian keyboard.
_FOLD = str.maketrans("қңғүұөәһіё", "кнгууоахие")

T = TypeVar("T")


def is_language(code: str) -> bool:
    return code in LANGUAGES


def as_language(code: str | None) -> Language:
    """The language of this code, or the default if we do not speak it."""
    return code if code in LANGUAGES else DEFAULT


def in_language(texts: Mapping[str, T], language: str, source: str) -> tuple[T, str]:
    """The text in this language, or else in its source language; and the language it is in."""
    if language in texts:
        return texts[language], language
    return texts[source], source


def beginning(text: str, most: int) -> str:
    """Of a long text so many characters at most, to the end of a word."""
    return text if len(text) <= most else text[:most].rsplit(None, 1)[0] + " …"


def sort_key(text: str) -> str:
    """Orders words as a Kazakh dictionary does; to be stored and indexed.

    Neither code points nor the default Unicode order put Ә after А and І after Ы.
    """
    return "".join(_RANK.get(letter, letter) for letter in unicodedata.normalize("NFC", text).casefold())


def dictionary_key(text: str) -> str:
    """Orders headwords: what stands before the first letter does not count, as in `«қинау»`."""
    return sort_key(_from_first_letter(text))


def initial(text: str) -> str:
    """The letter under which a dictionary lists this."""
    return _from_first_letter(text)[:1].upper()


def _from_first_letter(text: str) -> str:
    return text[next((place for place, sign in enumerate(text) if sign.isalnum()), 0) :]


def has_words(name: str, text: str) -> bool:
    """Whether every word that is searched for stands in the name; Kazakh letters may be typed as Russian ones."""
    return all(word in folded(name) for word in folded(text).split())


def folded(text: str) -> str:
    """Case, `ё` and Kazakh letters folded to what a Russian keyboard can type; for searching."""
    return unicodedata.normalize("NFC", text).casefold().translate(_FOLD)
