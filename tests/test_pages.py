"""Every page that a link leads to, as each of the cast, in each language: there, and whole."""

import re

import pytest

from tests.crawling import WALKERS
from tests.pages import PageClient

pytestmark = pytest.mark.parametrize("template", ["sqlite"], indirect=True)  # as the walk is on it
languages = pytest.mark.parametrize("language", ["kk", "ru", "en"])
walkers = pytest.mark.parametrize("walker", WALKERS)


@languages
@walkers
def test_every_link_leads_to_a_good_page(walk, walker, language):
    wrong = walk(walker, language).wrong
    assert not wrong, "\n".join(wrong)


@languages
def test_everybody_finds_the_same_public_pages(walk, language):
    public = {f"/{language}/", f"/{language}/courses", f"/{language}/courses/prohibition-of-torture"}
    assert {walker: public - walk(walker, language).paths for walker in WALKERS} == dict.fromkeys(WALKERS, set())


@walkers
def test_pages_are_the_same_in_every_language(walk, walker):
    paths = [{_address(path) for path in walk(walker, language).paths} for language in ("kk", "ru", "en")]
    assert paths[0] ^ paths[1] == set()
    assert paths[0] ^ paths[2] == set()


def _address(path: str) -> str:
    """Without its question, of which the walk follows the first few in the order of each language's alphabet."""
    return _LANGUAGE.sub("", path.partition("?")[0])


_LANGUAGE = re.compile(r"/(?:kk|ru|en)(?=/|$)")


@languages
def test_an_address_that_leads_nowhere_has_a_page_of_ours(used_app, language):
    page = PageClient(used_app).get(f"/{language}/nowhere", 404)
    assert page.html.get("lang") == language
