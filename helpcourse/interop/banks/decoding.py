"""Bytes to text, whatever editor wrote them: what the file says of itself, or what its owner says."""

import codecs
import re

from helpcourse.content.files import cleaned
from helpcourse.content.mistakes import Phrase, phrase
from helpcourse.interop.banks.bank import BankError

ENCODINGS = ("utf-8", "utf-16", "windows-1251", "kz1048")  # that an owner may name; the last is Windows' Kazakh one
LARGEST = 20_000_000  # bytes of a file; Moodle writes pictures out as letters

_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_CYRILLIC = re.compile(r"[А-яЁёІіҢңҒғҮүҰұҚқӨөҺһӘә]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def decoded(content: bytes, encoding: str = "") -> str:
    """The text with one kind of line ends; a mark at its start decides, then `encoding`. Raises BankError."""
    look_at_size(content)
    said = next((name for mark, name in _MARKS.items() if content.startswith(mark)), encoding or "utf-8")
    try:
        text = content.decode(said)
    except UnicodeDecodeError as error:
        raise BankError(content.count(b"\n", 0, error.start) + 1, not_in(said, content)) from error
    if found := _CONTROLS.search(text):
        what = phrase("a character that stands in no text: `U+%(code)s`", code=f"{ord(found[0]):04X}")
        raise BankError(text.count("\n", 0, found.start()) + 1, what)
    return cleaned(text.removeprefix("\ufeff"))


def look_at_size(content: bytes) -> None:
    """Raises BankError."""
    if len(content) > LARGEST:
        raise BankError(0, phrase("%(size)s bytes are too many: %(limit)s at most", size=len(content), limit=LARGEST))


def not_in(encoding: str, content: bytes) -> Phrase:
    """What is said of a file that is not in this encoding; and in which it may be."""
    likely = next((name for name in ("kz1048", "windows-1251") if _reads_well(content, name)), "")
    if likely and encoding.startswith("utf-8"):
        return phrase(
            "not UTF-8; it reads well as %(encoding)s: give that as its encoding, or save it in UTF-8", encoding=likely
        )
    return phrase("not in %(encoding)s: save it in UTF-8", encoding=encoding.removesuffix("-sig"))


def _reads_well(content: bytes, encoding: str) -> bool:
    """Whether the letters beyond ASCII are Cyrillic ones then; of Kazakh ones there must be some to tell."""
    text = content[:100_000].decode(encoding, "replace")
    beyond = [letter for letter in text if letter > "\x7f"]
    cyrillic = sum(1 for letter in beyond if _CYRILLIC.match(letter))
    has_kazakh = any(letter in "ҢңҒғҮүҰұҚқӨөҺһӘә" for letter in beyond)
    return cyrillic > 0.8 * len(beyond) and (has_kazakh or encoding != "kz1048")
