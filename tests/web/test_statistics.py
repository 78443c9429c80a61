"""Statistics of tests: who sees whose attempts, what is told of the questions, the file."""

import uuid

import pytest
from sqlalchemy import delete

from helpcourse.learning.models import Sheet
from tests.pages import PageClient
from tests.sat import add_sat
from tests.small_course import BAN, MODULE, bank, quiz
from tests.things import COURSE

OF_TEST = f"/en/tutor/statistics/{COURSE}"
OF_BAN = f"/en/tutor/statistics/{BAN}"
SINGLE, MULTIPLE = "ban-1", "duty-1"

WEAK = [{SINGLE: "1", MULTIPLE: "2"}] * 16 + [{SINGLE: "2", MULTIPLE: "2"}] * 4
STRONG = [{SINGLE: "2", MULTIPLE: "1 3"}] * 16 + [{SINGLE: "1", MULTIPLE: "1 3"}] * 4


@pytest.fixture
def opened(used_app, world):
    """opened("dana", "which=all") -> the page of the test."""
    return lambda name, query="": PageClient(used_app).log_in(world.cast[name]).get(f"{OF_TEST}?{query}")


@pytest.fixture
def yerlans(log_in, yerlan):
    return log_in(yerlan)


@pytest.fixture
def ban(press):
    """The small course; its second question has three points."""
    return press(bank("credit: proportional", "credit: proportional\npoints: 3"))


@pytest.fixture
def taken(session, ban):
    """Forty have taken the small test: whoever knew little answered the first question better."""
    add_sat(session, ban, WEAK, language="kk")
    add_sat(session, ban, STRONG, language="ru")
    session.commit()


def attempts_on(page):
    return int(page.html.xpath("string(//ul[@class='figures']//b)") or 0)


def cells(page, section):
    """The words of a table."""
    texts = page.html.xpath(f"//section[@aria-labelledby='{section}']//tbody//text()[normalize-space()]")
    return [" ".join(text.split()) for text in texts]


def prompts(page):
    return [" ".join(link.text_content().split()) for link in page.html.xpath("//tbody//th/a")]


@pytest.mark.parametrize(
    ("name", "query", "count"),
    [
        ("yerlan", "", 3),  # everybody's first one
        ("yerlan", "which=last", 3),
        ("yerlan", "which=all", 6),
        ("yerlan", "which=last&language=kk", 3),
        ("yerlan", "language=kk", 0),  # all first ones were handed in empty
        ("yerlan", "which=all&edition=1", 6),
        ("yerlan", "edition=2", 0),
        ("gulnara", "which=all", 4),  # Aigerim's and Bolat's: at home
        ("dana", "which=all", 2),  # Aigerim's: in her cohort
        ("cholpon", "which=all", 2),  # Azamat's
        ("yerlan", "which=nonsense&language=nonsense&edition=&cohort=&sort=nonsense", 3),
    ],
)
def test_those_attempts_are_counted_that_are_seen_and_asked_for(opened, name, query, count):
    assert attempts_on(opened(name, query)) == count


def test_a_cohort_is_counted_apart(opened, world):
    assert attempts_on(opened("yerlan", f"cohort={world.things['azamat'].cohort_id}")) == 1


@pytest.mark.parametrize("query", [f"cohort={uuid.UUID(int=7)}", "edition=99"])
def test_what_is_not_there_is_not_found(used_app, world, query):
    assert PageClient(used_app).log_in(world.cast["dana"]).status(f"{OF_TEST}?{query}") == 404


def test_a_cohort_of_another_tutor_is_not_found(used_app, world):
    danas = PageClient(used_app).log_in(world.cast["dana"])
    assert danas.status(f"{OF_TEST}?cohort={world.things['azamat'].cohort_id}") == 404


@pytest.mark.parametrize("path", [OF_BAN, f"{OF_BAN}/table.csv", f"{OF_BAN}/questions/{SINGLE}"])
def test_a_tutor_sees_no_test_that_none_of_the_own_cohorts_takes(log_in, dana, taken, path):
    assert log_in(dana).status(path) == 404


def test_the_list_has_the_tests_that_are_seen(log_in, dana, yerlan, taken):
    page = log_in(yerlan).get("/en/tutor/statistics")
    assert len(page.html.xpath("//tbody/tr")) == 4  # the real course has two quizzes besides
    assert "There is no test yet" in log_in(dana).get("/en/tutor/statistics").text


def test_a_quiz_is_told_apart_from_the_final_test(session, press, yerlans):
    edition = press(quiz())
    add_sat(session, edition, [{"quiz-1": "2", "quiz-2": "2"}] * 3, module_id=MODULE)
    add_sat(session, edition, [{SINGLE: "1"}])
    session.commit()
    assert (attempts_on(yerlans.get(OF_BAN)), attempts_on(yerlans.get(f"{OF_BAN}?test={MODULE}"))) == (1, 3)
    assert yerlans.status(f"{OF_BAN}/questions/quiz-1?test={MODULE}") == 200
    assert yerlans.status(f"{OF_BAN}/questions/{SINGLE}?test={MODULE}") == 404


