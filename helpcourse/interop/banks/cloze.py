"""Embedded answers, as Moodle writes them into a text: `{1:MULTICHOICE:=thirty~ten}`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape, unescape

from helpcourse.content.mistakes import phrase
from helpcourse.interop.banks.gap_words import GapWords
from helpcourse.interop.banks.intake import Item

PATTERN = re.compile(r"(?<!\\)\{(\d*):([A-Z_]+):((?:\\.|[^{}\\])*)\}", re.DOTALL)

_CHOSEN = frozenset({"MULTICHOICE", "MC"}) | frozenset(
    f"{name}{way}" for name in ("MULTICHOICE_", "MC") for way in ("S", "V", "VS", "H", "HS")
)
_TYPED = frozenset({"SHORTANSWER", "SA", "MW"})
_EXACT = frozenset({"SHORTANSWER_C", "SAC", "MWC"})
_NUMBER = frozenset({"NUMERICAL", "NM"})
_SPLIT = re.compile(r"(?<!\\)~")
_ANSWER = re.compile(r"(?:(=)|%(-?[\d.]+)%)?(.*?)(?:(?<![\\&])#(.*))?", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class ClozeGap:
    words: GapWords
    weight: int
    is_exact: bool = False


@dataclass(frozen=True, slots=True)
class _Answer:
    text: str
    share: float
    feedback: str


def read_gap(match: re.Match[str], item: Item) -> ClozeGap | None:
    """None: it cannot be a gap of ours; why is told."""
    answers = [_answer(one) for one in _SPLIT.split(match[3])]
    right = [one.text for one in answers if one.share >= 100]
    if any(0 < one.share < 100 for one in answers):
        item.tell(phrase("answers in a gap that were partly right are wrong now"))
    if any(one.feedback for one in answers):
        item.tell(phrase("feedback at the answers in a gap is left out"))
    words = _words(match[2], answers, right, item)
    if words is None or not words.is_good:
        item.tell(phrase("a gap that we cannot have: `%(gap)s`", gap=match[0][:80]))
        return None
    return ClozeGap(words, int(match[1] or 1), match[2] in _EXACT)


def _words(kind: str, answers: list[_Answer], right: list[str], item: Item) -> GapWords | None:
    if not right:
        return None
    if kind in _CHOSEN:
        others = [one.text for one in answers if one.text != right[0]]
        if len(right) > 1:
            item.tell(phrase("a gap with several right choices: only the first of them is right now"))
        return GapWords(tuple(dict.fromkeys([right[0], *others])))
    if kind in _TYPED | _EXACT:
        if any("*" in word for word in right):
            item.tell(phrase("an answer in a gap with `*` for any words is left out"))
        return GapWords(tuple(dict.fromkeys(word for word in right if "*" not in word)), is_typed=True)
    if kind in _NUMBER:
        values = [word.partition(":") for word in right]
        if any(tolerance.strip(" 0.") for _value, _colon, tolerance in values):
            item.tell(phrase("a number in a gap has no tolerance any more: it is typed as it stands"))
        return GapWords(tuple(dict.fromkeys(value.strip() for value, _colon, _tolerance in values)), is_typed=True)
    return None


def _answer(text: str) -> _Answer:
    match = _ANSWER.fullmatch(text.strip())
    if match is None:
        return _Answer("", 0, "")
    share = 100.0 if match[1] else _number(match[2] or "0")
    return _Answer(_plain(match[3]), share, _plain(match[4] or ""))


def _plain(text: str) -> str:
    return " ".join(unescape(_TAG.sub("", re.sub(r"\\(.)", r"\1", text))).split())


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def written_gap(words: Sequence[str], *, is_typed: bool, is_exact: bool = False) -> str:
    """A gap of ours as Moodle has it, to stand in HTML."""
    kind = ("SHORTANSWER_C" if is_exact else "SHORTANSWER") if is_typed else "MULTICHOICE_S"
    signs = ["="] * len(words) if is_typed else ["=", *[""] * (len(words) - 1)]
    answers = "~".join(f"{sign}{_safe(word)}" for sign, word in zip(signs, words, strict=True))
    return f"{{1:{kind}:{answers}}}"


def _safe(word: str) -> str:
    """Escaped for Moodle, then for HTML; an entity needs no `#` for these."""
    return escape(re.sub(r"([\\}{~#=%\"/])", r"\\\1", word), quote=False)
