"""Questions of every kind are answered on the site without script, and looked at again."""

import json

import pytest

from helpcourse.learning.models import CheckAnswer, Sheet, UncountedAnswer
from tests.all_kinds import CANONICAL, QUESTIONS, RIGHT, WRONG, all_kinds
from tests.builders import PASSWORD
from tests.small_course import BAN, READING
from tests.web.answering import fields, shown

KINDS = [*QUESTIONS]
LESSON = f"/en/courses/{BAN}/{READING}"


@pytest.fixture
def learner(press, learner):
    """Aigerim, in a course that asks in every way."""
    press(all_kinds())
    return learner


@pytest.fixture
def asked(learner, attempt):
    """asked("steps") -> the page of the test that asks this, in English."""

    def page(question):
        pages = [learner.get(f"/en{attempt[3:]}/{number}") for number in range(1, len(KINDS) + 1)]
        return next(page for page in pages if f"/answers/{question}" in page.form().get("action"))

    return page


@pytest.fixture
def give(learner, asked):
    """give("steps", RIGHT["steps"]) fills in the page and goes on."""

    def press(question, given, **more):
        form = asked(question).form()
        return learner.client.post(form.get("action"), data={**fields(form, given), **more})

    return press


@pytest.fixture
def tried(learner):
    """tried("steps", RIGHT["steps"]) answers the knowledge check; the element that then shows it."""

    def press(question, given):
        form = one(learner.get(LESSON), question)
        learner.client.post(form.get("action"), data=fields(form, given))
        return one(learner.get(LESSON), question)

    return press


def one(page, question):
    return page.html.xpath(f"//*[@id='question-{question}']")[0]


def flat(element):
    return " ".join(element.text_content().split())


def by_words(given):
    return dict.fromkeys(given, "x") if isinstance(given, list) else dict(given)


@pytest.mark.parametrize("question", KINDS)
def test_an_answer_of_every_kind_is_kept_and_shown_again(give, asked, answers, question):
    assert give(question, RIGHT[question]).status_code == 303
    assert answers() == [(question, 1, CANONICAL[question])]
    assert shown(asked(question).form()) == by_words(RIGHT[question])


@pytest.mark.parametrize("question", KINDS)
def test_a_page_without_an_answer_has_empty_fields(asked, question):
    assert shown(asked(question).form()) == {}


@pytest.mark.parametrize("question", KINDS)
def test_what_is_not_filled_in_is_not_saved(give, answers, question):
    assert give(question, []).status_code == 303
    assert answers() == []


@pytest.mark.parametrize("question", [kind for kind in KINDS if kind != "truth"])
def test_what_is_emptied_stays_until_it_is_taken_back(give, asked, learner, answers, question):
    give(question, RIGHT[question])
    form = asked(question).form()
    empty = {field.get("name"): "" for field in form.xpath(".//select | .//textarea | .//input[@type='text']")}
    learner.post(form.get("action"), {**empty, "seen": "1"})
    assert answers()[-1][1] == 1
    learner.post(form.get("action"), {**empty, "seen": "1", "clear": "1"})
    assert answers()[-1] == (question, 2, {})


@pytest.mark.parametrize("question", ["terms", "steps", "who", "sentence", "essay"])
def test_a_form_without_its_fields_takes_nothing_back(give, asked, learner, answers, question):
    give(question, RIGHT[question])
    learner.post(asked(question).form().get("action"), {"seen": "1"})
    assert answers() == [(question, 1, CANONICAL[question])]


@pytest.mark.parametrize(
    ("question", "given"),
    [
        ("terms", {"answer.1": "4"}),  # no place on the page
        ("steps", {"answer.1": "0"}),
        ("steps", {"answer.1": "x"}),
        ("sentence", {"answer.1": "-1"}),
        ("who", {"answer.text": "a" * 1_001}),
        ("essay", {"answer.text": "a" * 20_001}),
    ],
)
def test_a_forged_answer_is_refused(learner, asked, answers, question, given):
    assert learner.post(asked(question).form().get("action"), {**given, "seen": "0"}).status_code == 409
    assert answers() == []


def test_all_right_answers_pass_the_test_with_all_points_but_the_essays(learner, give, attempt):
    for question in KINDS:
        give(question, RIGHT[question])
    page = learner.send(learner.get(f"/en{attempt[3:]}/check"), action="/submit")
    assert "7 / 8" in page.text


def test_the_same_is_right_in_another_language(learner, asked, attempt, answers):
    page = asked("sentence").response.request.path.replace("/en/", "/kk/")
    form = learner.get(page).form()
    learner.client.post(form.get("action"), data=fields(form, {"1-бос орын, барлығы 3": "отыз"}))
    assert answers() == [("sentence", 1, {"1": "1"})]


# Before it is submitted


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("truth", "True"),
        ("terms", "arrest — 48 hours"),
        ("steps", "1. Examine the person."),
        ("days", "30.4 days"),
        ("sentence", "2 Judge"),
        ("essay", "Because it is."),
    ],
)
def test_an_answer_is_read_over_in_words(learner, give, attempt, question, words):
    give(question, RIGHT[question])
    assert words in learner.get(f"/en{attempt[3:]}/check").text


def test_what_is_answered_in_part_is_told(learner, give, attempt):
    give("terms", {"arrest": "48 hours"})
    page = learner.get(f"/en{attempt[3:]}/check")
    assert "Questions answered in part: no." in page.text
    assert page.html.xpath("//dd[contains(., 'Partly answered')]")


def test_an_old_tab_sees_what_is_saved_in_words(learner, give, asked):
    old = asked("steps").form()
    give("steps", WRONG["steps"])
    response = learner.client.post(old.get("action"), data=fields(old, RIGHT["steps"]))
    assert response.status_code == 409
    assert "1. Go to court." in " ".join(response.text.split())


