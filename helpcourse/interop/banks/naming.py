"""Ids, tags and names of files, made of whatever they are called elsewhere."""

import re
import unicodedata

_LONGEST = 60  # letters of an id that is made; ours may have 80

# As passports and addresses spell them, Kazakh and Russian; what is not here has no Latin letter.
_SOURCE = "абвгдезийклмнопрстуфыэәғіқңөұүһ"
_TARGET = "abvgdeziiklmnoprstufyeagiqnouuh"
_LETTERS = dict(zip(_SOURCE, _TARGET, strict=True)) | {
    "ё": "e", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya",
    "ъ": "", "ь": "",
}  # fmt: skip


def slug(text: str) -> str:
    """The text in a-z, 0-9 and single hyphens; empty if nothing of it is left."""
    latin = "".join(_LETTERS.get(letter, letter) for letter in unicodedata.normalize("NFC", text).casefold())
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return words if len(words) <= _LONGEST else words[:_LONGEST].rpartition("-")[0] or words[:_LONGEST]


class Names:
    """Gives each name once; what is taken already gets a number."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}  # name -> the last number tried

    def take(self, name: str, ending: str = "") -> str:
        given = f"{name}{ending}"
        while given in self._taken:
            self._taken[name] = self._taken.get(name, 1) + 1
            given = f"{name}-{self._taken[name]}{ending}"
        self._taken.setdefault(given, 1)
        return given
