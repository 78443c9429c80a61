"""Knowledge checks to be looked at again."""

import pytest

from tests.small_course import BAN, reading

AGAIN = f"/en/my/again/{BAN}"


@pytest.fixture
def listed(learner):
    """listed() -> where the questions on the page lead."""
    return lambda: learner.get(AGAIN).html.xpath("//main//dl//a/@href")


def test_a_wrong_answer_is_gathered_and_leads_to_its_question(check, listed):
    check("1")
    assert listed() == [f"/en/courses/{BAN}/why#question-war"]


def test_it_leaves_when_it_is_answered_rightly(check, listed, learner):
    check("1")
    check("2")
    assert listed() == []
    assert "There is nothing to look at again" in learner.get(AGAIN).text


def test_it_comes_back_when_it_is_answered_wrongly_again(check, listed):
    check("2")
    check("1")
    assert len(listed()) == 1


def test_a_question_that_has_changed_is_not_held_against_anybody(check, listed, press):
    check("1")
    press(reading("May a state suspend the ban?", "May a state ever suspend the ban?"))
    assert listed() == []


def test_it_stays_when_another_lesson_changes(check, listed, press):
    check("1")
    press(reading("The words before", "These words before"))
    assert len(listed()) == 1


def test_the_course_and_my_learning_lead_there(check, learner):
    assert not learner.get("/en/my").html.xpath(f"//a[@href='{AGAIN}']")
    check("1")
    assert learner.get("/en/my").html.xpath(f"//a[@href='{AGAIN}']")
    assert learner.get(f"/en/courses/{BAN}").html.xpath(f"//a[@href='{AGAIN}']")


def test_who_is_not_enrolled_has_nothing_there(log_in, bolat, ban):
    assert log_in(bolat).status(AGAIN) == 403
