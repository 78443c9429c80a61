"""The real course, broken in more than two hundred ways: each is told with file and line, none with a traceback."""

import re

import pytest

from helpcourse.cli import main
from tests.content.breakages import broken_courses

BROKEN = broken_courses()
MISTAKE = re.compile(r"courses/[^:]+:[1-9][0-9]*: .+: .+")


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name)
def test_a_broken_course_is_told_with_file_and_line(tmp_path, capsys, broken):
    status = main(["check", "--language", "en", str(broken.write(tmp_path))])
    lines = capsys.readouterr().out.splitlines()
    assert status == 1
    assert all(MISTAKE.fullmatch(line) for line in lines)
    assert [line for line in lines if line.startswith(broken.place) and broken.told in line]


def test_there_are_two_hundred_broken_courses_of_many_kinds():
    assert len(BROKEN) >= 200
    assert len({broken.name.partition(",")[0].partition(" 0")[0] for broken in BROKEN}) >= 30
