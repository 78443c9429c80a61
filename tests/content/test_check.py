"""The command that authors run."""

import subprocess
import sys

import pytest

from helpcourse.cli import main
from tests.content.builders import load_course, replaced, write_course


def test_a_course_without_mistakes_is_summed_up(tmp_path, capsys):
    assert main(["check", str(write_course(tmp_path))]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "courses/ban: 2 lessons, 3 questions, en kk ru: no mistakes",
        "  kk: 16 current, 0 stale, 7 missing",
        "  ru: 3 current, 0 stale, 20 missing",
    ]


def test_mistakes_are_printed_one_a_line_with_the_remedy(tmp_path, capsys):
    folder = write_course(tmp_path, replaced("course.yaml", "hours: 1.5", "hours: long"))
    assert main(["check", str(folder)]) == 1
    assert capsys.readouterr().out == (
        "courses/ban/course.yaml:3: `hours`: must be a number such as 2 or 0.75: mend the value\n"
    )


def test_all_courses_of_a_folder_are_checked(tmp_path, capsys):
    folder = write_course(tmp_path)
    folder.rename(folder.parent / "other")
    load_course(tmp_path)
    assert main(["check", str(folder.parent)]) == 0
    assert capsys.readouterr().out.count("no mistakes") == 2


@pytest.mark.parametrize("name", ["nothing", "nothing/at-all"])
def test_a_folder_that_is_not_there_is_told(tmp_path, capsys, name):
    assert main(["check", str(tmp_path / name)]) == 1
    assert "no such folder" in capsys.readouterr().out


def test_an_empty_folder_is_told(tmp_path, capsys):
    assert main(["check", str(tmp_path)]) == 1
    assert capsys.readouterr().out


def test_reading_courses_loads_nothing_of_the_web():
    code = "import sys, helpcourse.content.load; sys.exit(bool({'flask', 'sqlalchemy'} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
