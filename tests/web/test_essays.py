"""Essays of tests on the pages: the learner waits, the tutor reads, and nobody else sees it."""

import uuid

import pytest
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Country
from helpcourse.db import begin_write
from helpcourse.learning.essays.models import EssayReview
from helpcourse.learning.models import Grade
from helpcourse.reporting.personal import erase, own_data
from helpcourse.tutoring import actions
from tests.builders import NOW
from tests.small_course import BAN, ESSAY, essay

QUEUE = "/en/tutor/essays"
WORDS = "A doctor, and the file."


@pytest.fixture
def ban(press):
    return press(essay())


@pytest.fixture
def submitted(learner, attempt, save):
    """The address of Aigerim's closed attempt with an essay, in English."""
    save(ESSAY, **{"answer.text": WORDS})
    learner.post(f"{attempt}/submit")
    return f"/en{attempt[3:]}"


@pytest.fixture
def review_url(submitted):
    return f"{QUEUE}/{submitted.rpartition('/')[2]}"


@pytest.fixture
def make_cohort(app, ban, aigerim, yerlan):
    """make_cohort(dana) puts Aigerim into a cohort with this tutor, or with none."""

    def once(*tutors):
        details = actions.CohortDetails(
            name="2026/1", country=Country.KZ, institution_id=None, starts_on=NOW.date(), ends_on=NOW.date()
        )
        with Session(app.extensions["engine"]) as session:
            begin_write(session)
            made = actions.make(session, uuid.uuid4(), BAN, ban.id, details, by_id=yerlan.id, now=NOW)
            actions.add_member(session, made.id, aigerim.id, now=NOW)
            for tutor in tutors:
                actions.add_tutor(session, made.id, tutor.id, now=NOW)
            session.commit()
            return made.id

    return once


@pytest.fixture
def danas(log_in, dana, make_cohort):
    """Dana tutors the cohort in which Aigerim learns."""
    make_cohort(dana)
    return log_in(dana)


def names(page):
    return [link.text for link in page.html.xpath("//tbody//th/a")]


def number_of(page):
    """Of the essay among the questions, as its fields are named."""
    return page.html.xpath("string(//main//input[starts-with(@name, 'points_')]/@name)").removeprefix("points_")


def give(client, url, points, words="", status=200, **more):
    page = client.get(url)
    number = number_of(page)
    return client.send(page, status, **{f"points_{number}": points, f"words_{number}": words, **more})


# The learner


def test_the_result_says_what_waits_and_what_it_is_so_far(learner, submitted):
    page = learner.get(submitted)
    assert "A tutor is yet to read your answers" in page.text
    assert "0 / 4" in page.text
    assert "So far; a tutor gives up to 2 points more." in page.text
    assert "Whether the test is passed is known when they are read" in page.text


def test_a_test_that_waits_for_a_tutor_is_not_called_failed(learner, submitted):
    page = learner.get(f"/en/courses/{BAN}")
    assert "(waits for a tutor)" in page.text
    assert "(not passed)" not in page.text


def test_who_has_passed_already_reads_so(learner, attempt, save):
    for question, options in [("ban-1", "1"), ("duty-1", "13")]:
        save(question, *options)
    save(ESSAY, **{"answer.text": WORDS})
    learner.post(f"{attempt}/submit")
    page = learner.get(f"/en{attempt[3:]}")
    assert "You have passed the test" in page.text
    assert "The test is passed already, whatever they give." in page.text


def test_who_cannot_pass_any_more_reads_so(learner, press, begin, log_in):
    press(essay(pass_mark=0.75))
    attempt = begin()
    learner.post(f"{attempt}/answers/{ESSAY}", {"answer.text": WORDS, "seen": "0"})
    learner.post(f"{attempt}/submit")
    assert "Even with all of them the pass mark would not be reached." in learner.get(f"/en{attempt[3:]}").text


def test_no_other_attempt_is_offered_while_one_waits(learner, submitted):
    page = learner.get(f"/en/courses/{BAN}/test")
    assert "A tutor is yet to read your answers in the last attempt" in page.text
    assert "Waits for a tutor" in page.text


def test_the_learner_reads_the_points_the_words_and_the_result(learner, danas, submitted, review_url, dana):
    give(danas, review_url, "2", "First the doctor.\n\nThen the file.")
    page = learner.get(submitted)
    assert "You have passed the test" in page.text
    assert "Points from the tutor: 2 of 2 First the doctor.Then the file.What a good answer says" in page.text
    assert "Before: 0, then: 2, of 4 points" in page.text


def test_the_tutors_words_are_read_where_only_the_score_is_shown(learner, press, begin, log_in, yerlan):
    press(essay(review="score-only"))
    attempt = begin()
    learner.post(f"{attempt}/answers/{ESSAY}", {"answer.text": WORDS, "seen": "0"})
    learner.post(f"{attempt}/submit")
    give(log_in(yerlan), f"{QUEUE}/{attempt.rpartition('/')[2]}", "0.5", "Too short.")
    page = learner.get(f"/en{attempt[3:]}")
    assert "Points from the tutor: 0.5 of 2 Too short." in page.text
    assert "before anything else" not in page.text


# The tutor


