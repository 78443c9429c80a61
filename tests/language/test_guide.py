"""The guide calls what stands on the pages by its name, in each language."""

import re

import pytest

from helpcourse.config import bundled
from helpcourse.web.guide import GUIDE
from tests.language.catalogues import path_of, read, texts

_NAMED = re.compile(r"\*\*(.+?)\*\*")


def _said(language):
    """All words of the interface."""
    if language == "en":
        return {singular for _context, singular, _plural in read(path_of("kk"))}
    return {text for entry in read(path_of(language)).values() for text in texts(entry)}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_what_the_guide_names_stands_on_pages(language):
    lessons = (bundled("courses") / GUIDE).glob(f"*/*.{language}.md")
    named = {name for lesson in lessons for name in _NAMED.findall(lesson.read_text("utf-8"))}
    assert named
    assert named - _said(language) == set()
