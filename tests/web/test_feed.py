"""The private address of a calendar, as its owner and as calendar programs see it."""

from datetime import datetime, timedelta

import icalendar
import pytest
from ical.calendar_stream import IcsCalendarStream

from helpcourse.catalogue.shelf import Shelf
from helpcourse.reporting.personal import erase
from helpcourse.tutoring.schedule import actions
from helpcourse.tutoring.schedule.queries import get_event
from helpcourse.tutoring.schedule.rules import WallTime
from tests.builders import NOW
from tests.pages import PageClient

PAGE = "/kk/my/schedule"


@pytest.fixture
def of_world(used_app, world):
    """of_world("dana") -> a client that is Dana."""
    return lambda name: PageClient(used_app).log_in(world.cast[name])


@pytest.fixture
def address(of_world, used_app):
    """address("aigerim") makes Aigerim's address; its path."""

    def make(name="aigerim"):
        client = of_world(name)
        page = client.send(client.get(PAGE), action="/feed")
        return page.html.xpath("string(//input[@id='feed-url']/@value)").removeprefix("http://localhost")

    return make


@pytest.fixture
def read(used_app):
    """read(path) -> the events by the kind that they are filed under."""

    def now(path):
        response = used_app.test_client().get(path)
        found = icalendar.Calendar.from_ical(response.data).walk("VEVENT")
        return {str(one["CATEGORIES"].cats[0]): one for one in found}

    return now


def test_a_stranger_who_knows_the_address_reads_the_calendar(address, used_app):
    response = used_app.test_client().get(address())
    assert response.content_type == "text/calendar; charset=utf-8"
    found = IcsCalendarStream.calendar_from_ics(response.text).events
    assert len(found) == 4
    assert {one.dtstart.tzname() for one in found} == {"UTC"}


def test_times_are_those_of_the_wall(address, read):
    webinar = read(address())["Вебинар"]
    assert webinar["DTSTART"].dt == datetime.fromisoformat("2026-11-13T04:00Z")  # 9:00 in Astana
    assert webinar["DTEND"].dt - webinar["DTSTART"].dt == timedelta(minutes=90)


def test_ones_own_extension_is_in_ones_own_calendar(address, read):
    ours, tutors = read(address())["Тапсыру мерзімі"], read(address("dana"))["Тапсыру мерзімі"]
    assert ours["DTSTART"].dt - tutors["DTSTART"].dt == timedelta(days=7)
    assert ours["UID"] == tutors["UID"]
    assert ours["SEQUENCE"] > tutors["SEQUENCE"]


def test_the_calendar_speaks_its_owners_language(address, read):
    assert "Открытие модуля" in read(address("azamat"))


def test_a_change_keeps_the_entry_and_raises_its_sequence(address, read, used_session, world):
    path, things = address(), world.things["aigerim"]
    before = read(path)["Вебинар"]
    entry = get_event(used_session, things.cohort_id, things.entry_id)
    moved = actions.EventDetails(
        kind=entry.kind,
        title="Көшті",
        time=WallTime(datetime.fromisoformat("2026-11-14T09:00"), entry.time.zone),
        minutes=60,
    )
    actions.change_event(used_session, things.cohort_id, entry.id, moved, seen=1, by_id=world.cast["dana"].id, now=NOW)
    used_session.commit()
    after = read(path)["Вебинар"]
    assert (after["UID"], after["SEQUENCE"], str(after["SUMMARY"])) == (before["UID"], before["SEQUENCE"] + 1, "Көшті")
    assert after["DTSTART"].dt == datetime.fromisoformat("2026-11-14T04:00Z")


def test_what_is_cancelled_is_said_to_be(address, read, used_session, world):
    path, things = address(), world.things["aigerim"]
    actions.cancel(used_session, things.cohort_id, things.entry_id, by_id=world.cast["dana"].id, now=NOW)
    used_session.commit()
    assert str(read(path)["Вебинар"]["STATUS"]) == "CANCELLED"


def test_who_asks_again_is_told_that_nothing_has_changed(address, used_app):
    path, client = address(), used_app.test_client()
    etag = client.get(path).headers["ETag"]
    again = client.get(path, headers={"If-None-Match": etag, "Accept-Encoding": "gzip"})
    assert (again.status_code, again.data) == (304, b"")


def test_a_new_address_ends_the_old_one(of_world, address, used_app):
    old, client = address(), of_world("aigerim")
    page = client.get(PAGE)
    for _time in "twice":  # as from an old page: the second does nothing
        client.send(page, action="/feed")
    new = client.get(PAGE).html.xpath("string(//input[@id='feed-url']/@value)").removeprefix("http://localhost")
    assert new != old
    assert [used_app.test_client().get(path).status_code for path in (old, new)] == [404, 200]


def test_an_address_is_removed(of_world, address, used_app):
    path, client = address(), of_world("aigerim")
    client.post(f"{PAGE}/feed/end")
    assert used_app.test_client().get(path).status_code == 404


def test_who_is_erased_has_no_calendar(address, used_app, used_session, world):
    path = address("saltanat")
    erase(used_session, Shelf(), world.cast["saltanat"].id, now=NOW)
    used_session.commit()
    assert used_app.test_client().get(path).status_code == 404


def test_who_learns_alone_has_an_empty_calendar(address, used_app):
    response = used_app.test_client().get(address("bolat"))
    assert not icalendar.Calendar.from_ical(response.data).walk("VEVENT")


def test_a_member_says_whether_they_come(of_world, world):
    entry_id, client = world.things["aigerim"].entry_id, of_world("aigerim")
    page = client.send(client.get(PAGE), action=f"{entry_id}/coming", button="coming=yes")
    assert "Сіздің жауабыңыз: келемін" in page.text
    tutors = of_world("dana").get(f"/kk/tutor/cohorts/{world.things['aigerim'].cohort_id}/schedule")
    assert "1" in tutors.html.xpath(f"string(//li[@id='entry-{entry_id}'])")
