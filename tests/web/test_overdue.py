"""An attempt whose time is over, on the tutor's pages, while nothing works in the background."""

import pytest
from sqlalchemy import select

from helpcourse.learning.models import Attempt, AttemptState
from tests.pages import PageClient


@pytest.fixture
def danas(used_app, world):
    return PageClient(used_app).log_in(world.cast["dana"])


@pytest.fixture
def saltanat(world):
    """In the test: she has answered one question, rightly."""
    return world.things["saltanat"]


@pytest.fixture
def cohort_url(saltanat):
    return f"/en/tutor/cohorts/{saltanat.cohort_id}"


@pytest.fixture
def attempt_url(cohort_url, saltanat):
    return f"{cohort_url}/learners/{saltanat.enrolment_id}/attempts/{saltanat.attempt_id}"


def row_of(page, name):
    return " ".join(page.html.xpath(f"//tr[th//text()[contains(., '{name}')]]")[0].text_content().split())


def test_it_stands_among_the_attempts_as_closed_with_its_score(danas, clock, cohort_url, saltanat):
    url = f"{cohort_url}/learners/{saltanat.enrolment_id}"
    assert "In progress" in row_of(danas.get(url), "Attempt 1")
    clock.advance(hours=2)
    assert "1 / 19 Not passed time over" in row_of(danas.get(url), "Attempt 1")


def test_its_score_stands_in_the_table_of_the_cohort(danas, clock, cohort_url):
    assert "1 / 19" not in row_of(danas.get(cohort_url), "Жұмабаева")
    clock.advance(hours=2)
    assert "1 / 19 (1)" in row_of(danas.get(cohort_url), "Жұмабаева")
    with danas.client.get(f"{cohort_url}/table.csv") as table:
        assert any("Жұмабаева" in line and ";1;1 of 19;" in line for line in table.text.splitlines())


def test_its_answers_can_be_read_as_soon_as_the_time_is_over(danas, clock, attempt_url):
    danas.get(attempt_url, 404)
    clock.advance(hours=2)
    page = danas.get(attempt_url)
    assert "1 / 19" in page.text
    assert "The time was over: what was saved until then was graded." in page.text


def test_nothing_is_written_by_looking(danas, clock, attempt_url, used_session, saltanat):
    clock.advance(hours=2)
    danas.get(attempt_url)
    assert used_session.scalar(select(Attempt.state).where(Attempt.id == saltanat.attempt_id)) is AttemptState.OPEN
