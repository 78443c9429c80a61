"""YAML without surprises."""

import pytest

from helpcourse.content.mistakes import MistakeLog
from helpcourse.content.strict_yaml import read


def told(text):
    """What is wrong with this text, which begins in line 2 of its file."""
    mistakes = MistakeLog()
    assert read(text, "x.yaml", 2, mistakes) is None or mistakes.has_any("x.yaml")
    return [(mistake.line, str(mistake.what)) for mistake in mistakes.all()]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: 1.10", "1.10"),
        ("a: no", "no"),  # Norwegian
        ("a: 2026-10-01", "2026-10-01"),
        ("a: 0x1F", "0x1F"),
        ("a: ~", "~"),
        ("a:", ""),
        ("a: 'it''s'", "it's"),
        ('a: "2"', "2"),
        ("a: [en, no]", ["en", "no"]),
        ("a: {b: 1}", {"b": "1"}),
        ("a:\n  - 1\n  - 2", ["1", "2"]),
        ("a: >\n  long\n  words\n", "long words\n"),
        ("a: Құқық # comment", "Құқық"),
    ],
)
def test_every_value_stays_the_text_that_was_written(text, value):
    assert read(text, "x.yaml", 1, MistakeLog()).value == {"a": value}


def test_nothing_at_all_is_an_empty_mapping():
    assert read("# only a comment\n", "x.yaml", 1, MistakeLog()).value == {}


def test_every_value_knows_its_line():
    settings = read("a: 1\nb:\n  - x\n  - y: 2\n", "x.yaml", 10, MistakeLog())
    assert [settings.line(path) for path in [("a",), ("b",), ("b", 1), ("b", 1, "y"), ("b", 1, "z")]] == [
        *(10, 11, 13, 13),
        13,  # what is not there is missed in what is around it
    ]


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a: 1\na: 2", 3, "`a` is given twice"),
        ("a: {b: 1, b: 2}", 2, "`b` is given twice"),
        ("a: &x 1", 2, "anchor `&x`"),
        ("a: *x", 2, "alias `*x`"),
        ("a: !!python/object:os.system 1", 2, "tag `tag:yaml.org,2002:python/object:os.system`"),
        ("? [a]\n: 1", 2, "a list or a mapping as a key"),
        ("a: 1\n---\nb: 2", 3, "a second YAML document"),
        ("a: [1", 2, "not good YAML (expected ',' or ']', but got the end of the text)"),
        ("a: 'x", 2, "not good YAML (found unexpected end of stream)"),
        ("a: b: c", 2, "not good YAML (mapping values are not allowed here)"),
        ("a: @x", 2, "not good YAML (found character '@' that cannot start any token)"),
        ("a: \x07", 2, "not good YAML (unacceptable character #x0007: special characters are not allowed)"),
        ('a: "\\U00110000"', 2, "not good YAML"),  # a character that does not exist
        ('a: "\\0"', 2, "an invisible character U+0000"),
        ('a: "\\uD800"', 2, "an invisible character U+D800"),  # half of one
        ('"a\\nb": 1', 2, "an invisible character U+000A"),  # a key is one line
        ("a: " + "[" * 20 + "]" * 20, 2, "settings within settings too deep"),
    ],
)
def test_what_surprises_is_refused(text, line, what):
    assert told(text) == [(line, what)]


def test_all_of_it_is_told_at_once():
    assert [line for line, _ in told("a: &x 1\nb: !y 2\na: 3")] == [2, 3, 4]
