"""Text is cut into sections and blocks with their lines."""

import pytest

from helpcourse.content.blocks import Segment, segment
from helpcourse.content.mistakes import MistakeLog

KINDS = ("note", "question")


def cut(text):
    mistakes = MistakeLog()
    document = segment(text, "x.md", KINDS, mistakes)
    mistakes.raise_if_any()
    return document


def test_front_matter_is_what_stands_between_the_first_two_rules():
    document = cut("---\ntitle: x\n---\n\nWords.\n\n---\n\nMore.")
    assert (document.front, document.front_line) == ("title: x", 2)
    assert document.segments[0].body == "Words.\n\n---\n\nMore."


def test_words_before_the_first_heading_are_the_opening():
    assert cut("\n\nWords.\n").segments == (Segment("section", "opening", 3, "Words.", 3),)


def test_a_section_has_heading_and_id():
    assert cut("## In *war* {#war}\n\nWords.").segments == (Segment("section", "war", 1, "Words.", 3, "In *war*"),)


def test_a_section_may_have_a_heading_alone():
    assert cut("## War {#war}\n\n::: note x\nNo.\n:::").segments[0] == Segment("section", "war", 1, "", 3, "War")


def test_a_block_has_header_lines_and_a_body():
    assert cut("::: note law\nsource: CAT\ntags:\n  - a\n\nWords.\n:::").segments == (
        Segment("note", "law", 1, "Words.", 6, "", "source: CAT\ntags:\n  - a", 2),
    )


def test_a_block_needs_no_header_lines():
    assert cut("::: note law\nWords: many.\n:::").segments[0].body == "Words: many."


def test_prose_after_a_block_is_named_after_the_block():
    segments = cut("## War {#war}\n\n::: note law\n\nWords.\n:::\n\nMore.").segments
    assert [(part.id, part.line) for part in segments] == [("war", 1), ("law", 3), ("after-law", 8)]


@pytest.mark.parametrize("fence", ["```", "~~~", "````", "``` markdown"])
def test_what_stands_in_a_code_fence_is_code(fence):
    marks = fence.split(" ")[0]
    text = f"{fence}\n## War\n::: note x\n{marks}"
    assert cut(text).segments == (Segment("section", "opening", 1, text, 1),)


def test_a_longer_fence_holds_a_shorter_one():
    text = "````\n```\n## War\n```\n````"
    assert cut(text).segments[0].body == text


@pytest.mark.parametrize(
    "heading", ["## War {#war}", "## War {#war}  ", "## War {#war} ", "## War {  #war  }", "## War ## {#war}"]
)
def test_spaces_around_an_id_do_not_matter(heading):
    assert [(part.id, part.heading) for part in cut(heading).segments] == [("war", "War")]


def test_lower_headings_stay_in_their_section():
    assert cut("## War {#war}\n\n### Law\n\nWords.").segments[0].body == "### Law\n\nWords."


def test_an_empty_text_has_no_segments():
    assert cut("").segments == ()
