"""The command for translators: what is stale, since what, and how it is said to be well."""

import json
import shutil
import subprocess

import pytest

from helpcourse.cli import main
from helpcourse.cli.publish import plan_all, publish_all
from helpcourse.cli.renewing import migrated
from helpcourse.config import read_settings
from helpcourse.files.store import Store
from tests.content.builders import replaced, write_course

ASIDE = "lessons/why.kk#aside"
CHANGED = replaced("01-ban/01-why.en.md", "An aside.", "Another aside.")
STALE_BANK = replaced("test.en.md", "Is the ban absolute?", "Is it absolute?")


@pytest.fixture
def data(tmp_path, monkeypatch):
    """The data directory, where nothing is yet."""
    monkeypatch.setenv("HELPCOURSE_DATA", str(tmp_path / "var"))
    return tmp_path / "var"


@pytest.fixture
def course(tmp_path, data):
    folder = write_course(tmp_path)
    assert main(["translations", "lock", str(folder)]) == 0
    return folder


def git(folder, *arguments):
    who = ("-c", "user.name=Aigerim", "-c", "user.email=aigerim@example.kz")
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)


def status(course, capsys, *options):
    """What is told of the aside."""
    capsys.readouterr()
    assert main(["translations", "status", str(course), *options]) == 0
    return capsys.readouterr().out.splitlines()


def test_what_is_stale_is_told_with_its_file_and_line(course, tmp_path, capsys):
    write_course(tmp_path, CHANGED)
    told = status(course, capsys, "--into", "kk")
    assert told[0] == "ban kk: 76 % current (85 of 111 words); blocks: 15 current, 1 stale, 7 missing"
    assert "courses/ban/01-ban/01-why.kk.md:44: lessons/why.kk#aside: stale" in told
    assert "courses/ban/test.en.md:10: test.kk#duty-1: missing" in told


def test_what_the_source_said_is_found_in_git_under_an_older_name(course, tmp_path, capsys):
    git(tmp_path, "init")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "first")
    git(tmp_path, "mv", "courses/ban/01-ban/01-why.en.md", "courses/ban/01-ban/07-why.en.md")
    git(tmp_path, "commit", "-m", "renumbered")
    (course / "01-ban/01-why.en.md").unlink(missing_ok=True)
    for language in ("kk", "ru"):
        (course / f"01-ban/01-why.{language}.md").rename(course / f"01-ban/07-why.{language}.md")
    lesson = course / "01-ban/07-why.en.md"
    lesson.write_text(lesson.read_text().replace("An aside.", "Another aside."))
    assert "    [-An-] {+Another+} aside." in status(course, capsys)


def test_what_the_source_said_is_found_in_a_published_edition(course, tmp_path, data, capsys):
    engine = migrated(read_settings())
    publish_all(engine, plan_all(engine, [course]), Store(tmp_path / "media"))
    engine.dispose()
    write_course(tmp_path, CHANGED)
    assert "    [-An-] {+Another+} aside." in status(course, capsys)


@pytest.mark.parametrize("path", [None, "/nowhere"])
def test_where_nothing_is_known_of_before_that_is_said(course, tmp_path, data, capsys, monkeypatch, path):
    monkeypatch.setenv("PATH", path or "/usr/bin")
    write_course(tmp_path, CHANGED)
    assert "    what it was made from is neither in git nor in a published edition" in status(course, capsys)
    assert not data.exists()


def test_the_status_is_given_to_programs_too(course, tmp_path, capsys):
    write_course(tmp_path, STALE_BANK)
    found = json.loads("\n".join(status(course, capsys, "--format", "json")))["ban"]
    assert found["kk"]["stale"] == {"blocks": 0, "words": 0}  # a stale question counts as missing
    (question,) = [block for block in found["kk"]["blocks"] if block["place"] == "test.kk#ban-1"]
    assert (question["state"], question["is_shown"]) == ("stale", False)


