"""A translated block is current, stale or missing."""

import pytest

from helpcourse.config import bundled
from helpcourse.content import translations
from helpcourse.content.coverage import Count, Coverage, coverage
from helpcourse.content.files import TextFile
from helpcourse.content.load import load
from helpcourse.content.lock_file import LockChanges, lock_of, write_lock
from helpcourse.content.mistakes import MistakeLog
from helpcourse.content.model import Freshness
from helpcourse.content.translations import Entry, renewed
from tests.content.builders import LESSON_EN, load_course, replaced, write_course

WHY = "01-ban/01-why.en.md"
STALE = {WHY: LESSON_EN.replace("An aside.", "Another aside.")}
ASIDE = "lessons/why.kk#aside"


@pytest.fixture
def locked(tmp_path):
    """The small course, its translations recorded."""
    folder = write_course(tmp_path)
    lock(folder)
    return folder


def lock(folder, **accept):
    return write_lock(folder, load(folder, folder.parent / "sources.yaml"), **accept)


def lines(folder):
    return (folder / "translations.lock").read_text().splitlines()


def freshness(course, language, block_id):
    return next(block for block in course.lessons[0].blocks if block.id == block_id).texts[language].freshness


def test_the_lock_has_one_sorted_line_for_each_translated_block(locked):
    places = [line.partition(": ")[0] for line in lines(locked)[1:]]
    assert places == sorted(places)
    assert {"course.kk#learn", "modules/ban.kk#opening", ASIDE, "lessons/why.ru#opening", "test.kk#ban-1"} < set(places)
    assert "lessons/duty.kk#opening" not in places  # not translated


def test_a_block_whose_source_has_changed_is_stale(locked, tmp_path):
    course = load_course(tmp_path, STALE)
    assert freshness(course, "kk", "aside") is Freshness.STALE
    assert translations.places(course, Freshness.STALE) == [ASIDE]


@pytest.mark.parametrize(
    "lesson",
    [
        LESSON_EN.replace("An aside.", "  An\naside.  "),
        LESSON_EN.replace("points: 2", "points: 3"),  # not in the translation
        LESSON_EN.replace("\n\n", "\n\n\n").replace("---\n\n\n", "---\n\n"),
    ],
)
def test_spaces_and_header_lines_make_nothing_stale(locked, tmp_path, lesson):
    course = load_course(tmp_path, {"01-ban/01-why.en.md": lesson})
    assert translations.places(course, Freshness.STALE) == []


def test_renumbering_makes_nothing_stale(locked, tmp_path):
    (locked / "01-ban").rename(locked / "05-ban")
    course = load(locked, locked.parent / "sources.yaml")
    assert translations.places(course, Freshness.STALE) == []
    assert lock(locked) == LockChanges([], [], [])


def test_writing_the_lock_again_leaves_stale_blocks_stale(locked, tmp_path):
    load_course(tmp_path, STALE)
    before = lines(locked)
    assert lock(locked) == LockChanges([], [], [])
    assert lines(locked) == before


def test_a_translation_revised_after_its_source_is_current_once_recorded(locked, tmp_path):
    revised = {**STALE, **replaced("01-ban/01-why.kk.md", "Ескертпе.", "Басқа ескертпе.")}
    assert freshness(load_course(tmp_path, revised), "kk", "aside") is Freshness.STALE
    assert lock(locked).renewed == [ASIDE]
    assert translations.places(load_course(tmp_path, revised), Freshness.STALE) == []


def test_a_slip_mended_in_a_current_translation_is_recorded_and_revises_nothing_later(locked, tmp_path):
    mended = replaced("01-ban/01-why.kk.md", "Ескертпе.", "Ескертпе!")
    load_course(tmp_path, mended)
    lock(locked)
    load_course(tmp_path, {**STALE, **mended})
    assert lock(locked).renewed == []


def test_a_source_that_is_reverted_makes_the_block_current(locked, tmp_path):
    load_course(tmp_path, STALE)
    lock(locked)
    assert translations.places(load_course(tmp_path), Freshness.STALE) == []


@pytest.mark.parametrize("accept", ["", "lessons/why.kk", "lessons/why", ASIDE])
def test_a_change_without_meaning_is_accepted(locked, tmp_path, accept):
    load_course(tmp_path, STALE)
    assert lock(locked, accept=[accept]).renewed == [ASIDE]
    course = load_course(tmp_path, STALE)
    assert freshness(course, "kk", "aside") is Freshness.CURRENT


