"""The style guide shows every component, and is there only where the site is being worked on."""

import re
from pathlib import Path

import pytest

from helpcourse import web
from helpcourse.app import equip, make_pages
from helpcourse.config import Settings
from helpcourse.languages import LANGUAGES
from helpcourse.web import styleguide
from tests.language.catalogues import words_of_code
from tests.pages import PageClient

_TEMPLATES = Path(web.__file__).parent.parent / "templates"
_MACRO = re.compile(r"{%-? macro ([a-z]\w*)\(")
_MESSAGE = re.compile(r'\b_\("([^"]+)"')
_IMPORT = re.compile(r'{% from "components/(\w+)\.html" import ([^%]+?)(?: with context)? %}')

# The frame stands around the guide itself; the others need what only their page has.
_ELSEWHERE = {
    *("frame.bar", "frame.foot", "offline.watch", "offline.keep"),
    *("learners.filters", "learners.onward", "cohorts.search"),  # a list that is being filtered
    *("call.ask_fields", "letters.letters", "sheet.order_form"),  # forms of their own
    "forms.file_field",  # within forms.upload
    *(
        "apparatus.source",
        "apparatus.term",
        "breadcrumbs.breadcrumbs",
        "document.words",
        "marks.lang_of",
    ),  # within others that are shown
    "media.media",  # a file
}

on_sqlite = pytest.mark.parametrize("template", ["sqlite"], indirect=True)


@pytest.fixture
def guided(database, tmp_path):
    """A site that is being worked on."""
    app = make_pages()
    styleguide.set_up(app)
    equip(app, Settings(data=tmp_path, site_url="http://localhost"), engine=database)
    return app


def components() -> set[str]:
    files = sorted((_TEMPLATES / "components").glob("*.html"))
    return {f"{path.stem}.{name}" for path in files for name in _MACRO.findall(path.read_text("utf-8"))}


def shown() -> set[str]:
    texts = [path.read_text("utf-8") for path in sorted((_TEMPLATES / "styleguide").glob("*.html"))]
    found = [pair for text in texts for pair in _IMPORT.findall(text)]
    return {f"{file}.{name.split(' as ')[0].strip()}" for file, names in found for name in names.split(",")}


def test_every_component_is_shown():
    assert components() - shown() - _ELSEWHERE == set()


def test_the_guide_says_nothing_that_other_pages_do_not_say():
    said = {text for file in sorted((_TEMPLATES / "styleguide").glob("*.html")) for text in _said(file)}
    assert said - {singular for _context, singular, _plural in words_of_code()} == set()


def _said(file: Path) -> list[str]:
    return _MESSAGE.findall(file.read_text("utf-8"))


@on_sqlite
def test_visitors_of_a_site_find_no_guide(app):
    PageClient(app).get("/kk/styleguide", 404)


@on_sqlite
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_keeps_what_every_page_promises(guided, language):
    assert PageClient(guided).get(f"/{language}/styleguide").html.get("lang") == language
