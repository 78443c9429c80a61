"""A learner's story on the tutor's page."""

import pytest

from tests.pages import PageClient


@pytest.fixture
def story(used_app, world):
    """story() -> the lines of Aigerim's story, the last first."""
    things, danas = world.things["aigerim"], PageClient(used_app).log_in(world.cast["dana"])
    url = f"/en/tutor/cohorts/{things.cohort_id}/learners/{things.enrolment_id}/story"
    return lambda: [" ".join(line.text_content().split()) for line in danas.get(url).html.xpath("//ol/li")]


@pytest.mark.parametrize(
    "told",
    [
        "Enrolled in the course",
        "Taken into the cohort",
        "Lesson finished",
        "Knowledge checks answered: 1",
        "Attempt begun",
        "Attempt graded",
        "Deadline extended",
        "More was given for a test",
        "A letter was sent",
        "Confirmation for the certificate",
        "The whole course is finished",
        "Certificate: Issued",
    ],
)
def test_the_story_tells_what_has_happened(story, told):
    assert any(told in line for line in story())


def test_the_story_is_told_backwards(story):
    told = " | ".join(story())
    assert told.index("Certificate: Issued") < told.index("Attempt begun") < told.index("Enrolled in the course")
