"""From lesson to lesson, away, and back to the exact place."""

import pytest

from helpcourse.learning.models import LessonDone, LessonTime
from tests.small_course import BAN, INVESTIGATION, MODULE, READING, quiz


def test_finishing_a_lesson_leads_to_the_next_and_twice_is_once(learner, lesson_url, kept):
    page = learner.get(lesson_url)
    following = [learner.send(page, action="/complete").response.request.path for _ in range(2)]
    assert following == [f"/kk/courses/{BAN}/{INVESTIGATION}"] * 2
    assert kept(LessonDone.lesson_id) == [READING]


def test_the_last_lesson_leads_to_the_test_when_all_are_read(learner, lesson_url):
    learner.send(learner.get(lesson_url), action="/complete")
    page = learner.send(learner.get(f"/kk/courses/{BAN}/{INVESTIGATION}"), action="/complete")
    assert page.response.request.path == f"/kk/courses/{BAN}/test"


def test_the_last_lesson_leads_to_the_course_when_another_was_left_out(learner):
    page = learner.send(learner.get(f"/en/courses/{BAN}/{INVESTIGATION}"), action="/complete")
    assert page.response.request.path == f"/en/courses/{BAN}"
    assert "1 lesson to finish" in page.text


def place_of(learner):
    return learner.get("/kk/my").html.xpath("string(//article//a[contains(@class, 'button')]/@href)")


def test_a_learner_goes_on_at_the_exact_place(learner, lesson_url):
    assert learner.post(f"{lesson_url}/place", {"anchor": "no-exception", "seconds": "30"}).status_code == 204
    assert place_of(learner) == f"{lesson_url}#no-exception"


def test_an_answer_is_a_place_too(learner, lesson_url, check, reflect):
    check("2")
    assert place_of(learner) == f"{lesson_url}#question-war"
    reflect("Ой")
    assert place_of(learner) == f"{lesson_url}#practice"


def test_after_a_finished_lesson_one_goes_on_at_the_next(learner, lesson_url):
    learner.send(learner.get(lesson_url), action="/complete")
    assert place_of(learner) == f"/kk/courses/{BAN}/{INVESTIGATION}"


@pytest.mark.parametrize(
    ("told", "counted"), [("30", 30), ("-5", 0), ("99999", 3600), ("9" * 30, 0), ("", 0), ("ten", 0)]
)
def test_time_spent_is_counted_as_far_as_it_can_be_true(learner, lesson_url, kept, told, counted):
    learner.post(f"{lesson_url}/place", {"seconds": told})
    assert kept(LessonTime.seconds) == [counted]


def test_an_open_final_test_comes_before_all_else(learner, lesson_url, attempt):
    learner.post(f"{lesson_url}/place", {"anchor": "no-exception", "seconds": "30"})
    button = learner.get("/en/my").html.xpath("//article//a[contains(@class, 'button')]")[0]
    assert button.text.strip() == "Go on with the attempt"
    assert place_of(learner) == attempt


def test_the_course_page_leads_to_the_open_test_too(learner, attempt):
    assert attempt in learner.get(f"/kk/courses/{BAN}").links()


def test_an_open_quiz_comes_before_the_next_lesson(press, learner, lesson_url):
    press(quiz())
    learner.send(learner.get(lesson_url), action="/complete")
    begun = learner.post(f"/kk/courses/{BAN}/test/{MODULE}").headers["Location"]
    assert place_of(learner) == begun


def test_an_open_quiz_does_not_call_back_who_has_read_on(press, learner, lesson_url):
    press(quiz())
    learner.post(f"/kk/courses/{BAN}/test/{MODULE}")
    learner.post(f"{lesson_url}/place", {"anchor": "no-exception", "seconds": "30"})
    assert place_of(learner) == f"{lesson_url}#no-exception"
