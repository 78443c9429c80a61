"""Slow lines: what has not changed is not sent again, and a lesson is light."""

import pytest

from tests.bench.weight import parts
from tests.pages import PageClient
from tests.things import COURSE
from tests.wire import Answer

COURSE_URL = f"/kk/courses/{COURSE}"


@pytest.fixture
def tag(learner, lesson_url):
    """tag(client) -> of the lesson as it is now."""
    learner.get(lesson_url)  # where it is said once that she is enrolled
    return lambda client=learner: client.client.get(lesson_url).headers["ETag"]


def test_a_lesson_that_has_not_changed_is_not_sent_again(learner, lesson_url, tag):
    again = learner.client.get(lesson_url, headers={"If-None-Match": tag()})
    assert (again.status_code, again.data) == (304, b"")


def test_a_lesson_in_which_something_was_answered_is_sent_anew(tag, check):
    before = tag()
    check("2")
    assert tag() != before


def test_the_same_lesson_is_another_page_for_another_reader(tag, log_in, bolat, aigerim, client):
    assert len({tag(), tag(log_in(bolat)), tag(log_in(aigerim)), tag(client)}) == 4


@pytest.fixture
def saltanat(used_app, world):
    return PageClient(used_app).log_in(world.cast["saltanat"])


@pytest.fixture
def weigh(saltanat):
    """weigh(path) -> all that Saltanat's browser fetches for it, none of it known before."""
    client = saltanat.client

    def fetch(path):
        response = client.get(path, headers={"Accept-Encoding": "gzip, deflate, br, zstd"})  # as browsers do on https
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status_code, headers, response.data)

    return lambda path: parts(fetch, path)


def test_the_first_lesson_and_the_next_are_light(weigh):
    first, second = weigh(f"{COURSE_URL}/what-is-torture"), weigh(f"{COURSE_URL}/why-absolute")
    assert sum(part.size for part in first) < 100_000
    assert sum(part.size for part in first if not part.is_font) < 45_000
    assert sum(part.size for part in set(second) - set(first)) < 15_000


@pytest.mark.parametrize("language", ["kk", "ru"])  # two bytes a letter: lessons in English are lighter
def test_every_lesson_is_light_after_the_first(saltanat, weigh, language):
    course = f"/{language}/courses/{COURSE}"
    lessons = {link for link in saltanat.get(course).links() if link.startswith(f"{course}/") and "/test" not in link}
    pages = {part.path: part.size for lesson in lessons for part in weigh(lesson) if part.path in lessons}
    assert len(pages) == 9
    assert {path: size for path, size in pages.items() if size > 15_000} == {}
