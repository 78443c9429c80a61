"""A course goes to translators as messages and comes back: whole, or not at all."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from helpcourse.content.coverage import Count, coverage
from helpcourse.content.intake import take_in
from helpcourse.content.load import load
from helpcourse.content.lock_file import write_lock
from helpcourse.content.messages import messages
from helpcourse.content.mistakes import CourseMistakes
from tests.content.builders import FILES, LESSON_EN, replaced, write_course
from tests.content.test_paragraphs import markdown
from tests.content.translators import all_translated, in_cyrillic

WHY = "01-ban/01-why.en.md"
NO_KAZAKH = {name: None for name in FILES if ".kk." in name}


@pytest.fixture
def course(tmp_path):
    """The small course, its translations recorded."""
    folder = write_course(tmp_path)
    write_lock(folder, again(folder))
    return folder


def again(folder):
    return load(folder, folder.parent / "sources.yaml")


def take(folder, told, language="kk"):
    return take_in(folder, folder.parent / "sources.yaml", language, told, "kk.po")


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def exported(folder, old=None):
    return messages(again(folder), "kk", old or {})


def said(folder, context, words):
    """What was exported, one message of it translated in other words."""
    found = [replace(one, translation=words) if one.context == context else one for one in exported(folder)]
    return [replace(one, line=number) for number, one in enumerate(found, 1)]


def test_what_comes_back_unchanged_changes_no_byte(course):
    before = files(course)
    intake = take(course, exported(course))
    assert (intake.written, intake.confirmed, intake.unknown) == ([], [], [])
    assert files(course) == before


@pytest.mark.parametrize("changes", [{}, NO_KAZAKH])
def test_when_every_message_is_translated_every_block_is_current(tmp_path, changes):
    folder = write_course(tmp_path, changes)
    intake = take(folder, all_translated(exported(folder)))
    found = coverage(again(folder))["kk"]
    assert (found.percent, found.stale, found.missing, intake.waiting) == (100, Count(), Count(), [])
    assert take(folder, exported(folder)).written == []


def test_a_language_that_was_not_there_has_all_files(tmp_path):
    folder = write_course(tmp_path, NO_KAZAKH)
    take(folder, all_translated(exported(folder)))
    english = {name for name in files(folder) if ".en." in name}
    assert {name.replace(".en.", ".kk.") for name in english} <= files(folder).keys()
    assert (folder / "01-ban/01-why.kk.md").read_text().startswith("---\ntitle: Ухy".replace("Ухy", in_cyrillic("Why")))


def test_what_is_right_goes_neither_to_translators_nor_into_the_translation(tmp_path):
    folder = write_course(tmp_path, NO_KAZAKH)
    assert [one for one in exported(folder) if "[x]" in one.source or "[ ]" in one.source] == []
    take(folder, all_translated(exported(folder)))
    assert f"- {in_cyrillic('Yes, in war.')}\n    > " in (folder / "01-ban/01-why.kk.md").read_text()


def test_only_the_words_that_are_new_are_written(course):
    before = files(course)
    take(course, said(course, "lessons/why#war/option-1", "Иә, соғыс кезінде."))
    changed = {name for name, content in files(course).items() if content != before[name]}
    assert changed == {"01-ban/01-why.kk.md", "translations.lock"}
    lesson = before["01-ban/01-why.kk.md"].decode().replace("Иә, соғыста.", "Иә, соғыс кезінде.")
    assert (course / "01-ban/01-why.kk.md").read_text() == lesson


def test_line_ends_and_tabs_stay_as_they_were(course):
    lesson = course / "01-ban/01-why.kk.md"
    content = lesson.read_bytes().replace(b"\n", b"\r\n").replace(b"    > ", b"\t> ")
    lesson.write_bytes(content)
    take(course, said(course, "lessons/why#aside", "Басқа."))
    assert lesson.read_bytes() == content.replace("Ескертпе.".encode(), "Басқа.".encode())


def test_a_new_block_is_put_where_the_source_has_it(course, tmp_path):
    extra = LESSON_EN.replace("::: note aside", "::: note first\n\nFirst.\n:::\n\n::: note aside")
    write_course(tmp_path, {WHY: extra})
    take(course, said(course, "lessons/why#first", "Біріншіден."))
    lesson = (course / "01-ban/01-why.kk.md").read_text()
    assert ":::\n\n::: note first\n\nБіріншіден.\n:::\n\n::: note aside\n" in lesson


def test_a_block_waits_until_all_of_it_is_translated(course, tmp_path):
    write_course(tmp_path, {WHY: LESSON_EN.replace("An aside.", "Another.\n\nAnd one more.")})
    before = files(course)
    intake = take(
        course, [replace(one, is_fuzzy=False) if one.source == "Another." else one for one in exported(course)]
    )
    assert "lessons/why.kk#aside" in intake.waiting
    assert files(course) == before


def test_prose_after_a_block_waits_for_the_block(tmp_path):
    folder = write_course(tmp_path, NO_KAZAKH)
    told = [replace(one, translation="") if "#war" in one.context else one for one in all_translated(exported(folder))]
    assert {"lessons/why.kk#war", "lessons/why.kk#after-war"} <= set(take(folder, told).waiting)


def test_what_changed_in_the_source_is_fuzzy_with_what_it_was(course, tmp_path):
    old = next(block for block in again(course).lessons[0].blocks if block.id == "no-exception").texts["en"]
    write_course(tmp_path, {WHY: LESSON_EN.replace("A section about", "A section on")})
    found = [one for one in exported(course, {"lessons/why.kk#no-exception": old}) if one.is_fuzzy]
    assert [(one.context, one.previous) for one in found] == [
        ("lessons/why#no-exception", "A section about [torture](term:torture).")
    ]


def test_a_stale_block_of_which_nothing_is_known_is_fuzzy_as_a_whole(course, tmp_path):
    write_course(tmp_path, {WHY: LESSON_EN.replace("A section about", "A section on")})
    assert [one.context for one in exported(course) if one.is_fuzzy] == [
        "lessons/why#no-exception/heading",
        "lessons/why#no-exception",
    ]


def test_a_stale_block_that_is_confirmed_is_current(course, tmp_path):
    write_course(tmp_path, {WHY: LESSON_EN.replace("A section about", "A section on")})
    told = [replace(one, is_fuzzy=False) for one in exported(course)]
    assert take(course, told).confirmed == ["lessons/why.kk#no-exception"]
    assert coverage(again(course))["kk"].stale == Count()


def test_what_was_translated_from_another_source_is_not_taken_in(course, tmp_path):
    told = all_translated(exported(course))
    write_course(tmp_path, {WHY: LESSON_EN.replace("An aside.", "Another aside.")})
    intake = take(course, told)
    assert [one.context for one in intake.unknown] == ["lessons/why#aside"]
    assert "lessons/why.kk#aside" in intake.waiting


def test_paragraphs_that_do_not_answer_to_the_source_go_as_one_message(course, tmp_path):
    write_course(tmp_path, replaced("01-ban/01-why.kk.md", "Ескертпе.", "Ескертпе.\n\nЕкінші абзац."))
    (aside,) = [one for one in exported(course) if one.context == "lessons/why#aside"]
    assert aside.translation == "Ескертпе.\n\nЕкінші абзац."
    assert take(course, exported(course)).written == []


@pytest.mark.parametrize(
    ("context", "words", "what"),
    [
        ("lessons/why#aside", "## Тақырып {#x}", "not read as one piece"),
        ("lessons/why#aside", "Бір.\n\nЕкі.", "not read as one piece"),
        ("lessons/why#aside", "Бір.\n:::", "`:::` closes nothing"),
        ("lessons/why#war/option-1", "- тізім", "not read as one piece"),
        ("lessons/why#no-exception/heading", "Екі\nжол", "not read as one piece"),
        ("lessons/why#no-exception", "Қараңыз: [x](term:nowhere).", "unknown term `nowhere`"),
        ("lessons/why#aside", "<b>Қалың</b>", "HTML `<b`"),
        ("lessons/why#aside", "[сілтеме](javascript:x)", "a link of the kind `javascript:`"),
    ],
)
def test_a_broken_message_is_told_with_its_place_and_nothing_is_written(course, context, words, what):
    before, told = files(course), said(course, context, words)
    line = next(one.line for one in told if one.context == context)
    with pytest.raises(CourseMistakes) as error:
        take(course, told)
    assert f"kk.po:{line}: {context}: " in str(error.value)
    assert what in str(error.value)
    assert files(course) == before


def test_a_block_written_in_another_language_first_is_translated_into_the_courses_own(tmp_path):
    note = "review_by: 2027-10-01\n\nWho investigates?"
    header = replaced(WHY, note, "review_by: 2027-10-01\nsource_language: kk")
    folder = write_course(tmp_path, header)
    (told,) = messages(again(folder), "en", {})
    assert (told.context, told.source) == ("lessons/why#kz-law", "Кім тергейді?")
    take(folder, [replace(told, translation="Who investigates?")], "en")
    assert "source_language: kk\n\nWho investigates?\n:::\n" in (folder / WHY).read_text()


def test_nothing_is_written_if_one_file_cannot_be(course):
    (course / "01-ban/.01-why.kk.md.draft").mkdir()
    before = files(course)
    with pytest.raises(OSError, match="draft"):
        take(course, all_translated(exported(course)))
    assert files(course) == before


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(markdown)
def test_whatever_an_author_writes_comes_back_translated(tmp_path_factory, text):
    folder = write_course(tmp_path_factory.mktemp("any"), {**NO_KAZAKH, "02-duty/01-duty.en.md": _lesson(text)})
    try:
        told = all_translated(exported(folder))
    except CourseMistakes:
        return  # not a course
    assert take(folder, told).waiting == []
    before = files(folder)
    assert coverage(again(folder))["kk"].percent == 100
    assert take(folder, exported(folder)).written == []
    assert files(folder) == before


def _lesson(text):
    return f"---\ntitle: 'Duty: what is it'\nminutes: 15\n---\n\nSee [Gäfgen](source:gafgen).\n\n{text}\n"
