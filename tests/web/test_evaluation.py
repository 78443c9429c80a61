"""Questionnaires as learners answer them, and their results as those who run a cohort see them."""

import io
from datetime import date, timedelta
from zipfile import ZipFile

import pytest
from sqlalchemy import func, select

from helpcourse.tutoring.evaluation.models import Questionnaire, QuestionnaireBox
from helpcourse.tutoring.evaluation.rules import Phase
from helpcourse.tutoring.models import Cohort
from tests.evaluation import fill_box
from tests.pages import PageClient

pytestmark = pytest.mark.parametrize("template", ["sqlite"], indirect=True)  # as tests/test_access.py has both


@pytest.fixture
def of_world(used_app, world):
    """of_world("gulnara") -> a client that is Gulnara."""
    return lambda name: PageClient(used_app).log_in(world.cast[name])


@pytest.fixture
def cohort_id(world):
    return world.things["aigerim"].cohort_id


@pytest.fixture
def answer_url(cohort_id):
    return f"/en/my/questionnaires/{cohort_id}/after"


@pytest.fixture
def staff_url(cohort_id):
    return f"/en/tutor/cohorts/{cohort_id}"


@pytest.fixture
def given(used_session, cohort_id):
    """given() -> how many have answered after the course."""

    def count():
        used_session.rollback()
        row = used_session.get(QuestionnaireBox, (cohort_id, Phase.AFTER))
        return row.given["answers"] if row else 0

    return count


def test_who_has_finished_finds_the_questionnaire_and_answers_it_once(of_world, answer_url, given):
    aigerim = of_world("aigerim")
    assert answer_url in aigerim.get("/en/my").links()
    assert answer_url in aigerim.get("/en/courses/prohibition-of-torture").links()
    thanks = aigerim.send(aigerim.get(answer_url), **{"asked-tutor": "5", "typed-best": "The cases"})
    assert "Thank you: your answers are in the box" in thanks.text
    assert answer_url not in thanks.links()
    assert "You have answered this questionnaire" in aigerim.get(answer_url).text
    assert given() == 1


def test_a_form_sent_twice_counts_once(of_world, answer_url, given):
    aigerim = of_world("aigerim")
    page = aigerim.get(answer_url)
    aigerim.send(page, **{"asked-tutor": "5"})
    aigerim.send(page, **{"asked-tutor": "1"})
    assert given() == 1


def test_an_empty_sheet_and_a_long_answer_are_told_and_nothing_typed_is_lost(of_world, answer_url, given):
    aigerim = of_world("aigerim")
    empty = aigerim.send(aigerim.get(answer_url), 422)
    assert "Answer one question at least." in empty.text
    long = aigerim.send(empty, 422, **{"asked-tutor": "4", "typed-best": "x" * 2001})
    assert "up to 2000 characters" in long.text
    assert long.html.xpath("//input[@name='asked-tutor'][@checked]/@value") == ["4"]
    assert given() == 0


def test_who_is_still_learning_is_told_when_it_opens(of_world, answer_url):
    page = of_world("saltanat").get(answer_url)
    assert "Opens on 8 December 2026" in page.text
    assert page.html.xpath("//main//form") == []


def test_late_answers_are_refused_and_still_stand_on_the_page(of_world, answer_url, used_session, cohort_id, given):
    aigerim = of_world("aigerim")
    page = aigerim.get(answer_url)
    used_session.get_one(Cohort, cohort_id).ends_on = date(2026, 10, 10)
    used_session.commit()
    late = aigerim.send(page, 409, **{"typed-best": "The cases"})
    assert "This questionnaire is not open." in late.text
    assert late.html.xpath("string(//textarea[@name='typed-best'])").strip() == "The cases"
    assert given() == 0


def test_questions_changed_meanwhile_are_shown_before_anything_is_sent(of_world, answer_url, staff_url, given):
    aigerim, dana = of_world("aigerim"), of_world("dana")
    page = aigerim.get(answer_url)
    dana.send(dana.get(f"{staff_url}/questionnaires/after/questions/1"), button="deed=remove")
    changed = aigerim.send(page, 409, **{"asked-tutor": "5"})
    assert "The questions have been changed" in changed.text
    assert "is useful for my work" not in changed.text
    aigerim.send(changed, **{"asked-tutor": "5"})
    assert given() == 1


