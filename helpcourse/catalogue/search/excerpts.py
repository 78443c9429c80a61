"""A few words of a text around those that were looked for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from helpcourse.catalogue.search.stems import matches, stem, words

_BEFORE = 60  # letters ahead of the first word that is marked
_LENGTH = 240
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Marked:
    """A piece of a text."""

    text: str
    is_marked: bool = False


def marked(text: str, stems: Collection[str], language: str) -> list[Marked]:
    """The whole text, with the words of these stems marked."""
    return _pieces(text, _spans(text, stems, language))


def has_any(text: str, stems: Collection[str], language: str) -> bool:
    return any(stem(word, language) in stems for word in words(text))


def excerpt(text: str, stems: Collection[str], language: str) -> list[Marked]:
    """The place where most of the words stand together; the beginning if none of them is there."""
    spans = _spans(text, stems, language)
    start = _start(text, _best(spans).start if spans else 0)
    end = _end(text, start + _LENGTH)
    inside = [_Span(span.start - start, span.end - start, span.stem) for span in spans if start <= span.start < end]
    pieces = _pieces(text[start:end].rstrip(" ,;:–—-"), inside)
    before = [Marked(f"{_ELLIPSIS} ")] if start else []
    return before + pieces + ([Marked(f" {_ELLIPSIS}")] if end < len(text) else [])


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    stem: str


def _spans(text: str, stems: Collection[str], language: str) -> list[_Span]:
    found = ((start, end, stem(word, language)) for start, end, word in matches(text))
    return [_Span(start, end, stemmed) for start, end, stemmed in found if stemmed in stems]


def _best(spans: Sequence[_Span]) -> _Span:
    """The first word of the stretch with the most different ones."""

    def worth(first: _Span) -> int:
        return len({one.stem for one in spans if 0 <= one.start - first.start < _LENGTH - _BEFORE})

    return max(spans, key=worth)


def _start(text: str, first: int) -> int:
    """Where to begin so that this word is seen: with its sentence if that is near, else with a word."""
    if first <= _BEFORE:
        return 0
    sentence = max(text.rfind(f"{sign} ", first - _BEFORE, first) for sign in ".!?;:")
    return (sentence if sentence >= 0 else text.find(" ", first - _BEFORE)) + 1 + (sentence >= 0)


def _end(text: str, wanted: int) -> int:
    return len(text) if len(text) <= wanted + _BEFORE // 2 else text.rfind(" ", 0, wanted)


def _pieces(text: str, spans: Sequence[_Span]) -> list[Marked]:
    pieces, place = [], 0
    for span in spans:
        pieces += [Marked(text[place : span.start]), Marked(text[span.start : span.end], is_marked=True)]
        place = span.end
    return [piece for piece in (*pieces, Marked(text[place:])) if piece.text]
