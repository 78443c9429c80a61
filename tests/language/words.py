"""Which words of a text belong to another language than the text's own."""

import gc
import re
import warnings
from functools import cache
from pathlib import Path

from spylls.hunspell import Dictionary

_FOLDER = Path(__file__).parent
_DICTIONARIES = Path("/usr/share/hunspell")

# What is no word: what authors write (in backticks), addresses of mail and pages, paths of links, numbers of
# registration, codes, digests.
_NO_WORDS = re.compile(
    r"`[^`]*`|https?://\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\bwww\.\S+|(?<!\w)/[\w/<>.-]+"
    r"|\b[A-Z]{2,4}-\d{4}-\d{5}\b|\b(?:[A-Z0-9]{4}-)+[A-Z0-9]{4}\b|\b(?=\w*\d)[0-9a-f]{8,64}\b"
    r"|\bP7[MS]\b|\b(?=\w*\d)[A-Z0-9]{16}\b|\b\d+[-\u2011][IVX]+\b|%\(\w+\)[sd]"  # № 154-VII: how acts are numbered
)
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]+(?:['’-][A-Za-zÀ-ÖØ-öø-ÿ]+)*")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]+(?:-[Ѐ-ӿ]+)*")
_KAZAKH_LETTERS = frozenset("әғқңөұүһі")


def foreign_words(text: str, language: str) -> list[str]:
    """Words that do not belong into a text of this language, sorted, each once."""
    words = _NO_WORDS.sub(" ", text)
    latin = set() if language == "en" else {word for word in _LATIN.findall(words) if not _is_allowed(word)}
    cyrillic = {word for word in _CYRILLIC.findall(words) if not _is_allowed(word) and _IS_FOREIGN[language](word)}
    return sorted(latin | cyrillic)


@cache
def _is_russian_only(word: str) -> bool:
    """Whether Russian knows the word and Kazakh does not; hunspell-kk rejects a quarter of good Kazakh words."""
    parts = (part for part in word.split("-") if not _is_kazakh_at_sight(part))
    return any(_knows("ru_RU", part) and not any(_knows("kk_KZ", stem) for stem in _stems(part)) for part in parts)


def _is_kazakh_at_sight(word: str) -> bool:
    """Most words are; to ask a dictionary takes a thousand times as long."""
    if _KAZAKH_LETTERS & set(word.casefold()) or len(word) < 3:  # particles and letters mean nothing alone
        return True
    return any(stem in _list("kazakh_words.txt") for stem in _stems(word))


def _stems(word: str) -> list[str]:
    lower = word.casefold()
    stems = [lower, *(lower.removesuffix(ending) for ending in _list("kazakh_endings.txt") if lower.endswith(ending))]
    return [stem for stem in stems if len(stem) > 2]


def _has_kazakh_letters(word: str) -> bool:
    return bool(_KAZAKH_LETTERS & set(word.casefold()))


def _is_cyrillic(_word: str) -> bool:
    return True


_IS_FOREIGN = {"kk": _is_russian_only, "ru": _has_kazakh_letters, "en": _is_cyrillic}


def _is_allowed(word: str) -> bool:
    return any(word.casefold() in _list(name) for name in ("allowed_latin.txt", "names.txt"))


@cache
def _list(name: str) -> frozenset[str]:
    """Words of a list, folded; `#` begins a comment."""
    lines = (_FOLDER / name).read_text("utf-8").splitlines()
    return frozenset(word.casefold() for line in lines for word in line.partition("#")[0].split())


@cache
def _knows(dictionary: str, word: str) -> bool:
    return any(_dictionary(dictionary).lookup(form) for form in {word, word.casefold(), word.capitalize()})


@cache
def _dictionary(name: str) -> Dictionary:
    """From Debian's hunspell packages; .ci/system-packages gets them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # spylls leaves the closing of its files to chance
        dictionary = Dictionary.from_files(str(_DICTIONARIES / name))
        gc.collect()
    return dictionary
