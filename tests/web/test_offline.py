"""What a device needs to keep lessons: lists of pages, replies to a script, whose pages they are, what they weigh."""

import re

import pytest

from helpcourse.learning.models import CheckAnswer, LessonDone
from helpcourse.web.reader import HEADER
from tests.small_course import BAN, INVESTIGATION, READING, reading
from tests.web.conftest import AS_SCRIPT


@pytest.fixture
def send(learner, lesson_url):
    """send("check", question="war", answer="2") as the worker of a device sends what it had kept."""

    def sending(what, reader="", **fields):
        headers = AS_SCRIPT | ({HEADER: reader} if reader else {})
        return learner.client.post(
            f"{lesson_url}/{what}", data={"csrf_token": learner.csrf_token(), **fields}, headers=headers
        )

    return sending


@pytest.fixture
def mark(learner, lesson_url):
    """mark(client) -> whose page it says that it is."""
    return lambda client=learner: client.client.get(lesson_url).headers.get(HEADER)


# What was kept is sent


def test_what_is_sent_by_a_script_is_told_the_way(send, lesson_url, kept):
    question = {"question": "war", "answer": "2", "seen": 0}
    assert send("check", **question).json == {"onward": f"{lesson_url}#question-war"}
    assert send("complete").json == {"onward": f"/kk/courses/{BAN}/{INVESTIGATION}"}
    assert (kept(CheckAnswer.number), kept(LessonDone.lesson_id)) == ([1], [READING])


def test_sent_again_since_the_reply_was_lost_it_is_kept_once(send, kept):
    answers = ["1", "1", "2", "2"]
    assert {send("check", question="war", answer=one, seen=0).status_code for one in answers} == {200}
    assert kept(CheckAnswer.number) == [1, 2]


def test_what_one_person_kept_is_not_taken_from_another(send, mark, log_in, bolat, kept):
    refused = send("complete", reader=mark(log_in(bolat)))
    assert (refused.status_code, refused.json["code"], kept(LessonDone.lesson_id)) == (409, "other_reader", [])
    assert send("complete", reader=mark()).status_code == 200


def test_pages_tell_whose_they_are_and_visitors_pages_tell_nothing(mark, log_in, aigerim, client):
    assert mark() == mark(log_in(aigerim)) != mark(client)
    assert mark(client) is None


def test_a_script_hears_of_a_lesson_that_is_closed_to_it_in_words(log_in, bolat, ban, lesson_url):
    stranger = log_in(bolat)
    refused = stranger.client.post(
        f"{lesson_url}/complete", data={"csrf_token": stranger.csrf_token()}, headers=AS_SCRIPT
    )
    assert (refused.status_code, list(refused.json)) == (403, ["said"])


# Which pages are kept


def test_a_course_is_listed_with_all_its_pages(learner, lesson_url):
    course = learner.client.get(f"/kk/kept/{BAN}").json
    urls = [lesson["url"] for module in course["modules"] for lesson in module["lessons"]]
    assert urls == [lesson_url, f"/kk/courses/{BAN}/{INVESTIGATION}"]
    assert {learner.status(path) for path in (*urls, *course["pages"])} == {200}


def test_a_new_edition_is_another_version(learner, press):
    before = learner.client.get(f"/kk/kept/{BAN}").json["version"]
    assert learner.client.get(f"/kk/kept/{BAN}").json["version"] == before
    press(reading("No exception", "No exceptions"))
    assert learner.client.get(f"/kk/kept/{BAN}").json["version"] != before


def test_who_is_not_enrolled_keeps_no_course(log_in, bolat, ban):
    stranger = log_in(bolat)
    assert stranger.status(f"/kk/kept/{BAN}") == 403
    assert not stranger.get(f"/kk/courses/{BAN}").html.xpath("//*[@id='keep']")


def test_the_worker_and_the_manifest_are_there(client):
    parts = re.findall(r'"([^"]+)"', client.client.get("/worker.js").text)
    icons = client.client.get("/ru/manifest.webmanifest").json["icons"]
    assert {client.status(url) for url in [*parts, *(icon["src"] for icon in icons)]} == {200}


def test_the_page_for_no_line_has_nothing_of_its_readers_own(learner, aigerim):
    assert "Айгерім" in learner.get("/kk/my").text
    assert "Айгерім" not in learner.get("/kk/offline").text
