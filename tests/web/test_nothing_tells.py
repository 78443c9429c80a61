"""Before an answer is given, nothing that reaches the browser tells what is right."""

import io
import json
import zipfile

import pytest
from lxml import etree
from sqlalchemy import update

from helpcourse.learning.models import Enrolment
from tests.all_kinds import OTHER_KEY, QUESTIONS, RIGHT, WRONG, all_kinds, with_another_key
from tests.builders import NOW
from tests.small_course import BAN, MODULE, READING, quiz
from tests.web.answering import fields
from tests.web.conftest import AS_SCRIPT

COURSE, LESSON = f"/en/courses/{BAN}", f"/en/courses/{BAN}/{READING}"
QUIZ, REFRESHER = f"{COURSE}/test/{MODULE}", f"/en/my/refresher/{BAN}"
OPEN_TO_ALL = [
    COURSE,
    LESSON,
    f"{LESSON}?beside=kk",
    f"/en/print/{BAN}",
    f"/en/take/{BAN}",
    f"/en/take/{BAN}.html",
    f"/en/take/{BAN}/{READING}.html",
    "/en/search?q=canary",
]


@pytest.fixture
def published(press, ban):
    return press(with_another_key())


@pytest.fixture
def sit(press, learner):
    """sit(changes) -> the pages of an attempt, each question's by its id."""

    def begun(changes):
        press(changes)
        address = learner.post(f"{COURSE}/test").headers["Location"].replace("/kk/", "/en/")
        pages = [learner.get(f"{address}/{number}") for number in range(1, len(QUESTIONS) + 1)]
        return {page.form().get("action").rpartition("/")[2]: page for page in pages}

    return begun


@pytest.fixture
def sat(sit):
    return sit(with_another_key())


def everything(response):
    """Whatever came over the line."""
    return f"{response.headers}\n{response.get_data(as_text=True)}"


@pytest.mark.parametrize("path", OPEN_TO_ALL)
def test_no_canary_sings_on_a_page_for_everybody(client, published, path):
    assert "CANARY" not in everything(client.client.get(path, follow_redirects=True)).replace("canary", "")


def test_no_canary_sings_in_a_book(client, published):
    book = zipfile.ZipFile(io.BytesIO(client.client.get(f"/en/take/{BAN}.epub").get_data()))
    assert all(b"CANARY" not in book.read(name) for name in book.namelist())


def test_no_canary_sings_for_a_learner(learner, sat):
    address = sat["truth"].response.request.path.rpartition("/")[0]
    paths = [LESSON, f"{COURSE}/test", f"{address}/check", "/en/me/data.json", "/en/my"]
    said = [everything(learner.client.get(path)) for path in paths]
    said += [everything(page.response) for page in sat.values()]
    assert all("CANARY" not in one and "77777" not in one for one in said)


@pytest.fixture
def quizzed(press, ban):
    """The bank of the final test is that of a module's quiz too."""
    changes = with_another_key()
    settings = quiz(draw=len(QUESTIONS))["course.yaml"].replace("{ban: 1, duty: 1}", str(len(QUESTIONS)))
    return press({**changes, "course.yaml": settings, "01-ban/test.en.md": changes["test.en.md"]})


def test_no_canary_sings_in_the_quiz_of_a_module(learner, quizzed):
    address = learner.post(QUIZ).headers["Location"].replace("/kk/", "/en/")
    pages = [f"{address}/{number}" for number in range(1, len(QUESTIONS) + 1)]
    paths = [QUIZ, *pages, f"{address}/check", f"{address}/clock", *OPEN_TO_ALL[:-1], "/en/my", "/en/me/data.json"]
    said = [everything(learner.client.get(path)) for path in paths]
    assert all("CANARY" not in one and "77777" not in one for one in said)


@pytest.fixture
def refreshing(learner, published, session):
    """The learner has finished the course and is asked its checks again."""
    session.execute(update(Enrolment).where(Enrolment.course_id == BAN).values(finished_at=NOW))
    session.commit()
    learner.post(f"{REFRESHER}/settings", {"every": "7"})
    return learner


def test_no_canary_sings_in_a_question_that_is_asked_again(refreshing):
    paths = [REFRESHER, "/en/my/refresher", *(f"{REFRESHER}/{READING}/{question}" for question in QUESTIONS)]
    said = [everything(refreshing.client.get(path, follow_redirects=True)) for path in paths]
    assert 'class="question' in said[0]
    assert all("CANARY" not in one and "77777" not in one for one in said)


def test_no_canary_sings_among_the_checks_to_look_at_again(learner, published):
    learner.post(f"{LESSON}/check", {"question": "truth", "answer": "1", "seen": "0"})
    page = learner.get(f"/en/my/again/{BAN}")
    assert f"{LESSON}#question-truth" in page.links()
    assert "CANARY" not in everything(page.response)


@pytest.mark.parametrize("question", [*WRONG])
def test_what_is_said_of_a_saved_answer_is_the_same_right_or_wrong(learner, sit, question):
    form = sit(all_kinds())[question].form()
    replies = []
    for seen, given in enumerate((RIGHT[question], WRONG[question])):
        data = {**fields(form, given), "seen": seen}
        replies.append(learner.client.post(form.get("action"), data=data, headers=AS_SCRIPT))
    first, second = (reply.json | {"revision": 0} for reply in replies)
    assert first == second
    assert dict(replies[0].headers) == dict(replies[1].headers)


def asked_in(page):
    """Question -> the HTML in which it is asked."""
    questions = page.html.xpath("//*[@class='question']")
    return {one.get("id").removeprefix("question-"): etree.tostring(one.xpath(".//fieldset")[0]) for one in questions}


@pytest.mark.parametrize("question", [*OTHER_KEY])
def test_a_check_is_made_of_the_same_letters_whatever_is_right(press, ban, client, question):
    press(all_kinds())
    before = asked_in(client.get(LESSON))[question]
    press(with_another_key())
    after = asked_in(client.get(LESSON))[question]
    assert len(before) == len(after)
    assert sorted(before) == sorted(after)


@pytest.mark.parametrize("question", ["terms", "steps", "sentence"])
def test_the_page_knows_places_only(sat, question):
    selects = sat[question].html.xpath("//select")
    assert selects
    for select in selects:
        values = [option.get("value", option.text) for option in select.iter("option")]
        assert values == ["", *map(str, range(1, len(values)))]


def test_steps_are_named_by_their_places(sat):
    names = [select.get("name") for select in sat["steps"].html.xpath("//select")]
    assert names == ["answer.1", "answer.2", "answer.3", "answer.4"]


def test_own_data_tells_what_was_answered_and_not_in_which_order_things_are_right(learner, sat):
    form = sat["steps"].form()
    learner.client.post(form.get("action"), data=fields(form, WRONG["steps"]))
    own = json.loads(learner.client.get("/en/me/data.json").get_data())
    assert own["answer"][0]["given"][0] == "Go to court.: 1"
    assert set(own["attempt"][0]["questions"]) == set(QUESTIONS)
    assert "seed" not in own["attempt"][0]
