"""The index of an edition takes over what is found of the one before, and says the same as one made anew."""

import pytest

from helpcourse.catalogue.actions import manuscript
from helpcourse.catalogue.search import index
from tests.content.builders import FILES, SECOND_LESSON, load_course, replaced
from tests.small_course import bank, publish_small, reading, reading_in_kazakh


def renamed(old, new):
    """Files by another name: a lesson that comes earlier or later, or is another."""
    moved = {name: text for name, text in FILES.items() if old in name}
    return dict.fromkeys(moved, None) | {name.replace(old, new): text for name, text in moved.items()}


CHANGES = [
    {},
    reading("A section about", "A passage on"),
    reading("Why the ban is absolute", "The ban"),
    reading("A section about", "Peace, and peace, and"),
    reading_in_kazakh("Ескертпе", "Тағы бір сөз"),
    bank("Is the ban absolute?", "Is it?"),
    replaced("glossary.en.md", "It hurts.", "It aches."),
    replaced("course.en.md", "title: The ban", "title: A prohibition"),
    renamed("01-ban/01-why", "01-ban/07-why"),  # now the last lesson
    {"01-ban/02-more.en.md": SECOND_LESSON},
    renamed("01-ban/01-why", "01-ban/01-reasons"),
    replaced("course.yaml", "languages: [en, kk, ru]", "languages: [en, kk]")
    | dict.fromkeys((name for name in FILES if name.endswith(".ru.md")), None),
]


@pytest.mark.parametrize("changes", CHANGES)
def test_an_index_that_was_taken_over_finds_what_a_new_one_finds(session, tmp_path, changes):
    before = index.find_indexed(session, publish_small(session, tmp_path).id)
    course = load_course(tmp_path / "changed", changes)
    assert places(manuscript(course, indexed=before)) == places(manuscript(course))


@pytest.mark.parametrize("changes", CHANGES)
def test_an_index_can_be_taken_over_backwards(session, tmp_path, changes):
    before = index.find_indexed(session, publish_small(session, tmp_path, changes).id)
    course = load_course(tmp_path / "small")
    assert places(manuscript(course, indexed=before)) == places(manuscript(course))


def places(course):
    return {(one.language, one.stem): one.places for one in course.postings}
