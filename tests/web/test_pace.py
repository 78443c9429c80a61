"""Modules that open by date: to the members of a cohort, and to nobody else."""

from datetime import datetime

import pytest

from helpcourse.tutoring.actions import add_member
from helpcourse.tutoring.schedule import actions
from helpcourse.tutoring.schedule.queries import entries_of
from helpcourse.tutoring.schedule.rules import EntryKind, WallTime, revision_of_dates
from tests.builders import NOW
from tests.pages import PageClient
from tests.things import COURSE

LESSON = f"/en/courses/{COURSE}/duty-to-investigate"
MODULE = "module:investigation-and-redress"
OPENS = "9 November 2026, 00:00 (Astana time)"


@pytest.fixture
def of_world(used_app, world):
    """of_world("dana") -> a client that is Dana."""
    return lambda name: PageClient(used_app).log_in(world.cast[name])


@pytest.fixture
def closed(used_session, world):
    """The third module of Aigerim's cohort opens on 9 November and is due on the 16th."""
    cohort_id, dana = world.things["aigerim"].cohort_id, world.cast["dana"].id
    wanted = {
        (EntryKind.OPENING, MODULE): WallTime(datetime.fromisoformat("2026-11-09T00:00"), "Asia/Almaty"),
        (EntryKind.DEADLINE, MODULE): WallTime(datetime.fromisoformat("2026-11-16T23:59"), "Asia/Almaty"),
    }
    seen = revision_of_dates(entries_of(used_session, cohort_id))
    actions.set_dates(used_session, cohort_id, wanted, list(wanted), seen=seen, by_id=dana, now=NOW)
    used_session.commit()


def test_a_lesson_that_is_not_open_says_when_it_opens(of_world, closed):
    page = of_world("saltanat").get(LESSON)
    assert f"It opens: {OPENS}" in page.text
    assert not page.html.xpath("//form[@id='complete']")


@pytest.mark.parametrize("name", ["bolat", "visitor", "dana", "yerlan", "azamat"])  # azamat: of another cohort
def test_others_read_it(of_world, used_app, closed, name):
    client = PageClient(used_app) if name == "visitor" else of_world(name)
    assert "not open yet" not in client.get(LESSON).text


def test_it_opens_by_itself(of_world, closed, clock):
    clock.time = datetime.fromisoformat("2026-11-08T19:00Z")
    page = of_world("saltanat").get(LESSON)
    assert page.html.xpath("//form[@id='complete']")


def test_a_tutor_who_learns_in_the_cohort_reads_it(of_world, used_session, world, closed):
    add_member(used_session, world.things["aigerim"].cohort_id, world.cast["dana"].id, now=NOW)
    used_session.commit()
    assert of_world("dana").get(LESSON).html.xpath("//form[@id='complete']")


@pytest.mark.parametrize("deed", ["complete", "check", "place"])
def test_nothing_is_kept_of_it_before(of_world, closed, deed):
    assert of_world("saltanat").post(f"{LESSON}/{deed}").status_code == 409


def test_the_files_leave_it_out(of_world, closed):
    client = of_world("saltanat")
    assert client.status(f"/en/take/{COURSE}/duty-to-investigate.epub") == 409
    assert client.status(f"/en/print/{COURSE}") == 409
    assert client.status(f"/en/take/{COURSE}/why-absolute.epub") == 200


def test_the_outline_has_the_dates_and_the_next_deadline(of_world, closed):
    page = of_world("saltanat").get(f"/en/courses/{COURSE}/why-absolute")
    assert page.html.xpath("//aside//p[@class='paced']/text()") == [
        "Next deadline: Module 3: Investigation and redress, 16 November 2026, 23:59 (Astana time)",
        "Deadline: 30 November 2026, 09:00 (Astana time)",
        f"Opens: {OPENS}",
        "Deadline: 16 November 2026, 23:59 (Astana time)",
    ]


def test_the_course_page_has_them_too(of_world, closed):
    text = of_world("saltanat").get(f"/en/courses/{COURSE}").text
    assert "Next deadline: Module 3" in text
    assert f"Opens: {OPENS}" in text


def test_who_learns_alone_has_no_dates(of_world, closed):
    assert not of_world("bolat").get(f"/en/courses/{COURSE}/why-absolute").html.xpath("//p[@class='paced']")


def test_a_quiz_that_is_not_open_is_not_begun(of_world, used_session, world):
    cohort_id, dana = world.things["aigerim"].cohort_id, world.cast["dana"].id
    key = (EntryKind.OPENING, "module:absolute-ban")
    later = {key: WallTime(datetime.fromisoformat("2026-11-09T00:00"), "Asia/Almaty")}
    seen = revision_of_dates(entries_of(used_session, cohort_id))
    actions.set_dates(used_session, cohort_id, later, [key], seen=seen, by_id=dana, now=NOW)
    used_session.commit()
    quiz, client = f"/en/courses/{COURSE}/test/absolute-ban", of_world("saltanat")
    assert f"It opens: {OPENS}" in client.get(quiz).text
    assert client.post(quiz).status_code == 409


def test_my_learning_shows_what_comes_soon(of_world):
    page = of_world("saltanat").get("/en/my")
    assert page.html.xpath("//section[contains(@class, 'soon')]//time/text()") == [
        "13 November 2026, 09:00 (Astana time)",
        "30 November 2026, 09:00 (Astana time)",
    ]
