"""Markdown is cut into what a translator works on, and put together again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcourse.content.paragraphs import cut

LINES = [
    *(
        "",
        "",
        "Words.",
        "More words,",
        "- item",
        "  going on",
        "    deep",
        "* star",
        "1. first",
        "12) twelfth",
        "> said",
    ),
    *(
        "> > said again",
        ">",
        "> - in a list",
        "```",
        "~~~ text",
        "### Heading",
        "| a | b |",
        "|---|---|",
        "[^1]: A note.",
    ),
    *("term", ":   meaning", "    and more", "***", "---", "*emphasis* here", "tail  ", "2024. The year", "…"),
]
markdown = st.lists(st.sampled_from(LINES), max_size=12).map("\n".join)


@given(markdown)
def test_filled_with_its_own_words_a_text_is_the_same(text):
    cut_up = cut(text)
    assert cut_up.filled(cut_up.texts) == text


@given(markdown)
def test_units_have_words_and_no_space_around_them(text):
    assert [unit for unit in cut(text).texts if unit != unit.rstrip() or not any(map(str.isalnum, unit))] == []


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("One.\n\nTwo,\nstill two.", ["One.", "Two,\nstill two."]),
        ("- one\n- two\n  goes on\n\n  apart", ["one", "two\ngoes on", "apart"]),
        ("1. first\n2. second", ["first", "second"]),
        ("> said\n> so\n>\n> - and listed", ["said\nso", "and listed"]),
        ("```\na\n\n- b\n```\nAfter.", ["```\na\n\n- b\n```", "After."]),
        ("| a | b |\n|---|---|\n| c | d |", ["| a | b |\n|---|---|\n| c | d |"]),
        ("Words.[^1]\n\n[^1]: A note.", ["Words.[^1]", "A note."]),
        ("### Heading\nWords.", ["Heading", "Words."]),
        ("***\n\n**Bold** words.", ["**Bold** words."]),
        ("", []),
    ],
)
def test_a_unit_is_a_paragraph_an_item_a_table_or_code(text, units):
    assert cut(text).texts == units


def test_more_lines_than_before_are_indented_as_the_first_is():
    assert cut("- one\n- two").filled(["one\nmore", "two"]) == "- one\n  more\n- two"
