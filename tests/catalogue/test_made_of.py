"""Pages that are taken over from the edition before, because they are made of the same."""

import os
import subprocess
import sys

import pytest

from helpcourse.catalogue.actions import manuscript
from helpcourse.catalogue.queries import made_pages
from helpcourse.content.made_of import MadePage
from tests.content.builders import load_course, replaced, write_course
from tests.small_course import manuscript_of, publish_small

FIRST_LESSON = {("why", language) for language in ("en", "kk", "ru")}
OWN_PAGES = {("", language) for language in ("en", "kk", "ru")}
SECOND_LESSON = {("duty", language) for language in ("en", "kk", "ru")}
SAY = """
import sys
from pathlib import Path
from helpcourse.content.load import load
from helpcourse.content.made_of import made_of
folder = Path(sys.argv[1])
print(made_of(load(folder, folder.parent / "sources.yaml")))
"""


@pytest.fixture
def made_anew(tmp_path):
    """made_anew(changes) -> the pages of the small course that these changes make different, of what they are made."""

    def found(changes):
        before, after = manuscript_of(tmp_path, {}).made_of, manuscript_of(tmp_path, changes).made_of
        return {key for key in after if after[key] != before.get(key)}

    return found


@pytest.mark.parametrize(
    ("changes", "pages"),
    [
        ({}, set()),
        (replaced("01-ban/01-why.kk.md", "Ескертпе.", "Тағы."), FIRST_LESSON),
        (replaced("01-ban/01-why.en.md", "CAT/2.2", "CAT/2.1"), FIRST_LESSON | OWN_PAGES),  # where it cites what
        (replaced("course.yaml", "hours: 1.5", "hours: 2"), set()),
        (replaced("test.en.md", "Is the ban absolute?", "Is it?"), OWN_PAGES),
        (replaced("test.en.md", "tags: [ban]", "tags: [ban]\npoints: 2"), set()),  # stands on no page
        (replaced("glossary.en.md", "It hurts.", "It aches."), FIRST_LESSON | SECOND_LESSON | OWN_PAGES),
        (replaced("../sources.yaml", "Gäfgen v. Germany", "Gafgen v. Germany"), SECOND_LESSON | OWN_PAGES),
        (replaced("../sources.yaml", "Unused", "Never used"), set()),
    ],
)
def test_only_pages_with_something_new_in_them_are_made_anew(made_anew, changes, pages):
    assert made_anew(changes) == pages


def test_what_was_made_of_the_same_is_taken_over(tmp_path):
    course, first = load_course(tmp_path / "again"), manuscript_of(tmp_path, {})
    known = {
        (page, language): MadePage(first.made_of[page, language], content.replace(": {", ":  {", 1))  # to be known by
        for page, language, content in first.pages
        if (page, language) in first.made_of
    }
    pages = {(page, language): content for page, language, content in manuscript(course, known).pages}
    assert {key: pages[key] for key in known} == {key: page.content for key, page in known.items()}


def test_what_was_made_of_something_else_is_not(tmp_path):
    course, first = load_course(tmp_path / "again"), manuscript_of(tmp_path, {})
    known = {key: MadePage("", "of who knows what") for key in first.made_of}
    assert manuscript(course, known) == first


def test_an_edition_keeps_of_what_its_pages_are_made(session, tmp_path):
    edition = publish_small(session, tmp_path)
    kept = {key: page.made_of for key, page in made_pages(session, edition.id).items()}
    assert kept == manuscript_of(tmp_path, {}).made_of


def test_every_process_says_the_same_of_what_pages_are_made(tmp_path):
    folder = write_course(tmp_path)
    said = {
        subprocess.run(
            [sys.executable, "-c", SAY, folder],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")  # in each of them sets have another order
    }
    assert len(said) == 1
