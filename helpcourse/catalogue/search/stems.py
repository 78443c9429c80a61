"""Words of a text and their stems: what the index keeps and what a query is looked up by."""

import re
import threading
import unicodedata
from functools import lru_cache

import snowballstemmer

from helpcourse.catalogue.search import kazakh
from helpcourse.languages import folded

LONGEST_WORD = 40  # letters; what is longer is no word

_WORD = re.compile(r"[^\W_]+")
_ACCENTED = re.compile("[à-ɏ]")  # ä is a; й, which Unicode can take apart too, is a letter of its own
_KEPT = 60_000  # a course of forty lessons has some 10,000 words in a language

# Words that say nothing about what a text is on, folded; a query of nothing else is looked up by them all the same.
_EMPTY = {
    "kk": "және мен бен пен да де та те не ма ме ба бе па пе бұл ол осы сол үшін туралы бойынша болып бола болса ғана "
    "тек өз оның деп еді екен қалай қандай кім неше қай қашан керек бар жоқ немесе ал бірақ әрі егер кезінде алу беру",
    "ru": "и в во на с со к ко о об от до из за по под при над для без у не ни но а или как что это то ли же бы так "
    "кто где когда чем если его ее их он она они мы вы я можно нужно есть быть какие какой какая",
    "en": "a an the of to in on at by for from with without and or not is are was were be been can may do does did we "
    "i you he she it they this that these those what which who how when where if as into before after until",
}
_LETTERS = {
    "kk": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "en": "abcdefghijklmnopqrstuvwxyz",
}

_lock = threading.Lock()  # a Snowball stemmer keeps the word it works on in itself
_snowball = {"ru": snowballstemmer.stemmer("russian"), "en": snowballstemmer.stemmer("english")}


def words(text: str) -> list[str]:
    """The words of a text, folded, in order; single letters are none."""
    return [word for match in _WORD.finditer(text) if (word := fold(match[0]))]


def matches(text: str) -> list[tuple[int, int, str]]:
    """As `words`, with where each stands."""
    return [(*match.span(), word) for match in _WORD.finditer(text) if (word := fold(match[0]))]


@lru_cache(maxsize=_KEPT)
def fold(word: str) -> str:
    """A word as it is compared: case, ё, Kazakh letters and Latin accents folded; empty if it is no word."""
    plain = _ACCENTED.sub(_without_accent, folded(word))
    is_word = 1 < len(plain) <= LONGEST_WORD or plain.isdigit()
    return plain[:LONGEST_WORD] if is_word else ""


def is_empty(word: str, language: str) -> bool:
    return word in _EMPTY_WORDS[language]


@lru_cache(maxsize=_KEPT)
def stem(word: str, language: str) -> str:
    """The stem of a folded word."""
    if word.isdigit():
        return word
    if language == "kk":
        return kazakh.stem(word)
    with _lock:
        stemmed: str = _snowball[language].stemWord(word)
    return stemmed


def neighbours(word: str, language: str) -> set[str]:
    """All that is one letter away: one missing, one too many, another one, or two that changed places."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    letters = _LETTERS[language]
    missing = {head + tail[1:] for head, tail in cuts if tail}
    swapped = {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    other = {head + letter + tail[1:] for head, tail in cuts if tail for letter in letters}
    added = {head + letter + tail for head, tail in cuts for letter in letters}
    return (missing | swapped | other | added) - {word}


def _without_accent(letter: re.Match[str]) -> str:
    return unicodedata.normalize("NFD", letter[0])[0]


_EMPTY_WORDS = {language: frozenset(words(text)) for language, text in _EMPTY.items()}