@pytest.mark.parametrize("place", [ASIDE, "lessons/why.kk", "--all", "courses/ban/01-ban/01-why.kk.md"])
def test_a_change_without_meaning_is_accepted(course, tmp_path, capsys, monkeypatch, place):
    write_course(tmp_path, CHANGED)
    monkeypatch.chdir(tmp_path)
    capsys.readouterr()
    assert main(["translations", "accept", place]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "ban: lessons/why.kk#aside: current again",
        "ban: recorded: 0, current again: 1, gone: 0, stale: 0",
    ]


@pytest.mark.parametrize("places", [["test.kk"], [ASIDE, "lessons/wy.kk"], []])
def test_nothing_is_accepted_where_nothing_is_stale_or_nothing_named(course, tmp_path, places):
    write_course(tmp_path, CHANGED)
    before = (course / "translations.lock").read_text()
    assert main(["translations", "accept", *places, "--course", str(course)]) == 1
    assert (course / "translations.lock").read_text() == before


def test_a_bank_with_stale_questions_is_published_only_if_told(course, tmp_path, data, capsys):
    write_course(tmp_path, STALE_BANK)
    assert main(["publish", str(course)]) == 1
    assert "ban: test.kk#ban-1: stale, would be shown in the source language" in capsys.readouterr().out
    assert main(["publish", str(course), "--allow-stale"]) == 0


def test_a_lesson_with_stale_blocks_is_published_with_a_warning(course, tmp_path, capsys):
    write_course(tmp_path, CHANGED)
    assert main(["publish", str(course)]) == 0
    assert "ban: stale translations: 1; see `helpcourse translations status`" in capsys.readouterr().out


def test_a_course_with_mistakes_has_no_status(course, tmp_path, capsys):
    shutil.rmtree(course / "02-duty")
    (course / "course.yaml").write_text("source: en\n")
    assert main(["translations", "status", str(course)]) == 1
    assert "courses/ban/course.yaml" in capsys.readouterr().out


def test_a_course_goes_to_translators_and_comes_back(course, tmp_path, capsys):
    po = tmp_path / "ban.kk.po"
    before = (course / "01-ban/01-why.kk.md").read_text()
    assert main(["translations", "export", str(course), "--into", "kk", "-o", str(po)]) == 0
    po.write_text(po.read_text().replace('"Ескертпе."', '"Басқа ескертпе."'))
    assert main(["translations", "import", str(course), str(po)]) == 0
    assert (course / "01-ban/01-why.kk.md").read_text() == before.replace("Ескертпе.", "Басқа ескертпе.")
    assert capsys.readouterr().out.endswith("written: 1, confirmed: 0, left as they were: 7\n")


def test_what_changed_is_told_to_translators_with_what_it_was(course, tmp_path, data, capsys):
    engine = migrated(read_settings())
    publish_all(engine, plan_all(engine, [course]), Store(tmp_path / "media"))
    engine.dispose()
    write_course(tmp_path, CHANGED)
    capsys.readouterr()
    assert main(["translations", "export", str(course), "--into", "kk"]) == 0
    assert '#| msgid "An aside."\nmsgctxt "lessons/why#aside"\nmsgid "Another aside."' in capsys.readouterr().out


@pytest.mark.parametrize(
    ("po", "told"),
    [
        ('msgid ""\nmsgstr ""\n"Language: de\\n"\n', "does not say its language"),
        ('msgid ""\nmsgstr "\n', "kk.po:2: this is not a good file of translations"),
        (b"\xff\xfe\x00", "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_taken_in_is_told(course, tmp_path, capsys, po, told):
    file = tmp_path / "kk.po"
    file.write_bytes(po if isinstance(po, bytes) else po.encode())
    assert main(["translations", "import", str(course), str(file)]) == 1
    assert told in capsys.readouterr().err


def test_the_command_speaks_kazakh_and_russian(course, capsys):
    assert main(["translations", "accept", "test.kk", "--course", str(course), "--language", "ru"]) == 1
    assert "test.kk: здесь ничего не устарело" in capsys.readouterr().out
