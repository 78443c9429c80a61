"""A text in Markdown taken apart for paper, and words that say just what they say."""

import io
from datetime import UTC, datetime

import pytest
from docx import Document

from helpcourse.interop.document import Heading, Item, Paragraph, Run, Table, document
from helpcourse.interop.docx import About, docx_file
from helpcourse.interop.markdown_text import heading, items, plain, table

ABOUT = About("Қорытынды есеп", "Дана Оспанова", "kk", datetime(2026, 11, 3, tzinfo=UTC))
TEXT = """# Есеп

Бірінші **қалың** *көлбеу*
[сілтеме](https://example.kz)

- бір
    - ішкі

1. екі

| Сұрақ | Үлесі |
|---|---|
| «А» | 40 % |

> Дәйексөз
"""


def words(*texts):
    return tuple(Run(text) for text in texts)


def said(block):
    return "".join(run.text for run in block.words)


def test_every_kind_of_block_is_told_apart():
    kinds = [type(block) for block in document(TEXT)]
    assert kinds == [Heading, Paragraph, Item, Item, Item, Table, Paragraph]


def test_words_keep_their_manner_and_links_their_address():
    block = document(TEXT)[1]
    assert said(block) == "Бірінші қалың көлбеу\nсілтеме (https://example.kz)"
    assert [run.text for run in block.words if run.is_bold or run.is_italic] == ["қалың", "көлбеу"]


def test_lists_keep_depth_and_number():
    assert [(one.depth, one.number) for one in document(TEXT) if isinstance(one, Item)] == [
        (0, None),
        (1, None),
        (0, 1),
    ]


def test_a_row_that_is_too_short_is_filled_up():
    assert document("| A | B |\n|---|---|\n| 1 |")[0] == Table(((words("A"), words("B")), (words("1"), ())))


def test_no_heading_skips_a_rank():
    levels = [one.level for one in document("### A\n\n##### B\n\n# C\n\n### D") if isinstance(one, Heading)]
    assert levels == [1, 2, 1, 2]


def test_html_stays_text_and_pictures_are_left_out():
    assert said(document("<script>alert(1)</script> ![map](x.png) end")[0]) == "<script>alert(1)</script>  end"


@pytest.mark.parametrize(
    "text", ["*a* _b_ `c` [d](e) #f | g \\ h", "# x", "- x", "1. x", "+ x", "> x", "3.2 x", "2) x"]
)
def test_plain_words_say_just_what_they_say(text):
    assert [said(block) for block in document(plain(text))] == [text]
    assert said(document("\n".join(items([plain(text)])))[0]) == text
    assert document("\n".join(heading(2, text))) == [Heading(1, words(text))]


def test_plain_words_stand_in_cells():
    cell = document("\n".join(table(["A", "B"], [[plain("a | b"), "1"]])))[0].rows[1][0]
    assert cell == words("a | b")


def test_a_word_processor_reads_what_was_written():
    paper = Document(io.BytesIO(docx_file(document(TEXT), ABOUT)))
    lines = [(line.style.name, line.text) for line in paper.paragraphs]
    assert ("Heading 1", "Есеп") in lines
    assert ("List Bullet 2", "ішкі") in lines
    assert ("Quote", "Дәйексөз") in lines
    assert [[cell.text for cell in row.cells] for row in paper.tables[0].rows] == [["Сұрақ", "Үлесі"], ["«А»", "40 %"]]
    assert (paper.core_properties.title, paper.core_properties.author) == ("Қорытынды есеп", "Дана Оспанова")
