"""A course as hostile as one can be published: nothing of it runs on any page of the site."""

import json
import re

import pytest
from lxml import html

from tests.content.builders import BANK_EN, FILES, LESSON_EN, SOURCES, added, mistakes_in
from tests.content.hostile import HOSTILE_WORDS

ADDRESSES = [
    *("courses", "courses/ban", "courses/ban/why", "courses/ban/why?beside=kk", "glossary/ban", "sources/ban"),
    *("search?q=script", "take/ban", "take/ban/why", "print/ban", "take/ban.html", "take/ban/why.html"),
]
_HARMFUL = (
    "//script[not(starts-with(@src, '/static/'))] | //iframe | //object | //embed | //base | //math"
    " | //@*[starts-with(name(), 'on')] | //@srcdoc | //@style | //@formaction"
)
_GOOD_LINK = re.compile(r"https?://|mailto:|#|/(?!/)|\?")
_TITLE = "\"><script>alert(1)</script>' onclick=alert(1) {{ 7*7 }} %(x)s javascript:alert(1)"


def harmful_in(page):
    """What could run, or lead to what runs."""
    found = html.document_fromstring(page)
    links = [link for link in found.xpath("//@href | //@src | //@action") if not _GOOD_LINK.match(link)]
    return sorted(getattr(one, "tag", one) for one in [*found.xpath(_HARMFUL), *links])


@pytest.fixture(scope="module")
def accepted(tmp_path_factory):
    """The hostile words that may stand in a course: nobody takes them for more than words."""
    folder = tmp_path_factory.mktemp("hostile")
    blocks = [f"::: note n{number}\n\nWords {words}\n:::\n" for number, words in enumerate(HOSTILE_WORDS)]
    encoded = [block for block in blocks if block.isprintable() or block.encode("utf-8", "ignore").decode() == block]
    return [block for block in encoded if mistakes_in(folder, added(block)) == []]


@pytest.fixture
def hostile(press, accepted):
    title = json.dumps(_TITLE)
    lesson = LESSON_EN.replace("Why the ban is absolute", title).replace("review_by", f"checked_by: {title}\nreview_by")
    return press(
        {
            "../sources.yaml": SOURCES.replace("{en: Convention against Torture and Others,", f"{{en: {title},"),
            "course.en.md": FILES["course.en.md"].replace("title: The ban", f"title: {title}"),
            "glossary.en.md": FILES["glossary.en.md"].replace("torture {", "<script>alert(1)</script> {"),
            "test.en.md": BANK_EN.replace("- [ ] No.", "- [ ] No `<script>`."),
            "01-ban/01-why.en.md": "\n".join([lesson, *accepted]),
        }
    )


def test_enough_hostile_words_are_accepted_to_be_shown(accepted):
    assert len(accepted) > 30


@pytest.mark.parametrize("template", ["sqlite"], indirect=True)
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_of_a_hostile_course_runs_anything(client, hostile, address):
    response = client.client.get(f"/en/{address}", follow_redirects=True)
    assert response.status_code == 200
    assert harmful_in(response.get_data(as_text=True)) == []


def test_the_look_for_harm_finds_it():
    assert harmful_in('<p onclick="x"><script>x</script><a href="javascript:x">x</a><a href="//x">x</a></p>') == [
        *("//x", "javascript:x", "script", "x")
    ]
