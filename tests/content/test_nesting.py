"""Blocks within blocks: read, translated, compiled."""

import pytest

from helpcourse.content.blocks import segment
from helpcourse.content.compile import compile_course, lesson_page
from helpcourse.content.compiled import walk
from helpcourse.content.coverage import coverage
from helpcourse.content.load import load
from helpcourse.content.lock_file import write_lock
from helpcourse.content.mistakes import MistakeLog
from helpcourse.content.model import Freshness
from tests.content.builders import LESSON_KK, added, load_course, mistakes_in, write_course

KINDS = ("example", "note", "question", "keypoints", "national")

CELL = """\
::: example cell

Two men in one cell.

::: question of-cell
May the guard wait?

- [ ] Yes.
- [x] No.
:::

What the judge said later.

::: note of-law
Article 3.
:::
:::
"""
CELL_KK = """\
::: example cell

Бір камерадағы екі адам.

::: question of-cell
Күзетші күте тұра ала ма?

- Иә.
- Жоқ.
:::

Судья кейін не айтты.

::: note of-law
3-бап.
:::
:::
"""


def cut(text):
    mistakes = MistakeLog()
    segments = segment(text, "x.md", KINDS, mistakes).segments
    return segments, [f"{mistake.line}: {mistake.what}" for mistake in mistakes.all()]


def test_a_block_holds_blocks_and_the_prose_after_them():
    (cell,), mistakes = cut(CELL)
    assert (mistakes, cell.body) == ([], "Two men in one cell.")
    assert [(inner.kind, inner.id, inner.line) for inner in cell.inside] == [
        ("question", "of-cell", 5),
        ("section", "after-of-cell", 12),
        ("note", "of-law", 14),
    ]


def test_prose_goes_on_after_the_outer_block():
    segments, mistakes = cut("::: note a\n::: note b\nIn.\n:::\n:::\n\nOut.")
    assert ([part.id for part in segments], mistakes) == (["a", "after-a"], [])


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("::: question a\n::: note b\n:::\n", "1: the block `a` is not closed before the block in line 2"),
        ("::: note a\n::: keypoints b\n:::\n", "1: the block `a` is not closed before the block in line 2"),
        ("::: national a\n::: national b\n:::\n", "1: the block `a` is not closed before the block in line 2"),
        ("::: note a\n::: note b\n:::\n", "1: the block `a` is not closed before the end of the file"),
        ("::: note a\n::: note b\n:::\n## C {#c}\n", "1: the block `a` is not closed before the heading in line 4"),
        ("::: note a\n::: note a\n:::\n:::\n", "2: the id `a` is used already, in line 1"),
        (
            "::: note a\n::: note b\n::: note c\n::: note d\n",
            "3: the block `c` is not closed before the block in line 4",
        ),
    ],
)
def test_what_may_not_stand_in_a_block_is_told(text, mistake):
    assert mistake in cut(text)[1]


def test_ever_deeper_blocks_do_not_break_the_reader():
    segments, mistakes = cut("".join(f"::: note n{number}\n" for number in range(5000)))
    assert (len(segments), len(mistakes)) == (1, 1000)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return load_course(tmp_path_factory.mktemp("nested"), added(CELL, CELL_KK))


def test_questions_within_blocks_are_asked_like_others(course):
    lesson = compile_course(course).modules[0].lessons[0]
    assert [question.id for question in lesson.questions] == ["war", "of-cell"]
    assert lesson_page(course, "why", "kk").find_words("of-cell").options == {"1": "Иә.", "2": "Жоқ."}


def test_a_piece_holds_its_pieces(course):
    cell = lesson_page(course, "why", "kk").pieces[-1]
    assert (cell.id, cell.html) == ("cell", "<p>Бір камерадағы екі адам.</p>")
    assert [inner.id for inner in cell.inside] == ["of-cell", "after-of-cell", "of-law"]


def test_every_block_within_blocks_counts_as_one_to_translate(course, tmp_path):
    before, after = coverage(load_course(tmp_path)), coverage(course)
    assert after["kk"].current.blocks - before["kk"].current.blocks == len(["cell", "of-cell", "after", "law"])


def test_a_block_that_only_holds_others_needs_no_words_of_its_own(tmp_path):
    course = load_course(tmp_path, added("::: example only\n::: note in-it\nHere.\n:::\n:::"))
    assert [(piece.id, piece.html) for piece in walk(lesson_page(course, "why", "en").pieces[-1:])] == [
        ("only", ""),
        ("in-it", "<p>Here.</p>"),
    ]


def test_a_change_within_a_block_makes_both_stale_and_nothing_else(tmp_path):
    folder = write_course(tmp_path, added(CELL, CELL_KK))
    write_lock(folder, load(folder, folder.parent / "sources.yaml"))
    page = lesson_page(load_course(tmp_path, added(CELL.replace("Article 3.", "Article 4."), CELL_KK)), "why", "kk")
    stale = [piece.id for piece in walk(page.pieces) if piece.freshness is Freshness.STALE]
    assert stale == ["cell", "of-law"]


@pytest.mark.parametrize(
    ("old", "new", "mistake"),
    [
        ("::: note of-law\n3-бап.\n:::\n:::", ":::\n::: note of-law\n3-бап.\n:::", "`of-law` stands in another order"),
        ("- Жоқ.\n", "", "`of-cell` has 1 options, the source 2"),
        ("note of-law", "note of-laws", "the source has no `of-laws`"),
    ],
)
def test_a_translation_keeps_blocks_where_the_source_has_them(tmp_path, old, new, mistake):
    mistakes = mistakes_in(tmp_path, added(CELL, CELL_KK.replace(old, new)))
    assert any(mistake in told for told in mistakes), mistakes


def test_a_question_may_be_asked_in_another_language_first(tmp_path):
    english = "::: question first\nsource_language: kk\npoints: 3\n\nMay it?\n\n- Yes.\n- No.\n:::"
    kazakh = "::: question first\n\nБола ма?\n\n- [ ] Иә.\n- [x] Жоқ.\n:::"
    block = load_course(tmp_path, added(english, kazakh)).lessons[0].blocks[-1]
    assert (block.source_language, block.question.right, block.question.points) == ("kk", {"2"}, 3.0)


def test_what_is_right_is_said_in_the_language_of_the_block_alone(tmp_path):
    english = "::: question first\nsource_language: kk\n\nMay it?\n\n- [ ] Yes.\n- [x] No.\n:::"
    kazakh = "::: question first\n\nБола ма?\n\n- Иә.\n- Жоқ.\n:::"
    told = "\n".join(mistakes_in(tmp_path, added(english, kazakh)))
    assert "01-why.en.md:66: an option with a mark in a translation" in told
    assert f"01-why.kk.md:{LESSON_KK.count(chr(10)) + 6}: an option without a mark" in told
