"""The final test when something ends: its time, its attempts, its edition, the log-in."""

import pytest
from sqlalchemy import select

from helpcourse.catalogue.actions import withdraw
from helpcourse.learning.models import Attempt, AttemptState, UncountedAnswer
from helpcourse.messages.models import Mail, MailKind
from tests.builders import PASSWORD, ticks
from tests.small_course import BAN, BANK, bank, rules

SINGLE, MULTIPLE = BANK


# Time


@pytest.fixture
def timed(press, learner, begin):
    """An attempt of half an hour."""
    press(rules(minutes=30, wait_hours=24, attempts=2))
    return begin()


def answer_single(learner, timed, **more):
    return learner.post(f"{timed}/answers/{SINGLE}", {"answer": "1", "seen": "0", **more})


def test_an_answer_on_its_way_when_the_time_ends_counts(learner, timed, clock, answers):
    clock.advance(minutes=30, seconds=30)
    answer_single(learner, timed)
    assert answers() == [(SINGLE, 1, ticks("1"))]


def test_a_late_answer_is_told_to_be_late_and_leads_to_the_result(learner, timed, clock, answers):
    clock.advance(minutes=30, seconds=31)
    assert answer_single(learner, timed).headers["Location"] == timed
    assert answers() == []
    page = learner.send(learner.get(timed), action="/submit")
    assert page.html.xpath("//main//*[contains(@class, 'result')]")


def test_the_result_shows_the_answer_that_came_late(learner, timed, clock):
    clock.advance(minutes=40)
    answer_single(learner, timed, ago="900")
    learner.post(f"{timed}/submit")
    page = learner.get(f"/en{timed[3:]}")
    assert "Given, as the device says: 3 November 2026, 14:25" in page.text
    assert "Came: 3 November 2026, 14:40" in page.text
    assert "It does not count" in page.text


def test_a_page_without_a_script_does_not_say_when_the_answer_was_given(learner, timed, clock):
    clock.advance(minutes=40)
    answer_single(learner, timed)
    learner.post(f"{timed}/submit")
    page = learner.get(f"/en{timed[3:]}")
    assert "Answers that came late" in page.text
    assert "as the device says" not in page.text


def test_who_was_late_waits_from_the_end_of_the_time_only(learner, timed, clock, session):
    clock.advance(hours=5)
    learner.post(f"{timed}/submit")
    found = session.scalars(select(Attempt)).one()
    assert found.state is AttemptState.EXPIRED
    assert found.closed_at == found.due_at


def test_begin_leads_to_an_attempt_whose_time_is_over(learner, timed, begin, clock):
    clock.advance(hours=1)
    assert begin() == timed


def test_the_next_attempt_opens_after_the_wait(learner, timed, clock):
    learner.post(f"{timed}/submit")
    clock.advance(hours=23, minutes=59)
    assert learner.post(f"/kk/courses/{BAN}/test").status_code == 409
    assert "opens on 4 November 2026, 14:00" in learner.get(f"/en/courses/{BAN}/test").text
    clock.advance(minutes=1)
    assert learner.post(f"/kk/courses/{BAN}/test").status_code == 303


def test_there_are_no_more_attempts_than_the_course_gives(learner, timed, begin, clock):
    learner.post(f"{timed}/submit")
    clock.advance(days=1)
    learner.post(f"{begin()}/submit")
    clock.advance(days=1)
    assert learner.post(f"/kk/courses/{BAN}/test").status_code == 409
    assert "You have used all attempts" in learner.get(f"/en/courses/{BAN}/test").text


# Review


@pytest.mark.parametrize(
    ("review", "answer", "is_shown"),
    [
        ("after-submit", "2", True),
        ("after-pass", "2", False),
        ("after-pass", "1", True),
        ("score-only", "1", False),
    ],
)
def test_answers_are_reviewed_by_the_rule_of_the_course(press, learner, begin, review, answer, is_shown):
    press(rules(review=review))
    attempt = begin()
    learner.post(f"{attempt}/answers/{SINGLE}", {"answer": answer})
    page = learner.send(learner.get(f"{attempt}/check"), action="/submit")
    assert bool(page.html.xpath("//section[@class='question']")) is is_shown


def test_no_page_of_an_open_attempt_says_what_is_right(learner, attempt, save):
    save(SINGLE, "1")
    pages = [learner.get(attempt + page).html for page in ("/1", "/2", "/check")]
    assert [page.xpath("//*[contains(@class, 'right') or contains(@class, 'said')]") for page in pages] == [[]] * 3


