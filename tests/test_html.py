"""Every page is good HTML. Each route's page is looked at once; `make html` looks at all viewers' in all languages."""

import os
from collections.abc import Iterator
from zlib import crc32

import pytest

from helpcourse.languages import LANGUAGES
from tests.crawling import WALKERS
from tests.nu import complaints

pytestmark = pytest.mark.parametrize("template", ["sqlite"], indirect=True)  # as the walk is on it

IS_WHOLE = "HTML_WHOLE" in os.environ


def test_the_checker_has_no_complaint(walk, tmp_path):
    pages = dict(_all_of(walk) if IS_WHOLE else _each_once(walk))
    found = complaints(pages, tmp_path)
    assert not found, "\n".join(found)


def _all_of(walk) -> Iterator[tuple[str, bytes]]:
    for language in LANGUAGES:
        for walker in WALKERS:
            yield from ((f"{walker}-{language}-{name}", page) for name, page in walk(walker, language).pages.items())


def _each_once(walk) -> Iterator[tuple[str, bytes]]:
    """As whoever finds most on it, in the language that its name falls to."""
    for name in {name for walker in WALKERS for name in walk(walker, "kk").pages}:
        language = LANGUAGES[crc32(name.encode()) % len(LANGUAGES)]
        seen = [walk(walker, language).pages.get(name, b"") for walker in WALKERS]
        yield name, max(seen, key=len)
