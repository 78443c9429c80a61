"""What is told to authors without hindering them: each rule by a table of cases."""

from datetime import date

import pytest

from helpcourse.content.load import read
from helpcourse.content.loose_ends import uncited_sources
from helpcourse.content.warnings import is_telling, large_pictures, paragraphs, warnings_of
from tests.content.builders import load_course, replaced, write_course

WHY_EN, WHY_KK, WHY_RU = "01-ban/01-why.en.md", "01-ban/01-why.kk.md", "01-ban/01-why.ru.md"
TODAY = date(2026, 11, 25)
QUESTION_END = "    > Never from this one.\n- [x] No.\n    > Right.\n\n> No derogation is allowed.\n"
LONG = "No: the ban is absolute, and neither war nor any other emergency is an exception to it."


def told(folder, changes, today=TODAY):
    """What is warned of, without the folder that all files lie in and without the remedies."""
    write_course(folder, changes)
    found = read(folder / "courses" / "ban", folder / "courses" / "sources.yaml")
    warnings = warnings_of(found.course, today=today, is_whole=not found.mistakes)
    return [f"{one.file.removeprefix('courses/ban/')}:{one.line}: {one.what}" for one in warnings]


@pytest.mark.parametrize(
    ("changes", "warning"),
    [
        (replaced(WHY_EN, "minutes: 20", "minutes: 31"), f"{WHY_EN}:3: the lesson takes 31 minutes"),
        (
            replaced(WHY_EN, "More prose", "More prose. " * 3000),
            f"{WHY_EN}:3: reading takes some 36 minutes, `minutes` says 20",
        ),
        (replaced(WHY_EN, QUESTION_END, "- [x] No.\n"), f"{WHY_EN}:12: `war` has no feedback"),
        (
            replaced(WHY_EN, "- [x] No.", f"- [x] {LONG}"),
            f"{WHY_EN}:20: the right option is much longer than the others",
        ),
        (replaced(WHY_KK, "- Жоқ.", f"- {LONG}"), f"{WHY_KK}:17: the right option is much longer than the others"),
        (replaced(WHY_KK, "Ескертпе.", "Бір.\n\nЕкі."), f"{WHY_KK}:44: `aside` has 2 paragraphs, the source 1"),
        (
            replaced("glossary.en.md", "pain {#pain}", "war {#war}\n:   Bad.\n\npain {#pain}"),
            "glossary.en.md:4: the term `war` is never used",
        ),
        (
            replaced("course.yaml", "[CAT]", "[CAT, unused]"),
            "course.yaml:5: `unused` is an instrument of the course, but is never cited",
        ),
        (
            {"translations.lock": "lessons/why.kk#aside: 0123456789abcdef\n"},
            f"{WHY_KK}:44: `aside` is stale: its source has changed since",
        ),
        (
            replaced(WHY_KK, "::: note aside\n\nЕскертпе.\n:::\n", ""),
            f"{WHY_KK}:39: `aside` is not translated",  # below the block before it
        ),
        ({}, "course.kk.md:1: `summary` is not translated"),
        ({}, "glossary.kk.md:1: the term `pain` is not explained in this language"),
        ({}, "test.ru.md:1: the translation of this file is missing"),
    ],
)
def test_what_could_be_better_is_told_with_its_line(tmp_path, changes, warning):
    assert warning in told(tmp_path, changes)


def test_a_note_is_overdue_after_the_day_of_its_review(tmp_path):
    assert not [one for one in told(tmp_path, {}, date(2027, 10, 1)) if "reviewed" in one]
    assert f"{WHY_EN}:43: `kz-law` should have been reviewed by 2027-10-01" in told(tmp_path, {}, date(2027, 10, 2))


def test_a_good_lesson_has_none(tmp_path):
    assert [one for one in told(tmp_path, {}) if WHY_EN in one or WHY_KK in one] == []


def test_of_a_missing_file_nothing_else_is_told(tmp_path):
    assert {one for one in told(tmp_path, {WHY_RU: None}) if WHY_RU in one} == {
        f"{WHY_RU}:1: the translation of this file is missing"
    }


def test_a_course_with_mistakes_is_not_said_to_leave_anything_loose(tmp_path):
    warnings = told(tmp_path, replaced("glossary.en.md", "[article 1](source:CAT/1)", "[article 1](source:X)"))
    assert warnings == ["test.en.md:1: `ban-1` has no feedback", "test.en.md:10: `duty-1` has no feedback"]


@pytest.mark.parametrize(
    ("length", "others", "telling"),
    [
        (60, [20, 30], True),
        (49, [20, 30], False),  # 24 letters longer than the mean
        (50, [20, 30], True),
        (130, [90, 90], False),  # 1.4 times as long
        (60, [10, 60], False),  # another is as long
        (60, [], False),  # everything is right
    ],
)
def test_an_option_gives_itself_away_by_ratio_and_by_letters(length, others, telling):
    assert is_telling(length, others) is telling


@pytest.mark.parametrize(
    ("markdown", "count"),
    [
        ("", 0),
        ("One\nand the same.", 1),
        ("One.\n\n\nTwo.\n", 2),
        ("- a\n- b\n\nThree.", 2),
        ("- a\n\n- b\n\n    More of b.\n\nTwo.", 2),
        ("1. a\n\n2. b", 1),
        ("> One.\n\n> And on.", 1),
        ("One.[^a][^b]\n\n[^a]: x\n\n[^b]: y", 2),
        ("```\na\n\nb\n```", 1),  # code is one, empty lines and all
    ],
)
def test_empty_lines_divide_paragraphs(markdown, count):
    assert paragraphs(markdown) == count


@pytest.mark.parametrize(
    ("name", "size", "warnings"),
    [("a.png", 200_001, 1), ("b.jpg", 200_000, 0), ("c.mp4", 900_000, 0)],
)
def test_large_pictures_are_told(tmp_path, name, size, warnings):
    folder = write_course(tmp_path, {f"media/{name}": b"x" * size})
    assert [one.file for one in large_pictures(folder)] == [f"courses/ban/media/{name}"] * warnings


def test_sources_that_no_course_cites_are_told(tmp_path):
    course = load_course(tmp_path)
    file = tmp_path / "courses" / "sources.yaml"
    warnings = uncited_sources(file, "courses/sources.yaml", course.sources)
    assert [(one.line, str(one.what)) for one in warnings] == [(13, "no course cites `unused`")]
