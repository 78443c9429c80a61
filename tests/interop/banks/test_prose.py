"""Paragraphs of words are taken as they stand, and come to the same as if they were converted."""

import pytest

from helpcourse.interop.banks.intake import Intake, Said, TextForm
from helpcourse.interop.banks.prose import unstressed, words_of

PLAIN = [
    "Who decides?",
    "<p>Who decides?</p>",
    '<p dir="ltr" style="text-align: left;">Who  decides?<br></p>',
    "<p><span lang='en'>Кім шешеді:</span> сот, «тергеуші» – немесе 30 күн ішінде?</p>",
    "&laquo;Yes&raquo;, &ndash; said the judge",
    "<p>Yes,&nbsp;he may.</p>",
    "30 days (art. 9/3) = 72 hours",
    "9.3 % of them",
]
MARKED = [
    *("1. First", "points: 3", "a :: b", "- a", "= a", "> a", "#a", "a *b* c", "a_b", "x < y", "&lt;b&gt;"),
    *("<p>a</p><p>b</p>", "a<br>b", "[a](b)", "`a`", "{{a|b}}", "", " "),
]


def converted(text, form=TextForm.HTML):
    return Intake("en").item("q").line_of(Said(text, form))


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_plain_comes_to_what_conversion_makes_of_it(text):
    assert converted(text) == converted(f"{text}<b></b>")


@pytest.mark.parametrize("text", PLAIN[:1] + PLAIN[6:])
def test_in_plain_text_too(text):
    assert converted(text, TextForm.PLAIN) == text


@pytest.mark.parametrize("text", [text for text in PLAIN if not text.startswith("&")])
def test_it_is_known_to_be_plain(text):
    assert words_of(text, is_html=True)


@pytest.mark.parametrize("text", MARKED)
def test_what_may_mean_something_is_converted(text):
    assert words_of(text, is_html=True) == ""


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("a *b* c", "a b c"),
        ("**No** one", "No one"),
        ("**No.** Yes", None),
        ("a*b*c", None),
        ("2 * 3 * 4", None),
        ("*a* [b]", None),
    ],
)
def test_stressed_words_need_no_rendering(markdown, words):
    assert unstressed(markdown) == words
