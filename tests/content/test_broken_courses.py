"""The real course, broken in more than two hundred places: each is told with file and line, none with a traceback."""

import re
import shutil

import pytest

from helpcourse.cli import main
from tests.content.breakages import COURSE, COURSES, broken_in, broken_places, together

BROKEN = broken_places()
MISTAKE = re.compile(r"courses/[^:]+:[1-9][0-9]*: .+: .+")


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A copy that each test breaks and mends again."""
    courses = tmp_path_factory.mktemp("broken") / "courses"
    shutil.copytree(COURSES / COURSE, courses / COURSE)
    shutil.copy(COURSES / "sources.yaml", courses)
    return courses / COURSE


@pytest.mark.parametrize("places", together(BROKEN), ids=lambda places: places[0].way)
def test_each_broken_place_is_told_with_file_and_line(course, capsys, places):
    with broken_in(course, places):
        status = main(["check", "--language", "en", str(course)])
    lines = capsys.readouterr().out.splitlines()
    assert status == 1
    assert all(MISTAKE.fullmatch(line) for line in lines)
    assert [(one.file, one.line) for one in places if not one.is_told(lines)] == []


def test_the_course_is_broken_in_two_hundred_places_and_many_ways():
    assert len(BROKEN) >= 200
    assert len({one.way for one in BROKEN}) >= 30
