"""Lessons: read by anybody where the course is open, answered by those who are enrolled."""

import pytest

from helpcourse.learning.models import CheckAnswer, Enrolment, Reflection
from tests.small_course import BAN, INVESTIGATION, READING, reading, settings


def states(page):
    return [str(option).split()[-1] for option in page.html.xpath("//*[contains(@class, 'option ')]/@class")]


# Reading


def test_a_visitor_reads_and_cannot_answer(client, ban, lesson_url):
    page = client.get(lesson_url)
    assert not page.html.xpath("//main//form")
    assert page.html.xpath("//article//a[contains(@href, '/login?next=')]")


def test_the_way_on_stands_before_what_is_only_looked_up(learner, lesson_url):
    page = learner.get(lesson_url).html
    assert page.xpath("//form[@id='complete']/following::*[contains(@class, 'apparatus')]//*[@id='source-CAT']")


def test_who_is_not_enrolled_is_offered_to_enrol_and_stays_at_the_lesson(log_in, bolat, ban, lesson_url):
    stranger = log_in(bolat)
    page = stranger.send(stranger.get(lesson_url), action="/enrol")
    assert page.response.request.path == lesson_url
    assert page.form("/check") is not None


def test_who_is_not_enrolled_keeps_nothing(log_in, bolat, ban, lesson_url, kept):
    stranger = log_in(bolat)
    sent = {"question": "war", "answer": "1", "block": "practice", "text": "Сөз"}
    tried = [stranger.post(f"{lesson_url}/{what}", sent) for what in ("check", "reflect", "complete", "place")]
    assert [response.status_code for response in tried] == [403] * 4
    assert kept(Enrolment.id) == []


def test_lessons_of_a_closed_course_are_for_those_who_are_enrolled(press, client, log_in, bolat, lesson_url):
    press(settings("open: true", "open: false"))
    assert client.get(lesson_url).response.request.path == "/kk/login"
    stranger = log_in(bolat)
    course = stranger.get(lesson_url)
    assert course.response.request.path == f"/kk/courses/{BAN}"
    stranger.send(course, action="/enrol")
    assert stranger.get(lesson_url).response.request.path == lesson_url


@pytest.mark.parametrize("lesson", ["nowhere", "why%00", "..%2f"])
def test_a_lesson_that_is_not_there_is_not_found(learner, lesson):
    assert learner.status(f"/kk/courses/{BAN}/{lesson}") in (400, 404)


def test_a_forged_lesson_to_begin_with_leads_to_the_first(log_in, bolat, ban):
    response = log_in(bolat).post(f"/kk/courses/{BAN}/enrol", {"lesson": "//evil.example"})
    assert response.headers["Location"] == f"/kk/courses/{BAN}/{READING}"


def test_enrolling_twice_is_one_enrolment(learner, kept):
    learner.post(f"/kk/courses/{BAN}/enrol")
    assert len(kept(Enrolment.id)) == 1


# Knowledge checks


def test_feedback_stands_at_the_option(check):
    page = check("1")
    wrong = page.html.xpath("//*[contains(@class, 'option wrong')]")[0].text_content()
    assert "Бұдан ешқашан." in wrong
    assert states(page) == ["wrong", "missed"]


def test_a_right_answer_is_told_by_a_word_too(check, learner, lesson_url):
    check("2")
    page = learner.get(lesson_url.replace("/kk/", "/en/"))
    assert "Your answer is right." in page.text
    assert states(page) == ["right"]


def test_every_try_is_kept_and_one_sent_twice_once(learner, lesson_url, check, kept):
    form = dict(learner.get(lesson_url).form("/check").form_values())
    learner.post(f"{lesson_url}/check", form | {"answer": "1"})
    learner.post(f"{lesson_url}/check", form | {"answer": "1"})
    check("2")
    assert kept(CheckAnswer.given) == ['{"1":"x"}', '{"2":"x"}']


def test_a_check_without_an_answer_asks_for_one(learner, lesson_url, kept):
    page = learner.send(learner.get(lesson_url.replace("/kk/", "/en/")), action="/check")
    assert "Give an answer first." in page.text
    assert kept(CheckAnswer.number) == []


@pytest.mark.parametrize(
    "forged",
    [
        {"question": "nowhere"},
        {"answer": "9"},
        {"answer": ["1", "2"]},  # of a single choice
        {"edition": "1"},  # of another course
    ],
)
def test_a_forged_check_is_refused(learner, lesson_url, kept, forged):
    good = {"question": "war", "answer": "1", "seen": "0"}
    assert learner.post(f"{lesson_url}/check", good | forged).status_code == 409
    assert kept(CheckAnswer.number) == []


