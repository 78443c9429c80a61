"""Texts that are checked without being rendered: the finding is the renderer's."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpcourse.content import simple
from helpcourse.content.parts import Role
from helpcourse.content.render import Renderer
from tests.content.test_render import REFERENCES

RENDERER = Renderer(REFERENCES, "en")
RENDERED = {Role.BODY: RENDERER.text, Role.OPTION: RENDERER.line, Role.HEADING: RENDERER.heading}

LINKS = [
    *("[words](source:CAT/2.2)", "[*words*](source:CAT)", "[words](source:CAT/x)", "[words](source:NONE)"),
    *("[](source:)", "[words](term:torture)", "[words](term:none)", "[a *b](term:torture)", "[two\nlines](source:CAT)"),
    *("[words](https://example.org/a_b_c?d=1)", "[words](http://x)", "[words](https://)", "[words](#place)"),
    *("[words][ref]", "[ref]: source:CAT"),
]
SIGNS = [
    *("\n", "\n\n", " ", "  ", "    ", "\n    ", "\n- ", "\n* ", "\n+ ", "\n1. ", "\n2) ", "- ", "> ", "\n> "),
    *("*", "**", "***", "_", "__", "`", "```", "~~~", "\n```\n", "\\", "!", "![", "[", "]", "(", ")", "{", "}"),
    *("{#id}", "<", ">", "<b>", "&", "&amp;", "#", "\n# ", "\n---\n", "\n===\n", "- - ", "1. 1. ", "\n:   ", ":"),
    *("|", "\n|-|\n", "[^1]", "[^1]: ", "*[HTML]: ", "\x02", "\x03", "'", '"', "—", "№", "2.", ".", "\n\n> "),
]
PIECES = st.one_of(st.sampled_from(["word", "слово", "Word. "]), st.sampled_from(LINKS), st.sampled_from(SIGNS))
TEXTS = st.lists(PIECES, max_size=9).map("".join)


def findings(rendered):
    return rendered and (rendered.problems, rendered.citations, rendered.terms, rendered.ids, rendered.fragments)


def is_as_rendered(text, role):
    read = simple.read(text, role, REFERENCES)
    return read is None or findings(read) == findings(RENDERED[role](text, "block"))


@pytest.mark.parametrize("role", [Role.BODY, Role.OPTION])
@given(text=TEXTS)
@settings(max_examples=200, deadline=None)
def test_what_is_found_in_a_text_is_what_rendering_it_finds(role, text):
    assert is_as_rendered(text, role)


@given(text=TEXTS.filter(lambda text: "\n" not in text).map(str.strip))
@settings(max_examples=100, deadline=None)
def test_so_it_is_with_headings(text):
    assert is_as_rendered(text, Role.HEADING)


@pytest.mark.parametrize(
    "text",
    [
        "A sentence: with *emphasis*, **more** of it and [a link](source:CAT/2.2).",
        "> «Quoted», with [a term](term:torture).",
        "- one;\n- [two](https://example.org/).\n\n1. first\n2. second",
        "[words](source:NONE)",
        "Twice [a](term:none) and [b](term:none).",
    ],
)
def test_prose_need_not_be_rendered(text):
    assert simple.read(text, Role.BODY, REFERENCES)
    assert is_as_rendered(text, Role.BODY)


@pytest.mark.parametrize("text", ["", "two\n\nparagraphs", "- a list", "1. a list", "> a quotation"])
def test_an_option_that_may_be_more_than_a_paragraph_is_rendered(text):
    assert simple.read(text, Role.OPTION, REFERENCES) is None
