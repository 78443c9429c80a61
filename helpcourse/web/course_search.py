"""Courses found by a part of their title, in whatever language it is, and by the languages that they have."""

from collections.abc import Iterable

from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.languages import folded


def matching(editions: Iterable[ServedEdition], text: str, language: str = "") -> list[ServedEdition]:
    """Those with all these words in one title or in the id; an empty language is any."""
    words = folded(text).split()
    return [edition for edition in editions if _speaks(edition, language) and _has(edition, words)]


def _speaks(edition: ServedEdition, language: str) -> bool:
    return not language or language in edition.course.languages


def _has(edition: ServedEdition, words: list[str]) -> bool:
    course = edition.course
    names = [folded(name) for name in (course.id, *course.titles.values())] if words else [""]
    return any(all(word in name for word in words) for name in names)