def test_an_answer_to_a_question_that_has_changed_since_is_refused(press, learner, lesson_url, kept):
    page = learner.get(lesson_url)
    press(reading("May a state suspend the ban?", "Must a state keep the ban?"))
    learner.send(page, 409, action="/check", answer="2")
    assert kept(CheckAnswer.number) == []


def test_an_answer_is_taken_though_another_part_of_the_lesson_has_changed(press, learner, lesson_url):
    page = learner.get(lesson_url)
    press(reading("More prose", "Other prose"))
    assert states(learner.send(page, action="/check", answer="2")) == ["right"]


def test_an_old_answer_is_not_shown_at_new_options(press, learner, lesson_url, check, kept):
    check("2")
    press(reading("- [x] No.", "- [x] Never at all."))
    page = learner.get(lesson_url.replace("/kk/", "/en/"))
    assert states(page) == []
    assert "This question has changed since you answered it." in page.text
    learner.send(page, action="/check", answer="2")
    assert kept(CheckAnswer.number) == [1, 2]


def test_an_answer_in_a_lesson_that_left_the_course_says_so(press, learner):
    url = f"/en/courses/{BAN}/{INVESTIGATION}"
    page = learner.get(url)
    press({"02-duty/01-duty.en.md": None, "02-duty/02-other.en.md": "---\ntitle: Other\nminutes: 5\n---\n\nWords.\n"})
    assert "no longer in it" in learner.send(page, 409, action="/complete").text


# Notes


def test_a_note_is_kept_and_seen_by_its_writer_only(learner, lesson_url, log_in, bolat):
    learner.send(learner.get(lesson_url), action="/reflect", text="Менің ойым\nекінші жол")
    other = log_in(bolat)
    other.post(f"/kk/courses/{BAN}/enrol")
    notes = [client.get(lesson_url).html.xpath("string(//textarea)").strip() for client in (learner, other)]
    assert notes == ["Менің ойым\nекінші жол", ""]


def test_an_old_tab_does_not_overwrite_a_newer_note(reflect, kept):
    assert reflect("Бірінші").json["revision"] == 1
    response = reflect("Екінші", seen=0)
    assert response.status_code == 409
    assert "said" in response.json
    assert kept(Reflection.text) == ["Бірінші"]


def test_words_of_a_refused_note_come_back(learner, lesson_url, reflect):
    page = learner.get(lesson_url)
    reflect("Басқа бетте")
    refused = learner.send(page, 409, action="/reflect", text="Ұзақ ойым <b>")
    assert refused.html.xpath("string(//textarea[@readonly])").strip() == "Ұзақ ойым <b>"


@pytest.mark.parametrize("what", ["the cookie", "the log-in"])
def test_words_that_came_after_the_log_in_ended_come_back(learner, lesson_url, what, session, app):
    page = learner.get(lesson_url)
    end_log_in(learner, what)
    refused = learner.send(page, 401, action="/reflect", text="Ұзақ ойым")
    assert refused.html.xpath("string(//textarea[@readonly])").strip() == "Ұзақ ойым"
    assert refused.html.xpath("//main//a[contains(@href, '/kk/login')]")


def end_log_in(learner, what):
    """The browser lost its cookie, or the log-in ended on another device with a copy of it."""
    copy = learner.client.get_cookie("helpcourse").value
    learner.post("/kk/logout")
    if what == "the log-in":
        learner.client.set_cookie("helpcourse", copy)


def test_an_empty_note_is_no_note(reflect, kept):
    assert reflect("  ").json["revision"] == 0
    assert kept(Reflection.revision) == []


def test_a_note_that_is_too_long_is_refused_with_its_words(learner, lesson_url):
    page = learner.send(learner.get(lesson_url), 409, action="/reflect", text="а" * 20_001)
    assert len(page.html.xpath("string(//textarea[@readonly])").strip()) == 20_001


def test_a_note_of_a_megabyte_is_refused(learner, lesson_url):
    page = learner.send(learner.get(lesson_url.replace("/kk/", "/en/")), 413, action="/reflect", text="а" * 1_000_000)
    assert "too large" in page.h1


def test_a_character_that_no_database_keeps_is_refused(reflect, kept):
    assert reflect("a\x00b").status_code == 400
    assert kept(Reflection.revision) == []


def test_each_reader_has_a_token_of_their_own(log_in, bolat, dana, ban, lesson_url):
    tokens = "//input[@name='csrf_token']/@value"
    his = set(log_in(bolat).get(lesson_url).html.xpath(tokens))
    hers = set(log_in(dana).get(lesson_url).html.xpath(tokens))
    assert len(his) == len(hers) == 1
    assert his != hers
