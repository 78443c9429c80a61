"""A translated block is current, stale or missing."""

import pytest

from helpcourse.content import translations
from helpcourse.content.files import TextFile
from helpcourse.content.load import load
from helpcourse.content.lock_file import write_lock
from helpcourse.content.mistakes import MistakeLog
from helpcourse.content.model import Freshness
from tests.content.builders import LESSON_EN, load_course, write_course

STALE = {"01-ban/01-why.en.md": LESSON_EN.replace("An aside.", "Another aside.")}
ASIDE = "lessons/why.kk#aside"


@pytest.fixture
def locked(tmp_path):
    """The small course, its translations recorded."""
    folder = write_course(tmp_path)
    write_lock(folder, folder.parent / "sources.yaml")
    return folder


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
    assert write_lock(locked, locked.parent / "sources.yaml") == 0


def test_writing_the_lock_again_leaves_stale_blocks_stale(locked, tmp_path):
    load_course(tmp_path, STALE)
    assert write_lock(locked, locked.parent / "sources.yaml") == 0


@pytest.mark.parametrize("accept", ["", "lessons/why.kk", ASIDE])
def test_a_change_without_meaning_is_accepted(locked, tmp_path, accept):
    load_course(tmp_path, STALE)
    assert write_lock(locked, locked.parent / "sources.yaml", accept=[accept]) == 2  # the old line and the new
    course = load_course(tmp_path, STALE)
    assert freshness(course, "kk", "aside") is Freshness.CURRENT


def test_what_is_accepted_elsewhere_is_not_accepted_here(locked, tmp_path):
    load_course(tmp_path, STALE)
    assert write_lock(locked, locked.parent / "sources.yaml", accept=["test.kk"]) == 0


def test_blocks_that_are_gone_leave_the_lock(locked):
    (locked / "01-ban" / "01-why.ru.md").unlink()
    write_lock(locked, locked.parent / "sources.yaml")
    assert not [line for line in lines(locked) if line.startswith("lessons/why.ru")]


def test_the_figures_count_blocks_by_language(locked, tmp_path):
    figures = translations.figures(load_course(tmp_path, STALE))
    assert figures["kk"] == {Freshness.CURRENT: 11, Freshness.STALE: 1, Freshness.MISSING: 3}
    assert figures["ru"] == {Freshness.CURRENT: 2, Freshness.MISSING: 13}


@pytest.mark.parametrize(
    ("entry", "freshness"),
    [
        ({}, Freshness.CURRENT),  # not recorded yet
        ({"a.kk#b": "0123456789abcdef"}, Freshness.CURRENT),
        ({"a.kk#b": "fedcba9876543210"}, Freshness.STALE),
        ({"a.ru#b": "fedcba9876543210"}, Freshness.CURRENT),
    ],
)
def test_freshness_is_told_by_the_hash_of_the_source(entry, freshness):
    assert translations.freshness(entry, "a.kk#b", "0123456789abcdef") is freshness


def test_a_lock_is_read_as_it_is_written():
    lock = {"a.kk#b": "0123456789abcdef", "a.kk#a": "fedcba9876543210"}
    assert translations.read_lock(TextFile("lock", translations.lock_text(lock)), MistakeLog()) == lock