def test_results_of_few_are_not_shown(of_world, staff_url, used_session, cohort_id):
    fill_box(used_session, cohort_id, Phase.AFTER, 9)
    used_session.commit()
    page = of_world("dana").get(f"{staff_url}/evaluation")
    assert "Too few have answered so far" in page.text
    assert "The tutor explained clearly" not in page.text


def test_results_stand_in_words_beside_their_charts(of_world, staff_url):
    page = of_world("dana").get(f"{staff_url}/evaluation")
    assert "Mean, of 5: 2" in page.text
    row = page.html.xpath("//tr[th[text()='Rather disagree']]/td")
    assert [cell.text_content().strip() for cell in row[:2]] == ["6", "100 %"]
    assert len(page.html.xpath("//svg[contains(@class, 'segments')]")) == 2
    assert page.html.xpath("//ul[@class='said']/li/text()") == ["1, 2, 3…"] * 6


def test_a_question_asked_twice_is_compared(of_world, staff_url, used_session, cohort_id):
    fill_box(used_session, cohort_id, Phase.AFTER, 10)
    used_session.commit()
    page = of_world("gulnara").get(f"{staff_url}/evaluation")
    assert "Before and after" in [heading.text for heading in page.html.xpath("//h2")]


def test_the_results_are_downloaded(of_world, staff_url):
    book = ZipFile(io.BytesIO(of_world("dana").client.get(f"{staff_url}/evaluation.xlsx").data))
    words = book.read("xl/sharedStrings.xml").decode()
    assert "I know the subject of the course well." in words
    assert '<c r="C3"><v>6</v></c>' in book.read("xl/worksheets/sheet1.xml").decode()


def test_cohorts_stand_side_by_side(of_world, staff_url):
    page = of_world("dana").get("/en/tutor/evaluation")
    assert f"{staff_url}/evaluation" in page.links()
    assert "6 / 6" in page.text


def test_a_question_is_written_moved_and_removed(of_world, staff_url):
    dana, url = of_world("dana"), f"{staff_url}/questionnaires/after"
    form = dana.get(f"{url}/questions/new")
    refused = dana.send(form, 422, kind="choice", wording_en="Which one?", options_en="One")
    assert "has 2 to 12 options" in refused.text
    page = dana.send(refused, options_en="One\nTwo")
    assert questions(page)[-1] == "Which one?"
    page = dana.send(page, action="/questions/9", button="deed=up")
    assert questions(page)[-2] == "Which one?"
    page = dana.send(dana.get(f"{url}/questions/8"), button="deed=remove")
    assert "Which one?" not in questions(page)
    assert "This is the standard questionnaire" in dana.send(page, action="/standard").text


def questions(page):
    return [item.text_content() for item in page.html.xpath("//ol[@class='questions']/li/p[1]")]


def test_two_who_edit_at_once_are_told(of_world, staff_url, used_session):
    dana, yerlan = of_world("dana"), of_world("yerlan")
    page = dana.get(f"{staff_url}/questionnaires/after/questions/2")
    yerlan.send(yerlan.get(f"{staff_url}/questionnaires/after/questions/1"), button="deed=remove")
    told = dana.send(page, 409, wording_en="Mine")
    assert "Somebody else has changed the questionnaire" in told.text
    assert used_session.scalar(select(func.max(Questionnaire.revision))) == 1


def test_the_days_are_set_and_cannot_lie_behind(of_world, staff_url, clock):
    dana, url = of_world("dana"), f"{staff_url}/questionnaires/after"
    today = clock.time.date()
    refused = dana.send(dana.get(url), 422, action="/days", last_on=(today - timedelta(days=1)).isoformat())
    assert "The last day cannot lie behind." in refused.text
    saved = dana.send(refused, action="/days", opens_on=today.isoformat(), last_on="2026-11-20")
    assert "Open until 20 November 2026" in saved.text


def test_what_is_over_cannot_be_opened_again(of_world, staff_url):
    page = of_world("dana").get(f"{staff_url}/questionnaires/before")
    assert "The results are shown, so it cannot be opened again." in page.text
    assert "Somebody has answered: the questions can no longer be changed." in page.text


def test_nothing_of_an_answer_is_logged(of_world, answer_url, caplog, capfd):
    aigerim = of_world("aigerim")
    with caplog.at_level("DEBUG"):
        aigerim.send(aigerim.get(answer_url), **{"asked-tutor": "5", "typed-best": "A telling word"})
    assert "telling" not in caplog.text + "".join(capfd.readouterr())
