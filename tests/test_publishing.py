"""What an author publishes while the site runs: all server processes follow, without a restart."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpcourse.cli import main
from helpcourse.config import Settings
from tests.content.builders import SETTINGS, write_course
from tests.live import Server
from tests.small_course import BAN, READING, reading
from tests.wire import ask, get

FOLLOWS_WITHIN_S = 2.0
ASKED = 24  # times, each on a connection of its own: both processes answer some
OTHER_TITLE = reading("Why the ban is absolute", "Why it is so")
MISTAKE = {"course.yaml": SETTINGS.replace("hours: 1.5", "hours: long")}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", site_url="http://localhost")


def helpcourse(settings: Settings, *arguments: object) -> int:
    """The command, in this process, which is none of the server's."""
    return main([*map(str, arguments), "--data", str(settings.data)])


@pytest.fixture
def server(settings: Settings, tmp_path: Path) -> Iterator[Server]:
    assert helpcourse(settings, "publish", write_course(tmp_path)) == 0
    with Server("tests.live", settings=settings) as running:
        yield running


def titles(server: Server) -> set[bytes]:
    """What the title of the lesson is said to be, by whichever process answers."""
    pages = [ask(server.port, get(f"/en/courses/{BAN}/{READING}")).body for _ in range(ASKED)]
    return {page.partition(b"<h1>")[2].partition(b"</h1>")[0].strip() for page in pages}


def test_every_process_follows_what_is_published_and_rolled_back(server, settings, tmp_path):
    assert titles(server) == {b"Why the ban is absolute"}
    assert helpcourse(settings, "publish", write_course(tmp_path, OTHER_TITLE)) == 0
    time.sleep(FOLLOWS_WITHIN_S)
    assert titles(server) == {b"Why it is so"}
    assert helpcourse(settings, "rollback", BAN) == 0
    time.sleep(FOLLOWS_WITHIN_S)
    assert titles(server) == {b"Why the ban is absolute"}


def test_a_broken_folder_is_not_published_and_the_site_goes_on(server, settings, tmp_path):
    assert helpcourse(settings, "publish", write_course(tmp_path, MISTAKE | OTHER_TITLE)) == 1
    time.sleep(FOLLOWS_WITHIN_S)
    assert titles(server) == {b"Why the ban is absolute"}
