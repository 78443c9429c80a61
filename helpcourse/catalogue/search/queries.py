"""Look up what a reader types: its words in the index, forgiven a letter, and the documents ranked."""

import difflib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from helpcourse.catalogue.models import PublishedCourse, SearchPosting
from helpcourse.catalogue.search.postings import read_places
from helpcourse.catalogue.search.rules import Place, Places, Ranking, Wanted, document, ranking
from helpcourse.catalogue.search.stems import is_empty, neighbours, stem, words

MOST_LETTERS = 200  # of a query
_MOST_WORDS = 10
_LONG_ENOUGH = 4  # letters of a stem that may be continued or misspelt: shorter ones are like too many others
_MOST_LONGER = 2000  # rows of stems that begin alike
_LIKE_AT_LEAST = 2  # letters at its beginning
_ALIKE = 0.7  # of two words, of which one is suggested for the other
_LAST = "\U0010ffff"  # sorts behind every letter

_EXACT, _LONGER, _MISSPELT = 1.0, 0.8, 0.5  # how sure it is that a word was meant


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query in one language."""

    language: str
    ranking: Ranking
    stems: frozenset[str]  # to be marked in what is shown
    read_as: tuple[tuple[str, str], ...]  # misspelt words as typed, and as they were understood
    unknown: tuple[str, ...]  # words that nothing published has
    is_sure: bool  # some word was found as it was typed

    @property
    def is_nothing(self) -> bool:
        return not (self.ranking.pages or self.ranking.terms)


@dataclass(frozen=True, slots=True)
class _Row:
    stem: str
    word: str
    edition_id: int
    places: bytes


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the query and what was found for it."""

    typed: str
    rows: Sequence[_Row]
    sureness: float

    @property
    def understood(self) -> str:
        """The form that most of what was found has."""
        return Counter(row.word for row in self.rows).most_common(1)[0][0]


def find(session: Session, typed: str, language: str) -> Found:
    """All that is current and answers to these words."""
    asked = words_of(typed, language)
    found = _looked_up(session, asked, language)
    known = [word for word in found if word.rows]
    return Found(
        language,
        ranking([Wanted(_places(word), word.sureness) for word in known]) if known else Ranking(0),
        frozenset(row.stem for word in known for row in word.rows),
        tuple((word.typed, word.understood) for word in known if word.sureness == _MISSPELT),
        tuple(word.typed for word in found if not word.rows),
        any(word.sureness == _EXACT for word in known),
    )


def suggestion(session: Session, typed: str, language: str) -> str:
    """The query as it may have been meant, each word by the likest one that is published; empty if none is like it."""
    asked = words_of(typed, language)
    likest = [_likest(session, word, language) for word in asked]
    return " ".join(likest) if all(likest) and likest != asked else ""


def words_of(typed: str, language: str) -> list[str]:
    """The words to look for, each once; those that say nothing only if there are no others."""
    all_words = list({stem(word, language): word for word in reversed(words(typed[:MOST_LETTERS]))}.values())[::-1]
    telling = [word for word in all_words if not is_empty(word, language)]
    return (telling or all_words)[:_MOST_WORDS]


def _looked_up(session: Session, asked: Sequence[str], language: str) -> list[_Word]:
    """Each word as it is typed, else by what it is the beginning of, else by what is a letter away."""
    exact = _by_stem(session, language, {stem(word, language) for word in asked})
    found = {word: _Word(word, exact[stem(word, language)], _EXACT) for word in asked}
    for word in asked:
        if not found[word].rows:
            found[word] = _Word(word, _longer(session, language, stem(word, language)), _LONGER)
    misspelt = {word: _near(word, language) for word in asked if not found[word].rows}
    near = _by_stem(session, language, {other for others in misspelt.values() for other in others})
    for word, others in misspelt.items():
        found[word] = _Word(word, [row for other in sorted(others) for row in near.get(other, ())], _MISSPELT)
    return list(found.values())


def _near(word: str, language: str) -> set[str]:
    """The stems that are one letter away; of a short stem those of the words that are."""
    stemmed = stem(word, language)
    if len(word) < _LONG_ENOUGH or word.isdigit():
        return set()
    if len(stemmed) > _LONG_ENOUGH:
        return neighbours(stemmed, language)
    return {stem(other, language) for other in neighbours(word, language)}


def _by_stem(session: Session, language: str, stems: Collection[str]) -> dict[str, list[_Row]]:
    found: dict[str, list[_Row]] = defaultdict(list)
    if stems:
        for row in _rows(session, _current(language).where(SearchPosting.stem.in_(sorted(stems)))):
            found[row.stem].append(row)
    return found


def _longer(session: Session, language: str, beginning: str) -> list[_Row]:
    """What stems have that begin so: of a word that was cut short, or stemmed otherwise."""
    if len(beginning) < _LONG_ENOUGH or beginning.isdigit():
        return []
    return list(_rows(session, _current(language).where(*_begins_with(beginning)).limit(_MOST_LONGER)))


def _begins_with(beginning: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return SearchPosting.stem >= beginning, SearchPosting.stem < beginning + _LAST


def _current(language: str) -> Select[str, str, int, bytes]:
    """The index of what is published, of all editions those that are current."""
    posting = SearchPosting
    current = select(PublishedCourse.current_edition_id).where(PublishedCourse.withdrawn_at.is_(None))
    return select(posting.stem, posting.word, posting.edition_id, posting.places).where(
        posting.language == language,
        posting.edition_id.in_(current),  # joined, it would be twice as slow
    )


def _rows(session: Session, query: Select[str, str, int, bytes]) -> Iterator[_Row]:
    return (_Row(row.stem, row.word, row.edition_id, row.places) for row in session.execute(query))


def _places(word: _Word) -> Places:
    """Where a word is: of the stems that were found for it, in each document the one that tells most."""
    places: dict[int, Place] = {}
    seen: set[int] = set()
    for row in word.rows:
        first = document(row.edition_id, 0)
        here = {first + place[0]: place for place in read_places(row.places)}
        if row.edition_id in seen:
            here = {key: max(place, places.get(key, place), key=itemgetter(1)) for key, place in here.items()}
        places |= here
        seen.add(row.edition_id)
    return places


def _likest(session: Session, word: str, language: str) -> str:
    """The published word that is most like this one, the word itself if it is published; empty if none is."""
    beginning = stem(word, language)[:_LIKE_AT_LEAST]
    rows = _rows(session, _current(language).where(*_begins_with(beginning)).limit(_MOST_LONGER))
    return next(iter(difflib.get_close_matches(word, {row.word for row in rows}, 1, _ALIKE)), "")