# After


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("terms", "arrest two months Wrong Right answer: 48 hours"),
        ("steps", "1 Go to court. Wrong Right answer: 4"),
        ("who", "Your answer nobody Wrong Right answer: investigating judge"),
        ("days", "31 days Wrong Right answer: 30 days"),
        ("sentence", "2 clerk Wrong Right answer: judge"),
    ],
)
def test_a_review_says_part_by_part_what_was_right(learner, give, attempt, question, words):
    give(question, WRONG[question])
    review = learner.send(learner.get(f"/en{attempt[3:]}/check"), action="/submit")
    assert words in flat(one(review, question))
    assert "FEEDBACK" in flat(one(review, question))


def test_a_review_of_what_was_left_out_says_so(learner, attempt):
    review = learner.send(learner.get(f"/en{attempt[3:]}/check"), action="/submit")
    assert "arrest — Not answered Right answer: 48 hours" in flat(one(review, "terms"))


def test_an_essay_is_kept_for_a_person_to_read(learner, give, attempt):
    give("essay", RIGHT["essay"])
    review = learner.send(learner.get(f"/en{attempt[3:]}/check"), action="/submit")
    assert "A tutor reads this answer and gives its points." in flat(one(review, "essay"))
    assert review.html.xpath("//*[@id='question-essay']//p[br]")


# In a lesson


@pytest.mark.parametrize("question", KINDS)
def test_a_check_of_every_kind_is_answered_in_its_lesson(tried, question, kept):
    form = tried(question, RIGHT[question])
    assert shown(form) == by_words(RIGHT[question])
    assert ("Your answer is right." if question != "essay" else "Your answer is kept.") in flat(form)
    assert kept(CheckAnswer.question_id) == [question]


@pytest.mark.parametrize("question", [*WRONG])
def test_a_wrong_try_is_told_and_can_be_made_again(tried, question, kept):
    assert "Your answer is not right." in flat(tried(question, WRONG[question]))
    assert "Your answer is right." in flat(tried(question, RIGHT[question]))
    assert kept(CheckAnswer.number) == [1, 2]


def test_a_part_that_is_right_is_told_as_such(tried):
    said = flat(tried("terms", {**WRONG["terms"], "arrest": "48 hours"}))
    assert "Your answer is partly right." in said


@pytest.mark.parametrize("question", KINDS)
def test_a_visitor_sees_what_is_asked(learner, client, question):
    assert one(client.get(LESSON), question).xpath(".//*[starts-with(@name, 'answer')]")


# What the learner keeps, and what goes with them


def test_own_data_has_answers_in_the_words_that_were_read(learner, give, tried):
    give("terms", {"arrest": "48 hours"})
    tried("truth", ["True"])
    own = json.loads(learner.client.get("/en/me/data.json").get_data())
    assert own["answer"][0]["given"] == ["arrest: 48 hours"]
    assert own["check_answer"][0]["given"] == ["True"]


def test_who_is_erased_takes_their_essays_along_and_leaves_the_rest(learner, give, tried, answers, kept):
    give("essay", RIGHT["essay"])
    give("who", RIGHT["who"])
    tried("essay", RIGHT["essay"])
    learner.send(learner.get("/en/me/erase"), current=PASSWORD)
    assert answers() == [("essay", 1, {}), ("who", 1, CANONICAL["who"])]
    assert kept(CheckAnswer.given) == ["{}"]


def test_statistics_keep_no_words_of_an_essay(learner, give, attempt, kept):
    give("essay", RIGHT["essay"])
    learner.send(learner.get(f"/en{attempt[3:]}/check"), action="/submit")
    (entries,) = kept(Sheet.entries)
    assert "Because" not in entries  # and the essay counts in none before a tutor has read it
    assert "essay" not in entries


def test_own_data_does_not_tell_which_answers_were_right(learner, give, attempt):
    give("who", RIGHT["who"])
    learner.send(learner.get(f"/en{attempt[3:]}/check"), action="/submit")
    own = json.loads(learner.client.get("/en/me/data.json").get_data())
    assert "by_question" not in own["grade"][0]


def test_an_essay_that_came_late_is_theirs_too(learner, asked, attempt, kept):
    form = asked("essay").form()
    learner.post(f"{attempt}/submit")
    learner.client.post(form.get("action"), data=fields(form, RIGHT["essay"]))
    own = json.loads(learner.client.get("/en/me/data.json").get_data())
    assert own["uncounted_answer"][0]["why"] == "submitted"
    learner.send(learner.get("/en/me/erase"), current=PASSWORD)
    assert kept(UncountedAnswer.given) == ["{}"]


# In two languages, and in another edition


def test_beside_a_second_language_each_part_is_asked_for_once(learner):
    sentence = one(learner.get(f"{LESSON}?beside=kk"), "sentence")
    assert len(sentence.xpath(".//*[starts-with(@name, 'answer')]")) == 3
    assert "Мерзімі 1 күн" in flat(sentence)


@pytest.mark.parametrize(
    ("question", "old", "new"),
    [
        ("terms", "custody :: two months", "custody :: three months"),
        ("sentence", "{{thirty|ten|sixty}}", "{{thirty|ten|ninety}}"),
        ("days", "0.5 days", "0.5 hours"),
    ],
)
def test_an_answer_to_what_asks_something_else_since_is_refused(learner, press, kept, question, old, new):
    page = learner.get(LESSON)
    press({name: text and text.replace(old, new) for name, text in all_kinds().items()})
    form = one(page, question)
    assert learner.client.post(form.get("action"), data=fields(form, WRONG[question])).status_code == 409
    assert kept(CheckAnswer.number) == []