def test_a_quiz_that_has_left_the_course_can_still_be_looked_at(session, press, yerlans):
    add_sat(session, press(quiz()), [{"quiz-1": "2", "quiz-2": "2"}], module_id=MODULE)
    session.commit()
    press()
    page = yerlans.get(f"{OF_BAN}?test={MODULE}")
    assert (page.h1, attempts_on(page)) == ("Statistics: Quiz of the module: The ban", 1)


@pytest.mark.parametrize("query", ["test=no-such-module", f"test={MODULE}&edition=1"])
def test_a_quiz_that_is_not_there_is_not_found(press, yerlans, query):
    press()
    press(quiz())
    assert yerlans.status(f"{OF_BAN}?{query}") == 404


def test_a_learner_sees_no_statistics(log_in, aigerim, taken):
    assert log_in(aigerim).status(OF_BAN) == 403


def test_a_test_is_told_with_its_figures(yerlans, taken):
    page = yerlans.get(OF_BAN)
    assert attempts_on(page) == 40
    assert page.html.xpath("string(//dt[.='Mean']/following-sibling::dd)") == "50\u00a0%"
    assert page.html.xpath("//svg[contains(@class, 'chart')]/text") != []


def test_what_is_odd_stands_beside_the_question(yerlans, taken):
    row = yerlans.get(f"{OF_BAN}?sort=discrimination").html.xpath("//tbody/tr")[0]
    assert "Look at the key" in row.text_content()
    assert "-60" in row.text_content()


@pytest.mark.parametrize(("order", "first"), [("place", 1), ("-place", 2), ("flags", 1)])
def test_the_table_is_sorted(yerlans, taken, order, first):
    assert prompts(yerlans.get(f"{OF_BAN}?sort={order}"))[0].startswith(f"{first}.")


def test_only_the_odd_ones_can_be_shown(session, ban, yerlans):
    add_sat(session, ban, WEAK + STRONG[16:] * 4)
    session.commit()
    assert len(prompts(yerlans.get(f"{OF_BAN}?show=flagged"))) < len(prompts(yerlans.get(OF_BAN)))


def test_a_question_tells_what_was_chosen_by_whom(yerlans, taken):
    page = yerlans.get(f"{OF_BAN}/questions/{SINGLE}")
    assert cells(page, "given")[:8] == ["1", "Yes.", "Right", "20", "50 %", "80 %", "–", "20 %"]
    assert "Answered better by the weak than by the strong: look at the key." in page.text


def test_a_question_is_compared_between_languages(yerlans, taken):
    page = yerlans.get(f"{OF_BAN}/questions/{MULTIPLE}")
    assert cells(page, "languages") == ["Kazakh", "20", "0 %", "Russian", "20", "100 %"]


def test_editions_are_compared_and_the_words_are_the_newest(session, press, yerlans, taken):
    add_sat(session, press(bank("Is the ban absolute?", "Has the ban exceptions?")), STRONG)
    session.commit()
    page = yerlans.get(f"{OF_BAN}/questions/{SINGLE}")
    assert cells(page, "editions") == ["1", "40", "50 %", "2", "20", "20 %"]
    assert "Has the ban exceptions?" in page.text
    assert "Answers to another wording of the question, in other editions, are not listed: 40." in page.text


def test_a_question_that_nobody_knows_is_not_found(yerlans, taken):
    assert yerlans.status(f"{OF_BAN}/questions/no-such-question") == 404


def test_few_attempts_are_said_to_be_few(session, ban, yerlans):
    add_sat(session, ban, WEAK)
    session.commit()
    page = yerlans.get(f"{OF_BAN}/questions/{SINGLE}")
    assert "Asked in fewer than 30 attempts" in page.text


def test_without_attempts_the_page_says_so(yerlans, ban):
    assert "No attempts yet" in yerlans.get(OF_BAN).text
    assert "No attempt is found" in yerlans.get(f"{OF_BAN}?language=ru").text
    assert "Nobody was asked this question so far." in yerlans.get(f"{OF_BAN}/questions/{SINGLE}").text


def test_attempts_that_are_not_counted_yet_are_told(session, yerlans, taken):
    session.execute(delete(Sheet).where(Sheet.language == "kk"))
    session.commit()
    assert "not counted yet, since they come from an earlier version of the site: 20." in yerlans.get(OF_BAN).text


def test_the_table_can_be_downloaded_as_it_is_shown(yerlans, taken):
    lines = yerlans.client.get(f"{OF_BAN}/table.csv?sort=discrimination").data.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Question;Words;Attempts;Facility;")
    assert lines[1].split(";")[0] == SINGLE
    assert lines[1].split(";")[2:7] == ["40", "0.5", "0.5064", "-0.6", "-0.6"]


def test_numbers_in_a_file_are_written_as_the_language_has_them(yerlans, taken):
    response = yerlans.client.get(f"/ru/tutor/statistics/{BAN}/table.csv?sort=discrimination")
    assert response.data.decode("utf-8-sig").splitlines()[1].split(";")[5] == "-0,6"


def test_the_page_is_read_in_few_statements(opened, statements):
    opened("yerlan")
    before = len(statements)
    opened("yerlan", "which=all")
    assert len(statements) - before <= 9
