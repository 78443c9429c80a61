"""Which of the documents that have words of a query come first."""

import heapq
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from helpcourse.catalogue.search.texts import TERMS

MOST = 100  # documents that are ever shown for a query; of these it is also seen whether the words stand together
_MOST_TERMS = 2
_TOGETHER = 0.6  # the share that a document gains if one of its parts has all the words
_NUMBERS = 1 << 16  # more documents than an edition has
_PARTS = 64

Place = tuple[int, int, int]  # the document's number, its weight, its parts as bits
Places = Mapping[int, Place]  # by `document`

_NOWHERE: Place = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word of the query: where it is, and how sure it is that it was meant, 0 to 1."""

    places: Places
    sureness: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """A document that was found."""

    edition_id: int
    number: int
    parts: tuple[int, ...] = ()  # those that have the most of the query; none: it is in the title alone


@dataclass(frozen=True, slots=True)
class Ranking:
    total: int  # courses and lessons that were found
    pages: tuple[Ranked, ...] = ()  # the best of them
    terms: tuple[Ranked, ...] = ()  # whose names have all the words


def document(edition_id: int, number: int) -> int:
    """One number for both: a search goes through some ten thousand of them."""
    return edition_id * _NUMBERS + number


def ranking(words: Sequence[Wanted]) -> Ranking:
    """Documents with all words first, then those with most of them; in each group the best first.

    A rare word tells more than a frequent one.
    """
    common = set.intersection(*(set(word.places) for word in words))
    terms = sorted(key for key in common if key & TERMS)[:_MOST_TERMS]
    everywhere = [key for key in set().union(*(word.places for word in words)) if not key & TERMS]
    complete = [key for key in common if not key & TERMS]
    worths = [math.log(1 + len(everywhere) / (1 + len(word.places))) for word in words]
    candidates = complete if len(complete) >= MOST else everywhere  # with so many complete ones nobody sees the others
    scores = _scores(candidates, words, worths)
    best = heapq.nlargest(MOST, ((key in common, score, key) for key, score in zip(candidates, scores, strict=True)))
    looked_into = sorted((_look_into(words, worths, *one) for one in best), reverse=True)
    pages = tuple(_found(key, parts) for _is_complete, _score, key, parts in looked_into)
    return Ranking(len(everywhere), pages, tuple(_found(key, 0) for key in terms))


def _scores(keys: Sequence[int], words: Sequence[Wanted], worths: Sequence[float]) -> list[float]:
    """By how much each document is about the words, and how much of the query it has; one pass a word is fastest."""
    scores, covered = [0.0] * len(keys), [0.0] * len(keys)
    for word, worth in zip(words, worths, strict=True):
        places, factor = word.places, worth * word.sureness
        weights = [places.get(key, _NOWHERE)[1] for key in keys]
        scores = [score + factor * weight for score, weight in zip(scores, weights, strict=True)]
        covered = [share + worth if weight else share for share, weight in zip(covered, weights, strict=True)]
    return [score * share * share for score, share in zip(scores, covered, strict=True)]


def _look_into(
    words: Sequence[Wanted], worths: Sequence[float], is_complete: bool, score: float, key: int
) -> tuple[bool, float, int, int]:
    """The same, better if its words stand together; with the parts where most of them do, as bits."""
    there = [0.0] * _PARTS
    for word, worth in zip(words, worths, strict=True):
        bits = word.places.get(key, _NOWHERE)[2]
        while bits:
            lowest = bits & -bits
            there[lowest.bit_length() - 1] += worth
            bits ^= lowest
    most = max(there)
    parts = sum(1 << part for part, worth in enumerate(there) if worth and worth == most)
    return is_complete, score * (1 + _TOGETHER * most / math.fsum(worths)), key, parts


def _found(key: int, parts: int) -> Ranked:
    numbers = tuple(part for part in range(_PARTS) if parts >> part & 1)
    return Ranked(key // _NUMBERS, key % _NUMBERS, numbers)
