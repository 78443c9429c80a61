"""Questions that cannot be answered on the page yet: shown to be thought over, never giving the answer away."""

import pytest

from tests.content.builders import added
from tests.content.test_question_types import GAPS, GAPS_KK, NUMBER, NUMBER_KK, PAIRS, PAIRS_KK, STEPS, STEPS_KK, TYPES
from tests.small_course import bank


def question(press, client, url, english, kazakh):
    press(added(english, kazakh))
    return client.get(url).html.xpath("//section[@id='question-x']")[0]


def items(section):
    return [[item.text_content() for item in column.xpath("li")] for column in section.xpath(".//ul")]


def test_steps_stand_in_another_order_than_the_right_one(press, client, lesson_url):
    [steps] = items(question(press, client, lesson_url, STEPS, STEPS_KK))
    assert sorted(steps) == sorted(["Бірінші.", "Екінші.", "Үшінші."])
    assert steps != ["Бірінші.", "Екінші.", "Үшінші."]


def test_terms_and_their_matches_stand_apart(press, client, lesson_url):
    terms, matches = items(question(press, client, lesson_url, PAIRS, PAIRS_KK))
    assert (terms, matches) == (["ұстау", "қамау"], ["72 сағат", "48 сағат"])


def test_the_first_choice_of_a_gap_is_not_shown_first_because_it_is_right(press, client, lesson_url):
    section = question(press, client, lesson_url, GAPS, GAPS_KK)
    [choices] = [item.text_content() for item in section.xpath(".//ol/li")]
    assert sorted(choices.removeprefix("1 ").split(" · ")) == sorted(["он", "отыз", "алпыс"])
    assert "судья" not in section.text_content()


def test_a_number_is_asked_in_its_unit(press, client, lesson_url):
    section = question(press, client, lesson_url, NUMBER, NUMBER_KK)
    assert "күн" in section.text_content()
    assert "30" not in section.text_content()


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_is_shown_without_a_form_to_whoever_is_enrolled(press, learner, lesson_url, kind):
    section = question(press, learner, lesson_url, *TYPES[kind])
    assert not section.xpath(".//form|.//input|.//textarea")
    assert section.get("id") == "question-x"


def test_an_answer_to_what_is_only_shown_is_refused(press, learner, lesson_url):
    press(added(*TYPES["ordering"]))
    response = learner.post(f"{lesson_url}/check", {"question": "x", "answer": "1", "seen": "0"})
    assert response.status_code == 409


def test_a_test_draws_what_can_be_answered(press, learner, lesson_url):
    more = TYPES["essay"][0].replace("::: question x\n", "::: question x\ntags: [ban]\n")
    press(bank("::: question duty-1", f"{more}\n::: question duty-1"))
    attempt = learner.post(f"{lesson_url.rpartition('/')[0]}/test").headers["Location"]
    shown = [learner.get(f"{attempt}/{number}").form().get("action") for number in (1, 2)]
    assert {url.rpartition("/")[2] for url in shown} == {"ban-1", "duty-1"}