# Editions


def test_an_attempt_ends_on_the_edition_on_which_it_was_begun(press, learner, attempt, save):
    press(bank("- [x] Yes.\n- [ ] No.", "- [ ] Yes.\n- [x] No."))
    save(SINGLE, "1")
    page = learner.send(learner.get(f"{attempt}/check"), action="/submit")
    assert "1 / 2" in page.text


def test_a_question_that_left_the_course_is_still_asked_in_an_open_attempt(press, learner, attempt, page_of):
    press(bank("question ban-1", "question ban-2") | {"test.kk.md": None})
    assert page_of(SINGLE).status == 200


def test_the_next_attempt_goes_by_the_rules_of_the_new_edition(press, learner, attempt):
    press(rules(attempts=1))
    page = learner.send(learner.get(f"{attempt}/check"), action="/submit")
    assert not page.html.xpath("//main//a[contains(@href, '/test')]")


def test_the_result_is_shown_of_a_course_that_was_withdrawn(app, press, learner, attempt, session, clock):
    withdraw(session, BAN, now=clock())
    session.commit()
    app.extensions["shelf"].look_again()
    page = learner.send(learner.get(f"{attempt}/check"), action="/submit")
    assert page.html.xpath("//main//*[contains(@class, 'result')]")
    assert not [link for link in page.links() if f"/courses/{BAN}" in link]


# Without a log-in


def test_a_script_whose_log_in_ended_is_told_where_to_log_in(learner, save):
    token = learner.csrf_token()
    learner.post("/kk/logout")
    response = save(SINGLE, "1", csrf_token=token)
    assert response.status_code == 401
    assert response.json["log_in"].startswith("/kk/login")


def test_a_script_with_an_old_token_gets_a_new_one(learner, save):
    response = save(SINGLE, "1", csrf_token="old")
    assert response.status_code == 400
    assert save(SINGLE, "1", csrf_token=response.json["token"]).status_code == 200


def test_who_is_logged_out_in_the_middle_comes_back_to_the_question(learner, page_of):
    page = page_of(SINGLE)
    learner.client.delete_cookie("helpcourse")
    here = page.response.request.path
    response = learner.client.post(
        page.form().get("action"), data={"answer": "1"}, headers={"Referer": f"http://localhost{here}"}
    )
    assert response.headers["Location"] == f"/kk/login?next={here}"


@pytest.fixture
def send_logged_out(learner, page_of, aigerim):
    """send_logged_out(answer="2") -> the page after the log-in that the form led to, its own having ended."""

    def send(**changed):
        form = page_of(SINGLE, "en").form()
        learner.client.delete_cookie("helpcourse")
        sent = {**dict(form.form_values()), "answer": "2", **changed}
        to_log_in = learner.client.post(form.get("action"), data=sent).headers["Location"]
        return learner.send(learner.get(to_log_in), email=aigerim.email, password=PASSWORD)

    return send


def test_what_was_given_without_a_log_in_is_offered_after_it(learner, send_logged_out, answers):
    page = send_logged_out()
    assert "when you were no longer logged in" in page.text
    assert answers() == []
    learner.send(page, button="go=next")
    assert answers() == [(SINGLE, 1, ticks("2"))]


def test_an_offer_is_over_when_the_learner_has_chosen(learner, send_logged_out, page_of):
    learner.send(send_logged_out(), button="go=next", answer="1")
    assert "no longer logged in" not in page_of(SINGLE, "en").text


def test_an_offer_is_told_before_the_test_is_submitted(learner, send_logged_out, attempt):
    send_logged_out()
    assert "not saved yet: no. " in learner.get(f"/en{attempt[3:]}/check").text


@pytest.mark.parametrize("proof", ["", "1", "1.AAAA"])
def test_nobody_else_can_have_an_answer_offered(send_logged_out, kept, proof):
    send_logged_out(proof=proof)
    assert kept(UncountedAnswer.question_id) == []


# By mail


def test_the_result_is_told_by_mail_once_in_the_learners_language(learner, attempt, session):
    learner.post(f"{attempt}/submit")
    learner.post(f"{attempt}/submit")
    mail = session.scalars(select(Mail).where(Mail.kind == MailKind.ATTEMPT_RESULT)).one()
    assert mail.language == "kk"
    assert mail.values["path"] == attempt
    assert mail.values["course_title"]["kk"] == "Тыйым"
