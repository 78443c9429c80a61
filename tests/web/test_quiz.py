"""A module's quiz as a learner meets it."""

import pytest

from tests.small_course import BAN, INVESTIGATION, MODULE, READING, quiz

QUIZ = f"/en/courses/{BAN}/test/{MODULE}"


@pytest.fixture
def ban(press):
    return press(quiz(minutes=30, attempts=3, pass_mark=1))


@pytest.fixture
def begin(learner):
    """begin() -> the address of Aigerim's new attempt at the quiz."""
    return lambda: learner.post(QUIZ).headers["Location"]


@pytest.fixture
def take(learner, begin):
    """take(option, option) answers the two questions by their order in the bank, and is the result."""

    def once(*options):
        attempt = begin()
        for number, option in enumerate(options, 1):
            data = {"csrf_token": learner.csrf_token(), "answer": option, "seen": 0}
            learner.client.post(f"{attempt}/answers/quiz-{number}", data=data)
        return learner.send(learner.get(f"{attempt}/check"), action="/submit")

    return once


def test_the_quiz_is_listed_with_its_module(learner):
    for page in (f"/en/courses/{BAN}", f"/en/courses/{BAN}/why"):
        assert learner.get(page).html.xpath(f"//main//a[@href='{QUIZ}'] | //aside//a[@href='{QUIZ}']")


def test_its_page_tells_its_own_rules(learner):
    page = learner.get(QUIZ)
    assert page.html.xpath("//h1/text()") == ["Quiz of the module: The ban"]
    assert page.html.xpath("//dt[.='Attempts']/following-sibling::dd[1]/text()") == ["3"]
    assert page.html.xpath("//dt[.='What counts']/following-sibling::dd[1]/text()") == ["the best attempt"]


def test_its_lessons_are_told_before_it(learner):
    assert "1 lesson of this module is not finished yet" in learner.get(QUIZ).text


@pytest.mark.parametrize("module_id", ["duty", "nowhere", "test"])
def test_a_module_without_a_quiz_has_no_page_of_one(learner, module_id):
    assert learner.status(f"/en/courses/{BAN}/test/{module_id}") == 404
    assert learner.post(f"/en/courses/{BAN}/test/{module_id}").status_code == 404


def test_who_is_not_enrolled_cannot_begin_it(log_in, bolat, ban):
    assert log_in(bolat).post(QUIZ).status_code == 403


def test_its_questions_name_it(learner, begin):
    page = learner.get(f"{begin()}/1")
    assert "Quiz of the module: The ban" in page.html.xpath("string(//p[@class='where'])")
    assert "/answers/quiz-" in page.form().get("action")


def test_its_result_leads_to_another_try(take):
    page = take("1", "1")
    assert page.html.xpath("//h1/text()") == ["Result of the quiz"]
    assert page.html.xpath(f"//main//a[@href='{QUIZ}']")


def test_of_several_attempts_the_result_that_counts_is_told(take):
    assert "Result of all attempts" not in take("2", "1").text
    assert "Result of all attempts: 1 of 2 points (the best attempt)" in take("1", "1").text


def test_the_final_test_knows_nothing_of_it(learner, take):
    take("2", "2")
    assert not learner.get(f"/en/courses/{BAN}/test").html.xpath("//main//table")


def go_on(learner, lesson):
    """Where the button at the end of a lesson leads."""
    return learner.post(f"/en/courses/{BAN}/{lesson}/complete").headers["Location"]


def mark(page):
    """How the quiz is marked in the outline: its class, what is read aloud."""
    entry = page.html.xpath(f"//ol[@class='lessons']/li[a/@href='{QUIZ}']")[0]
    return entry.get("class"), entry.xpath("string(.//span)").strip()


def told(learner):
    """How it is marked on the page of one's learning."""
    return learner.get("/en/my").html.xpath(f"string(//li[a/@href='{QUIZ}']/span)").strip()


def test_the_last_lesson_of_its_module_leads_to_it(learner):
    assert go_on(learner, READING) == QUIZ


def test_other_lessons_lead_on_as_ever(learner):
    assert go_on(learner, INVESTIGATION) == f"/en/courses/{BAN}"


def test_once_passed_it_is_passed_over(learner, take):
    take("2", "2")
    assert go_on(learner, READING) == f"/en/courses/{BAN}/{INVESTIGATION}"


def test_failed_it_comes_again_while_there_are_attempts(learner, take):
    take("1", "1")
    assert go_on(learner, READING) == QUIZ
    take("1", "1")
    take("1", "1")
    assert go_on(learner, READING) == f"/en/courses/{BAN}/{INVESTIGATION}"


def test_it_leads_on_to_the_next_module(learner, take):
    following = f"/en/courses/{BAN}/{INVESTIGATION}"
    assert learner.get(QUIZ).html.xpath("//nav[@class='onward']/a/@href") == [following]
    assert following in take("2", "2").html.xpath("//section[contains(@class, 'result')]//a/@href")


@pytest.mark.parametrize("page", [f"/en/courses/{BAN}", f"/en/courses/{BAN}/{READING}", QUIZ])
def test_the_outline_marks_it(learner, begin, take, page):
    assert mark(learner.get(page)) == (None, "")
    begin()
    assert mark(learner.get(page)) == ("running", "(in progress)")
    take("1", "1")
    assert mark(learner.get(page)) == ("failed", "(not passed)")
    take("2", "2")
    assert mark(learner.get(page)) == ("done", "(passed)")


def test_my_learning_marks_it(learner, take):
    assert told(learner) == "Not begun"
    take("1", "1")
    assert told(learner) == "Not passed"
    take("2", "2")
    assert told(learner) == "Passed"


def test_one_that_the_course_needs_comes_before_the_final_test(learner, press):
    press(quiz(needed=True))
    for lesson in (READING, INVESTIGATION):
        go_on(learner, lesson)
    assert QUIZ in learner.get("/en/my").html.xpath("//article//a[contains(@class, 'button')]/@href")
