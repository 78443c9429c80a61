"""The final test as a learner takes it, and as others cannot."""

import pytest

from tests.builders import ticks
from tests.small_course import BAN, BANK, rules

SINGLE, MULTIPLE = BANK


def ticked(page):
    return page.html.xpath("//input[@name='answer'][@checked]/@value")


# Before


def test_the_rules_stand_on_the_page_before_the_test(press, learner):
    press(rules(attempts=2, minutes=30, wait_hours=24))
    page = learner.get(f"/en/courses/{BAN}/test").html
    assert page.xpath("//dt[.='Attempts']/following-sibling::dd[1]/text()") == ["2"]
    assert page.xpath("//dt[.='Time, in minutes']/following-sibling::dd[1]/text()") == ["30"]


@pytest.mark.parametrize(("minutes", "is_told"), [(30, True), (0, False)])
def test_only_a_test_with_a_time_limit_says_that_the_time_runs_on(press, learner, minutes, is_told):
    press(rules(minutes=minutes))
    assert ("the time runs on" in learner.get(f"/en/courses/{BAN}/test").text) is is_told


def test_who_is_not_enrolled_reads_the_rules_and_cannot_begin(log_in, bolat, ban):
    stranger = log_in(bolat)
    assert stranger.get(f"/kk/courses/{BAN}/test").form("/enrol") is not None
    assert stranger.post(f"/kk/courses/{BAN}/test").status_code == 403


def test_a_visitor_logs_in_first(client, ban):
    page = client.get(f"/kk/courses/{BAN}/test")
    assert page.response.request.path == "/kk/login"


def test_an_attempt_that_is_open_is_found_again(learner, begin):
    assert begin() == begin()
    assert learner.get(f"/en/courses/{BAN}/test").html.xpath("//main//a[contains(@href, '/attempts/')]")


def test_unread_lessons_are_told_before_the_test(learner):
    assert "2 lessons are not finished yet" in learner.get(f"/en/courses/{BAN}/test").text


# Answers


def test_an_answer_is_saved_and_the_page_says_when(learner, page_of, clock):
    learner.send(page_of(SINGLE), button="go=next", answer="1")
    page = page_of(SINGLE, "en")
    assert "Saved: 14:00" in page.text  # Astana
    assert ticked(page) == ["1"]


def test_an_answer_of_another_day_is_told_with_its_day(learner, page_of, clock):
    learner.send(page_of(SINGLE), button="go=next", answer="1")
    clock.advance(days=1)
    assert "Saved: 03.11.2026 14:00" in page_of(SINGLE, "en").text


def test_a_change_of_language_in_the_middle_keeps_the_answers(learner, page_of):
    learner.send(page_of(SINGLE), button="go=next", answer="1")
    assert [ticked(page_of(SINGLE, language)) for language in ("kk", "ru", "en")] == [["1"]] * 3


def test_a_question_without_a_translation_says_its_language(page_of):
    page = page_of(MULTIPLE)
    assert page.html.xpath("//fieldset/@lang") == ["en"]


def test_the_same_answer_is_not_saved_again_when_one_goes_on(learner, page_of, answers):
    learner.send(page_of(SINGLE), button="go=next", answer="1")
    learner.send(page_of(SINGLE), button="go=next", answer="1")
    assert answers() == [(SINGLE, 1, ticks("1"))]


def test_the_script_is_told_the_revision_that_is_kept(save):
    assert save(SINGLE, "1").json["revision"] == 1
    assert save(SINGLE, "1", seen=1).json["revision"] == 1
    assert save(SINGLE, "2", seen=1).json["revision"] == 2


def test_without_a_choice_nothing_is_saved_and_one_goes_on(learner, page_of, answers):
    learner.send(page_of(SINGLE), button="go=next")
    assert answers() == []


def test_a_script_that_sends_nothing_is_told_so(save):
    assert save(SINGLE).status_code == 422


def test_an_answer_can_be_taken_back(learner, page_of, answers):
    learner.send(page_of(SINGLE), button="go=next", answer="1")
    page = learner.send(page_of(SINGLE), button="clear=1", answer="1")  # browsers send what is ticked along
    assert answers()[-1] == (SINGLE, 2, {})
    assert f"/answers/{SINGLE}" in page.form().get("action")


def test_an_empty_form_takes_nothing_back_and_says_so(learner, page_of, answers):
    learner.send(page_of(MULTIPLE), button="go=next", answer=["1", "2"])
    page = learner.send(page_of(MULTIPLE, "en"), button="go=next", answer=[])
    assert answers() == [(MULTIPLE, 1, ticks("1", "2"))]
    assert "your saved answer stays" in page.text
    assert f"/answers/{MULTIPLE}" in page.form().get("action")


@pytest.mark.parametrize(
    ("cleared", "kept"), [({}, (MULTIPLE, 1, ticks("1", "2"))), ({"clear": "1"}, (MULTIPLE, 2, {}))]
)
def test_a_script_takes_back_by_saying_so(save, answers, cleared, kept):
    save(MULTIPLE, "1", "2")
    save(MULTIPLE, seen=1, **cleared)
    assert answers()[-1] == kept