@pytest.mark.parametrize("accept", ["test.kk", "lessons/wh", "lessons/why.kk#as"])
def test_what_is_accepted_elsewhere_is_not_accepted_here(locked, tmp_path, accept):
    load_course(tmp_path, STALE)
    assert lock(locked, accept=[accept]).renewed == []


@pytest.mark.parametrize(
    ("file", "old", "new", "stale"),
    [
        (WHY, "A section about", "A section on", ["lessons/why.kk#no-exception", "lessons/why.ru#no-exception"]),
        (WHY, "title: Why the", "title: Why a", ["lessons/why.kk@title", "lessons/why.ru@title"]),
        (WHY, "Yes, in war.", "Yes, in peace.", ["lessons/why.kk#war"]),
        (WHY, "minutes: 20", "minutes: 25", []),
        ("01-ban/module.en.md", "title: The ban", "title: A ban", ["modules/ban.kk@title"]),
        ("01-ban/module.en.md", "to know it", "to love it", ["modules/ban.kk#opening"]),
        ("course.en.md", "title: The ban", "title: A ban", ["course.kk@title"]),
        ("course.en.md", "summary: On", "summary: About", []),  # not translated
        ("course.en.md", "Much.", "Little.", ["course.kk#learn"]),
        ("glossary.en.md", "torture {", "Torture {", ["glossary.kk#torture"]),
        ("glossary.en.md", "Severe", "Great", ["glossary.kk#torture"]),
        ("glossary.en.md", "It hurts.", "It aches.", []),  # not translated
        ("test.en.md", "- [x] Yes.", "- [x] It is.", ["test.kk#ban-1"]),
    ],
)  # fmt: skip
def test_exactly_what_was_made_from_a_changed_sentence_turns_stale(locked, tmp_path, file, old, new, stale):
    changed = load_course(tmp_path, replaced(file, old, new))
    assert translations.places(changed, Freshness.STALE) == stale


def test_blocks_that_are_gone_leave_the_lock(locked):
    (locked / "01-ban" / "01-why.ru.md").unlink()
    lock(locked)
    assert not [line for line in lines(locked) if line.startswith("lessons/why.ru")]


def test_the_figures_count_blocks_and_words_of_the_source_by_language(locked, tmp_path):
    figures = coverage(load_course(tmp_path, STALE))
    assert figures.keys() == {"kk", "ru"}
    kazakh = figures["kk"]
    assert (kazakh.current.blocks, kazakh.stale, kazakh.missing.blocks) == (15, Count(1, 2), 7)
    assert kazakh.total == figures["ru"].total == Count(23, 111)
    assert (figures["ru"].current.blocks, figures["ru"].percent) == (3, 18)


def test_a_stale_question_counts_as_missing(locked, tmp_path):
    before = coverage(load_course(tmp_path))["kk"].missing.blocks
    changed = load_course(tmp_path, replaced("test.en.md", "- [x] Yes.", "- [x] It is."))
    assert coverage(changed)["kk"].stale == Count()
    assert coverage(changed)["kk"].missing.blocks == before + 1


def test_all_is_translated_only_when_nothing_is_left():
    assert Coverage(Count(199, 1999), missing=Count(1, 1)).percent == 99
    assert Coverage(Count(200, 2000)).percent == 100


@pytest.mark.parametrize(
    ("entry", "freshness"),
    [
        ({}, Freshness.CURRENT),  # not recorded yet
        ({"a.kk#b": Entry("0123456789abcdef")}, Freshness.CURRENT),
        ({"a.kk#b": Entry("fedcba9876543210")}, Freshness.STALE),
        ({"a.ru#b": Entry("fedcba9876543210")}, Freshness.CURRENT),
    ],
)
def test_freshness_is_told_by_the_hash_of_the_source(entry, freshness):
    assert translations.freshness(entry, "a.kk#b", "0123456789abcdef") is freshness


def test_a_lock_is_read_as_it_is_written():
    lock = {"a.kk#b": Entry("0123456789abcdef", "0" * 16), "a.kk@title": Entry("fedcba9876543210")}
    assert translations.read_lock(TextFile("lock", translations.lock_text(lock)), MistakeLog()) == lock


@pytest.mark.parametrize(
    "path", sorted(path.parent for path in bundled("courses").glob("*/course.yaml")), ids=lambda path: path.name
)
def test_the_courses_that_come_with_the_product_are_whole_in_every_language(path):
    course = load(path, path.parent / "sources.yaml")
    assert renewed(course, {}) == lock_of(path)
    assert [figures.percent for figures in coverage(course).values()] == [100] * (len(course.languages) - 1)
