"""A bank that goes out and comes back is the same bank."""

from functools import cache
from pathlib import Path

import pytest

from helpcourse.content.load import load
from helpcourse.interop.banks import formats
from helpcourse.interop.banks.ours import bank_of, targets
from helpcourse.interop.banks.written import written
from tests.content.builders import load_course
from tests.content.media_samples import png
from tests.interop.banks.builders import EVERY_KIND, SETTINGS, every_kind, there_and_back

COURSES = Path(__file__).parents[3] / "courses"
WHOLE = [form for form in formats.WRITERS if form != "gift"]  # that have all our kinds of question


@cache
def read_course(name):
    return load(COURSES / name, COURSES / "sources.yaml")


def without(text, ids):
    """The file without these questions."""
    front, *blocks = text.split("::: question ")
    return "::: question ".join([front, *(one for one in blocks if one.split()[0] not in ids)]).rstrip() + "\n"


def as_written(text):
    """Without what is written in two ways and read as one."""
    return (
        text.replace("\n 1. ", "\n1. ").replace("\n 2. ", "\n2. ").replace("\\[sic\\]", "[sic]").replace("`- `", "`-`")
    )


@pytest.mark.parametrize("form", WHOLE)
def test_every_kind_of_question_comes_back_as_it_was(tmp_path, form):
    bank, target = every_kind(tmp_path)
    back, _out = there_and_back(bank, target, form)
    assert as_written(written(back)) == as_written(EVERY_KIND)


def test_gift_brings_back_all_that_it_can_say(tmp_path):
    bank, target = every_kind(tmp_path)
    back, out = there_and_back(bank, target, "gift")
    left_out = {note.item for note in out.notes if "left out" in str(note.what)}
    assert left_out == {"typed-gaps", "exact-gaps"}
    assert {one.id for one in bank.questions} - {one.id for one in back.questions} == left_out
    assert out.count == len(back.questions)


@pytest.mark.parametrize("form", formats.WRITERS)
@pytest.mark.parametrize("language", ["en", "kk", "ru"])
@pytest.mark.parametrize(
    ("course", "module"),
    [
        ("personal-data", ""),
        ("prohibition-of-torture", ""),
        ("prohibition-of-torture", "absolute-ban"),
        ("writing-courses", ""),
    ],
)
def test_the_banks_of_our_courses_come_back_as_their_files(form, language, course, module):
    read = read_course(course)
    bank = bank_of(read, language, {}, module)
    back, out = there_and_back(bank, targets(read, language), form, language)
    left_out = {note.item for note in out.notes if "left out" in str(note.what)}
    folder = next((COURSES / course).glob(f"*-{module}")) if module else COURSES / course
    file = without((folder / f"test.{language}.md").read_text("utf-8"), left_out)
    assert as_written(written(back, is_translation=language != read.source)) == as_written(file)
    assert form == "gift" or not left_out


def test_a_translation_goes_out_in_its_language_and_what_has_none_in_its_source(tmp_path):
    bank, _target = every_kind(tmp_path, "kk")
    words = {question.id: question.prompt for question in bank.questions}
    assert words["number"] == "Қанша?"
    assert words["essay"].startswith("Give *reasons*")
    told = {note.item for note in bank.notes}
    assert "essay" in told
    assert "number" not in told


def test_links_lead_to_the_official_text_and_still_say_what_they_name(tmp_path):
    bank, target = every_kind(tmp_path, "kk")
    assert (
        '<a href="https://example.org/kaz/cat" title="source:CAT/2.2">'
        in formats.write(bank, "moodle", target).content.decode()
    )
    assert target("term:torture") == "https://example.org/en/courses/ban#term-torture"


@pytest.mark.parametrize("form", WHOLE)
def test_pictures_go_along_and_come_back(tmp_path, form):
    shown = {"truth": ("**absolute**", "so: ![A map](media/map.png)"), "steps": ("Third", "![Two](media/two.png)")}
    text = EVERY_KIND
    for old, new in shown.values():
        text = text.replace(old, new)
    bank, target = every_kind(
        tmp_path, bank=text, media={"map.png": png(), "two.png": png(9, 9), "else.png": png(8, 8)}
    )
    back, _out = there_and_back(bank, target, form)
    assert as_written(written(back)) == as_written(text)
    assert back.pictures == {"map.png": png(), "two.png": png(9, 9)}


def test_a_bank_with_pictures_is_read_by_our_own_check(tmp_path):
    text = EVERY_KIND.replace("**absolute**", "so: ![A map](media/map.png)")
    bank, target = every_kind(tmp_path / "there", bank=text, media={"map.png": png()})
    back, _out = there_and_back(bank, target, "moodle")
    media = {f"media/{name}": content for name, content in back.pictures.items()}
    again = load_course(tmp_path / "here", {**SETTINGS, "test.en.md": written(back), **media, "test.kk.md": None})
    assert [block.id for block in again.bank] == [question.id for question in bank.questions]
    assert list(again.media) == ["map.png"]