def test_what_waits_stands_in_the_queue_and_the_longest_first(danas, submitted, clock, learner, aigerim, log_in, bolat):
    page = danas.get(QUEUE)
    assert names(page) == [aigerim.name]
    clock.advance(days=3)
    assert danas.get(QUEUE).html.xpath("string(//tbody/tr/td[last()])") == "3"


def test_the_tutor_reads_the_answer_beside_what_a_good_one_says(danas, review_url):
    page = danas.get(review_url)
    assert WORDS in page.text
    assert "A doctor, before anything else." in page.text


@pytest.mark.parametrize(("typed", "points"), [("1.5", 1.5), ("1,5", 1.5), ("0", 0), (" 2 ", 2)])
def test_points_are_given_with_a_comma_too_and_the_queue_is_empty(danas, review_url, kept, typed, points):
    page = give(danas, review_url, typed)
    assert "No answer waits for you" in page.text
    assert kept(EssayReview.points) == [points]
    assert sorted(kept(Grade.points)) == [0, points] if points else [0, 0]


@pytest.mark.parametrize("typed", ["", "3", "-1", "0.3", "many", "nan", "inf"])
def test_other_points_are_asked_for_again(danas, review_url, kept, typed):
    page = give(danas, review_url, typed, "Words.", status=422)
    assert "Words." in page.html.xpath("string(//textarea)")
    assert kept(EssayReview.points) == []


def test_a_correction_says_why(danas, review_url, kept, learner, submitted):
    give(danas, review_url, "2")
    assert "Say why." in give(danas, review_url, "1", status=422).text
    give(danas, review_url, "1", reason="I had misread it.")
    assert kept(EssayReview.points) == [2, 1]
    assert "I had misread it." in learner.get(submitted).text


def test_a_page_from_before_anothers_review_is_refused(danas, review_url, log_in, yerlan, kept):
    old = danas.get(review_url)
    give(log_in(yerlan), review_url, "1")
    page = danas.send(old, 422, **{f"points_{number_of(old)}": "2"})
    assert "Somebody else has reviewed this answer" in page.text
    assert kept(EssayReview.points) == [1]


def test_a_form_sent_twice_is_done_once(danas, review_url, kept):
    page = danas.get(review_url)
    for _time in range(2):
        assert danas.send_raw(page, **{f"points_{number_of(page)}": "2"}).status_code == 303
    assert kept(EssayReview.points) == [2]


def test_the_tutors_page_of_the_attempt_leads_to_the_review(danas, review_url, learner, aigerim):
    page = danas.get(review_url)
    (whole,) = [link for link in page.links() if "/attempts/" in link]
    assert review_url in danas.get(whole).links()
    assert "This answer waits for review." in danas.get(whole).text


def test_an_attempt_without_an_essay_is_nothing_to_review(learner, attempt, log_in, yerlan):
    learner.post(f"{attempt}/submit")
    assert log_in(yerlan).status(f"{QUEUE}/{attempt.rpartition('/')[2]}") == 404


# Who sees it


@pytest.mark.parametrize(
    ("viewer", "alone", "in_cohort"),
    [("dana", 404, 404), ("yerlan", 200, 200), ("gulnara", 200, 200), ("bolat", 403, 403), ("aigerim", 403, 403)],
)
def test_others_cannot_open_it(request, log_in, review_url, make_cohort, viewer, alone, in_cohort):
    client = log_in(request.getfixturevalue(viewer))
    assert client.status(review_url) == alone
    make_cohort()  # whose tutor is nobody of them
    assert client.status(review_url) == in_cohort
    assert client.status(review_url, "POST") in (in_cohort, 400)


def test_a_tutor_sees_only_the_own_learners_in_the_queue(log_in, dana, yerlan, submitted, aigerim):
    assert names(log_in(dana).get(QUEUE)) == []
    assert names(log_in(yerlan).get(QUEUE)) == [aigerim.name]


def test_an_open_attempt_is_not_to_be_looked_into(log_in, yerlan, attempt, save):
    save(ESSAY, **{"answer.text": WORDS})
    assert log_in(yerlan).status(f"{QUEUE}/{attempt.rpartition('/')[2]}") == 404


def test_the_desks_say_how_many_wait(danas, log_in, yerlan, submitted):
    assert "1 test answers to review" in danas.get("/en/tutor").text
    assert "1 attempt with answers to review" in log_in(yerlan).get("/en/admin/").text


def test_what_a_tutor_wrote_is_taken_away_and_erased_with_the_learner(danas, review_url, app, aigerim, kept):
    give(danas, review_url, "1", "Dear Aigerim!")
    with Session(app.extensions["engine"]) as session:
        begin_write(session)
        (told,) = own_data(session, app.extensions["shelf"], aigerim.id)["essay_review"]
        erase(session, app.extensions["shelf"], aigerim.id, now=NOW)
        session.commit()
    assert (told["words"], "reviewed_by_id" in told) == ("Dear Aigerim!", False)
    assert (kept(EssayReview.words), kept(EssayReview.points)) == ([""], [1])


def test_an_erased_learner_waits_for_nobody(danas, submitted, app, aigerim):
    with Session(app.extensions["engine"]) as session:
        begin_write(session)
        erase(session, app.extensions["shelf"], aigerim.id, now=NOW)
        session.commit()
    assert names(danas.get(QUEUE)) == []
