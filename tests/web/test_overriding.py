"""A result that a tutor sets: with a reason, beside the old ones, and who was concerned is told."""

import pytest
from sqlalchemy import select

from helpcourse.messages.models import Mail, MailKind
from tests.pages import PageClient

WHY = "By the decision on the appeal."


@pytest.fixture
def danas(used_app, world):
    return PageClient(used_app).log_in(world.cast["dana"])


@pytest.fixture
def attempt_url(world):
    """Aigerim's attempt that she has passed."""
    things = world.things["aigerim"]
    return f"/en/tutor/cohorts/{things.cohort_id}/learners/{things.enrolment_id}/attempts/{things.attempt_id}"


@pytest.fixture
def change(danas, attempt_url):
    """change(points) -> the page of the attempt after that."""
    return lambda points, **more: danas.send(danas.get(f"{attempt_url}/result"), points=points, reason=WHY, **more)


def test_the_learner_reads_the_new_result_who_and_why_beside_the_old_one(change, used_app, world):
    change("3")
    page = PageClient(used_app).log_in(world.cast["aigerim"]).get(f"/en/attempts/{world.things['aigerim'].attempt_id}")
    assert "Result changed by a tutor" in page.text
    assert "Changed by: Оспанова Дана" in page.text
    assert WHY in page.text


def test_a_result_below_the_pass_mark_is_not_passed(change):
    assert "The test is not passed" in change("0").text


def test_the_learner_is_told_by_mail(change, used_session):
    change("3")
    mail = used_session.scalars(select(Mail.values).where(Mail.kind == MailKind.GRADE_CHANGED)).one()
    assert mail["reason"] == WHY


def test_a_form_sent_twice_makes_one_grade(danas, attempt_url):
    form = danas.get(f"{attempt_url}/result")
    danas.send(form, points="3", reason=WHY)
    page = danas.send(form, points="3", reason=WHY)
    assert page.text.count("Result changed by a tutor") == 1


def test_a_form_from_before_another_grade_is_refused(danas, attempt_url):
    form = danas.get(f"{attempt_url}/result")
    danas.send(form, points="3", reason=WHY)
    assert danas.send_raw(form, points="5", reason=WHY).status_code == 409


def test_the_answers_can_be_let_count_again(danas, change, attempt_url):
    change("3")
    page = danas.send(danas.get(f"{attempt_url}/result"), button="answers=1", reason=WHY)
    assert "The test is passed" in page.text
    assert page.text.count("Result changed by a tutor") == 2


def test_what_was_set_stands_when_late_answers_are_let_count(danas, change, attempt_url):
    change("3")
    ask = danas.get(f"{attempt_url}/late")
    page = danas.send(ask, which=ask.html.xpath("//input[@name='which']/@value")[0], reason="The power was cut.")
    assert page.html.xpath("string(//p[@class='score'])").startswith("3 /")


@pytest.mark.parametrize(
    ("sent", "fault"),
    [
        ({"points": "3", "reason": ""}, "Say why."),
        ({"points": "1000", "reason": WHY}, "Give points from 0 to"),
        ({"points": "0.3", "reason": WHY}, "Give points from 0 to"),
        ({"points": "", "reason": WHY}, "Give points from 0 to"),
    ],
)
def test_points_and_a_reason_are_asked_for(danas, attempt_url, sent, fault):
    assert fault in danas.send(danas.get(f"{attempt_url}/result"), 422, **sent).text
