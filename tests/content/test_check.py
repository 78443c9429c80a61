"""The command that authors run."""

import subprocess
import sys

import pytest

from helpcourse.cli import main
from tests.content.builders import load_course, replaced, write_course


def check(*args):
    """Run the command; its exit status."""
    return main(["check", "--language", "en", *map(str, args)])


def test_a_course_without_mistakes_is_summed_up(tmp_path, capsys):
    assert check(write_course(tmp_path)) == 0
    assert capsys.readouterr().out.splitlines()[-3:] == [
        "courses/ban: 2 lessons, 3 questions, en kk ru: no mistakes, 20 warnings",
        "  kk: 16 current, 0 stale, 7 missing",
        "  ru: 3 current, 0 stale, 20 missing",
    ]


def test_mistakes_are_printed_one_a_line_with_the_remedy(tmp_path, capsys):
    folder = write_course(tmp_path, replaced("course.yaml", "hours: 1.5", "hours: long"))
    assert check(folder) == 1
    assert capsys.readouterr().out.splitlines()[0] == (
        "courses/ban/course.yaml:3: `hours`: must be a number such as 2 or 0.75: mend the value"
    )


def test_all_courses_of_a_folder_are_checked(tmp_path, capsys):
    folder = write_course(tmp_path)
    folder.rename(folder.parent / "other")
    load_course(tmp_path)
    assert check(folder.parent) == 0
    assert capsys.readouterr().out.count("no mistakes") == 2


@pytest.mark.parametrize("name", ["nothing", "nothing/at-all"])
def test_a_folder_that_is_not_there_is_told(tmp_path, capsys, name):
    assert check(tmp_path / name) == 1
    assert "no such folder" in capsys.readouterr().out


def test_a_file_is_told_to_be_no_folder(tmp_path, capsys):
    assert check(write_course(tmp_path) / "course.yaml") == 1
    assert "ban/course.yaml:1: a file, not a folder: give the folder" in capsys.readouterr().out


def test_what_a_shell_finds_beside_the_courses_is_passed_over(tmp_path, capsys):
    folder = write_course(tmp_path)
    assert check(*sorted(folder.parent.iterdir())) == 0
    assert capsys.readouterr().out.count("no mistakes") == 1


def test_an_empty_folder_is_told(tmp_path, capsys):
    assert check(tmp_path) == 1
    assert capsys.readouterr().out


def test_reading_courses_loads_nothing_of_the_web():
    code = "import sys, helpcourse.content.load; sys.exit(bool({'flask', 'sqlalchemy'} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "courses/ban: 2 lessons, 3 questions, en kk ru: no mistakes, 20 warnings"),
        ("kk", "courses/ban: 2 сабақ, 3 сұрақ, en kk ru: қате жоқ, 20 ескерту"),
        ("ru", "courses/ban: 2 занятия, 3 вопроса, en kk ru: ошибок нет, 20 предупреждений"),
    ],
)
def test_the_summary_is_in_the_language_asked_for(tmp_path, capsys, language, told):
    main(["check", "--language", language, str(write_course(tmp_path))])
    assert told in capsys.readouterr().out.splitlines()


def test_mistakes_are_in_the_language_asked_for(tmp_path, capsys):
    folder = write_course(tmp_path, replaced("course.yaml", "hours: 1.5", "hours: long"))
    main(["check", "--language", "ru", str(folder)])
    assert capsys.readouterr().out.splitlines()[0] == (
        "courses/ban/course.yaml:3: `hours`: нужно число, например 2 или 0.75: исправьте значение"
    )
