"""Passages of a text: numbered paragraphs, quotes found and marked."""

import pytest

from helpcourse.content.passages import Quote, highlighted, paragraphs, with_numbers

TEXT = "<p>No <em>exception</em>, no&nbsp;war.</p>\n<ul>\n<li>No state.</li>\n</ul>"


def test_each_paragraph_has_an_address_of_its_own():
    html = with_numbers('<p>One.</p><p id="mine">Two.</p><p>Three &amp; four.</p>', "ban")
    assert html == '<p id="ban.1">One.</p><p id="mine">Two.</p><p id="ban.2">Three &amp; four.</p>'
    assert paragraphs(html) == {1: "One.", 2: "Three & four."}


@pytest.mark.parametrize(
    ("quote", "marked"),
    [
        (Quote("no war"), "<p>No <em>exception</em>, <mark>no&nbsp;war</mark>.</p>"),
        (Quote("exception, no"), "<p>No <em><mark>exception</mark></em><mark>, no</mark>&nbsp;war.</p>"),
        (Quote("No"), "<p><mark>No</mark> <em>exception</em>"),
        (Quote("No", 1), "<li><mark>No</mark> state."),
        (Quote("No", 7), "<li><mark>No</mark> state."),  # the text had more of them once
        (Quote("war. No state"), "<mark>war.</mark></p>\n<ul>\n<li><mark>No state</mark>.</li>"),
    ],
)
def test_a_quote_is_marked_where_it_stands(quote, marked):
    assert marked in highlighted(TEXT, [quote])


@pytest.mark.parametrize("gone", [Quote("peace"), Quote(""), Quote("em>exception")])
def test_what_does_not_stand_there_is_not_marked(gone):
    assert highlighted(TEXT, [gone]) == TEXT
