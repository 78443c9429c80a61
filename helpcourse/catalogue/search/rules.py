"""Which of the documents that have words of a query come first."""

import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass

from helpcourse.catalogue.search.texts import TERMS

MOST = 100  # documents that are ever shown for a query; of these it is also seen whether the words stand together
_MOST_TERMS = 2
_TOGETHER = 0.6  # the share that a document gains if one of its parts has all the words
_NUMBERS = 1 << 16  # more documents than an edition has
_PARTS = 64

Places = dict[int, tuple[int, int]]  # document -> its weight, its parts as bits


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


def ranking(words: Sequence[Places], documents: int) -> Ranking:
    """Documents with all words first, then those with most of them; in each group the best first.

    A rare word tells more than a frequent one.
    """
    worths = [math.log(1 + documents / (1 + len(places))) for places in words]
    scores, covered = _added_up(words, worths)
    enough = math.fsum(worths) * 0.999  # sums of the same numbers may differ by a hair
    terms = [key for key in scores if key & TERMS]
    named = sorted(key for key in terms if covered[key] >= enough)[:_MOST_TERMS]
    for key in terms:
        del scores[key]
    order = {key: (covered[key] >= enough, score * covered[key] ** 2) for key, score in scores.items()}
    best = heapq.nlargest(MOST, order, key=order.__getitem__)
    looked_into = sorted((_look_into(key, words, worths, order[key]) for key in best), reverse=True)
    pages = tuple(_found(key, parts) for _order, key, parts in looked_into)
    return Ranking(len(order), pages, tuple(_found(key, 0) for key in named))


def _added_up(words: Sequence[Places], worths: Sequence[float]) -> tuple[dict[int, float], dict[int, float]]:
    """Of each document: its score; how much of the query it has."""
    scores: dict[int, float] = {}
    covered: dict[int, float] = {}
    for places, worth in zip(words, worths, strict=True):
        for key, (weight, _parts) in places.items():
            scores[key] = scores.get(key, 0.0) + worth * weight
            covered[key] = covered.get(key, 0.0) + worth
    return scores, covered


def _look_into(
    key: int, words: Sequence[Places], worths: Sequence[float], order: tuple[bool, float]
) -> tuple[tuple[bool, float], int, int]:
    """The same with the words that stand together, and the parts where most of them do, as bits."""
    has_all, score = order
    there = [0.0] * _PARTS
    for places, worth in zip(words, worths, strict=True):
        bits = places[key][1] if key in places else 0
        while bits:
            lowest = bits & -bits
            there[lowest.bit_length() - 1] += worth
            bits ^= lowest
    most = max(there)
    parts = sum(1 << part for part, worth in enumerate(there) if worth and worth == most)
    return (has_all, score * (1 + _TOGETHER * most / math.fsum(worths))), key, parts


def _found(key: int, parts: int) -> Ranked:
    numbers = tuple(part for part in range(_PARTS) if parts >> part & 1)
    return Ranked(key // _NUMBERS, key % _NUMBERS, numbers)
