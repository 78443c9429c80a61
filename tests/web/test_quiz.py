"""A module's quiz as a learner meets it."""

import pytest

from tests.small_course import BAN, MODULE, quiz

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