def test_an_old_tab_does_not_overwrite_a_newer_answer(learner, page_of, answers):
    old = page_of(SINGLE)
    learner.send(page_of(SINGLE), button="go=next", answer="1")
    page = learner.send(old, 409, button="go=next", answer="2")
    assert answers() == [(SINGLE, 1, ticks("1"))]
    assert ticked(page) == ["2"]
    learner.send(page, button="go=next", answer="2")
    assert answers()[-1] == (SINGLE, 2, ticks("2"))


def test_what_is_refused_can_be_read_in_another_language(learner, page_of):
    old = page_of(SINGLE)
    learner.send(page_of(SINGLE), button="go=next", answer="1")
    response = learner.client.post(
        old.form().get("action"),
        data={**dict(old.form().form_values()), "answer": "2"},
        headers={"Referer": f"http://localhost{old.response.request.path}"},
    )
    assert f'href="/ru{old.response.request.path[3:]}"' in response.text


@pytest.mark.parametrize(
    ("options", "seen"),
    [
        (["9"], 0),  # no option of the question
        (["1", "2"], 0),  # two of a single choice
        (["1"], 7),  # after a revision that there is not
    ],
)
def test_a_forged_answer_is_refused(save, answers, options, seen):
    assert save(SINGLE, *options, seen=seen).status_code == 409
    assert answers() == []


@pytest.mark.parametrize("seen", ["-1", "x", "", "9" * 30, "1e3"])
def test_a_revision_that_is_no_number_counts_as_none(save, answers, seen):
    assert save(SINGLE, "1", seen=seen).status_code == 200
    assert answers() == [(SINGLE, 1, ticks("1"))]


def test_a_question_that_was_not_drawn_is_not_there(learner, attempt):
    assert learner.post(f"{attempt}/answers/ban-2", {"answer": "1"}).status_code == 404
    assert [learner.status(f"{attempt}/{number}") for number in ("0", "3", "9" * 30)] == [404] * 3


def test_an_attempt_is_seen_by_its_learner_only(log_in, bolat, attempt):
    stranger = log_in(bolat)
    assert [stranger.status(attempt + page) for page in ("", "/1", "/check")] == [404] * 3
    assert stranger.post(f"{attempt}/answers/{SINGLE}", {"answer": "1"}).status_code == 404
    assert stranger.post(f"{attempt}/submit").status_code == 404


# Submitting


def test_the_answers_are_looked_over_before_the_test_is_submitted(learner, page_of):
    page = learner.send(page_of(SINGLE), button="go=next", answer="1")
    check = learner.get(next(link for link in page.links() if link.endswith("/check")).replace("/kk/", "/en/"))
    assert "Questions without an answer: no. " in check.text


def test_who_answered_everything_is_led_to_the_check(learner, save, attempt):
    save(SINGLE, "1")
    save(MULTIPLE, "1", "3")
    assert learner.get(attempt).response.request.path == f"{attempt}/check"


def test_a_test_that_is_passed_says_so(learner, save, attempt):
    save(SINGLE, "1")
    page = learner.send(learner.get(f"{attempt}/check"), action="/submit")
    assert page.html.xpath("//main//*[contains(@class, 'result')]")
    assert "1 / 2" in page.text


def test_after_it_is_submitted_an_answer_is_told_to_be_late(learner, save, page_of, attempt, answers):
    page = page_of(SINGLE, "en")
    learner.post(f"{attempt}/submit")
    assert "has been submitted" in learner.send(page, answer="1", button="go=next").text
    assert save(SINGLE, "1").json["code"] == "attempt_closed"
    assert answers() == []


def test_a_question_left_open_is_not_called_a_wrong_answer(learner, attempt):
    page = learner.send(learner.get(f"/en{attempt[3:]}/check"), action="/submit")
    said = page.html.xpath("//div[contains(@class, 'outcome')]/p[@class='word']")
    assert [one.text_content().strip() for one in said] == ["No answer"] * 2


def test_what_is_still_open_is_said_at_the_button_too(learner, attempt, save):
    save(SINGLE, "1")
    form = learner.get(f"/en{attempt[3:]}/check").form("/submit")
    assert "Questions without an answer: no. " in form.text_content()
    save(MULTIPLE, "1")
    assert "without an answer" not in learner.get(f"/en{attempt[3:]}/check").form("/submit").text_content()


def test_submitted_twice_it_is_one_result(learner, attempt):
    pages = [learner.post(f"{attempt}/submit").headers["Location"] for _ in range(2)]
    assert pages == [attempt, attempt]


def names_on_paper(page):
    rows = page.html.xpath("//section[@aria-labelledby='name-on-paper']//dl/div")
    return {row.xpath("string(dt)"): row.xpath("string(dd)") for row in rows}


def test_the_page_shows_the_name_as_the_paper_will_have_it(learner, aigerim):
    path = f"/en/courses/{BAN}/test"
    assert set(names_on_paper(learner.get(path)).values()) == {aigerim.name}
    learner.send(learner.get("/en/me"), spelling_ru="Серикова Айгерим")
    assert names_on_paper(learner.get(path)) == {"In Kazakh": aigerim.name, "In Russian": "Серикова Айгерим"}
