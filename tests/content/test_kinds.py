"""Asides that fold, and case studies."""

import pytest

from helpcourse.content.compile import compile_course, lesson_page
from helpcourse.content.compiled import Criterion
from helpcourse.content.load import load
from helpcourse.content.lock_file import write_lock
from helpcourse.content.model import Freshness
from tests.content.builders import added, load_course, mistakes_in, write_course

DETAILS = "::: details how\ntitle: How the *Court* counted\n\nDay by day.\n:::\n"
DETAILS_KK = "::: details how\ntitle: Сот қалай санады\n\nКүн сайын.\n:::\n"
CASE = """\
::: case complaint

Mr A. was beaten on 3 May.

1. Which right?
2. Which remedy?

- [4] identifies the right violated
- [0.5] names
  the remedy

> Article 3.
>
> A complaint to the prosecutor.
:::
"""
CASE_KK = """\
::: case complaint

А. мырза 3 мамырда ұрылды.

1. Қай құқық?
2. Қай құрал?

- бұзылған құқықты анықтайды
- құралды атайды

> 3-бап.
:::
"""


def last_piece(folder, english, kazakh="", language="en"):
    return lesson_page(load_course(folder, added(english, kazakh)), "why", language).pieces[-1]


def told(folder, english, kazakh=""):
    return "\n".join(mistakes_in(folder, added(english, kazakh)))


def test_details_are_folded_under_a_title_in_each_language(tmp_path):
    assert last_piece(tmp_path, DETAILS, DETAILS_KK).heading == "How the <em>Court</em> counted"
    assert last_piece(tmp_path, DETAILS, DETAILS_KK, "kk").heading == "Сот қалай санады"


def test_a_new_title_makes_the_translation_stale(tmp_path):
    folder = write_course(tmp_path, added(DETAILS, DETAILS_KK))
    write_lock(folder, load(folder, folder.parent / "sources.yaml"))
    piece = last_piece(tmp_path, DETAILS.replace("counted", "reckoned"), DETAILS_KK, "kk")
    assert piece.freshness is Freshness.STALE


@pytest.mark.parametrize(
    ("old", "new", "mistake"),
    [
        ("title: How the *Court* counted\n", "", "en.md:61: `title` is missing"),
        ("title: How", "heading: x\ntitle: How", "en.md:62: `heading` is not known here"),
        ("How the *Court*", "How the <b>Court</b>", "en.md:61: HTML `<b`"),
        ("title: Сот қалай санады\n", "", "kk.md:54: `title` is missing"),
        ("title: Сот", "source_language: kk\ntitle: Сот", "kk.md:55: `source_language` is not known here"),
    ],
)
def test_what_is_wrong_with_a_title_is_told(tmp_path, old, new, mistake):
    assert mistake in told(tmp_path, DETAILS.replace(old, new), DETAILS_KK.replace(old, new))


def test_a_case_has_facts_a_rubric_and_a_model_answer(tmp_path):
    case = last_piece(tmp_path, CASE)
    assert case.html.startswith("<p>Mr A. was beaten on 3 May.</p>\n<ol>")
    assert case.rubric == (Criterion(4.0, "identifies the right violated"), Criterion(0.5, "names\nthe remedy"))
    assert case.model_html == "<p>Article 3.</p>\n<p>A complaint to the prosecutor.</p>"


def test_the_points_of_a_rubric_are_said_once(tmp_path):
    case = last_piece(tmp_path, CASE, CASE_KK, "kk")
    assert case.rubric == (Criterion(4.0, "бұзылған құқықты анықтайды"), Criterion(0.5, "құралды атайды"))


def test_one_may_write_for_oneself_at_a_case(tmp_path):
    lesson = compile_course(load_course(tmp_path, added(CASE))).modules[0].lessons[0]
    assert lesson.reflections == ("practice", "complaint")


@pytest.mark.parametrize(
    ("old", "new", "mistake"),
    [
        ("- [0.5] names", "- names", "en.md:69: a criterion without points"),
        ("- [4] identifies", "- [0] identifies", "en.md:68: `[0]` are no points"),
        ("- [4] identifies", "- [1,5] identifies", "en.md:68: `[1,5]` are no points"),
        ("- [4] identifies the right violated", "- [4] ", "en.md:68: a criterion without words"),
        ("  the remedy", "the remedy", "en.md:70: words that belong to no criterion"),
        ("  the remedy", "  the remedy\n    > Well.", "en.md:71: a quotation in a criterion"),
        ("  the remedy", "  the remedy\n\n    More.", "en.md:69: more than one paragraph"),
        (CASE[CASE.index("- [4]") : CASE.index("> Art")], "", "en.md:68: `complaint` has no rubric"),
        (CASE[CASE.index("> Art") : CASE.rindex(":::")], "", "en.md:70: `complaint` has no model answer"),
        (CASE[CASE.index("Mr A.") : CASE.index("- [4]")], "", "en.md:61: `complaint` has neither facts nor tasks"),
        ("- бұзылған құқықты анықтайды\n", "", "kk.md:54: `complaint` has 1 criteria, the source 2"),
        ("- құралды", "- [1] құралды", "kk.md:62: a criterion with points in a translation"),
        ("\n> 3-бап.\n", "", "`complaint` has no model answer"),
    ],
)
def test_what_is_wrong_with_a_case_is_told(tmp_path, old, new, mistake):
    assert old in CASE + CASE_KK
    assert mistake in told(tmp_path, CASE.replace(old, new), CASE_KK.replace(old, new))


@pytest.mark.parametrize("kind", ["warning", "example", "note", "keypoints"])
def test_asides_hold_words(tmp_path, kind):
    assert last_piece(tmp_path, f"::: {kind} mind\n\nMind it.\n:::").html == "<p>Mind it.</p>"
