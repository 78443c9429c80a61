"""Calendars: what one program writes three others read."""

from datetime import UTC, datetime, timedelta

import icalendar
import ics
import pytest
from ical.calendar_stream import IcsCalendarStream

from helpcourse.interop.ics import CalendarEvent, calendar_file

AT = datetime(2026, 11, 20, 13, tzinfo=UTC)
CHANGED = datetime(2026, 11, 3, 9, tzinfo=UTC)
HARD = "Ұлжан, «қамау; бостандық»\\ " + "ұзақ тақырып " * 10


def event(**more):
    given = {"uid": "1@example.kz", "starts_at": AT, "ends_at": AT + timedelta(minutes=90), "title": "Вебинар", **more}
    return CalendarEvent(changed_at=CHANGED, **given)


def read(*events):
    """As the library reads it that wrote it."""
    return icalendar.Calendar.from_ical(calendar_file("Кесте", "kk", events))


def test_no_line_is_longer_than_75_bytes_and_all_end_as_they_should():
    lines = calendar_file("Кесте", "kk", [event(title=HARD, text=HARD * 20)]).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line for line in lines)


@pytest.mark.parametrize("words", [HARD, "two\nlines", "a,b;c:d", "\\n is no line", '"quoted"', "BEGIN:VEVENT"])
def test_every_word_comes_back(words):
    (found,) = read(event(title="Т", text=words)).walk("VEVENT")
    assert str(found["DESCRIPTION"]) == words


def test_what_no_calendar_may_hold_is_left_out():
    (found,) = read(event(text="a\x00b\x0bc")).walk("VEVENT")
    assert str(found["DESCRIPTION"]) == "abc"


def test_a_change_and_a_cancellation_are_told():
    (found,) = read(event(sequence=4, is_cancelled=True)).walk("VEVENT")
    assert (found["SEQUENCE"], str(found["STATUS"]), found["LAST-MODIFIED"].dt) == (4, "CANCELLED", CHANGED)
    assert not found.walk("VALARM")


def test_a_day_before_it_reminds():
    (alarm,) = read(event()).walk("VALARM")
    assert (str(alarm["ACTION"]), alarm["TRIGGER"].dt) == ("DISPLAY", timedelta(days=-1))


def test_a_deadline_is_a_moment_and_takes_no_time():
    (found,) = read(event(ends_at=AT, is_busy=False)).walk("VEVENT")
    assert (found["DTSTART"].dt, "DTEND" in found, str(found["TRANSP"])) == (AT, False, "TRANSPARENT")


def test_the_same_events_are_the_same_file():
    assert calendar_file("К", "kk", [event()]) == calendar_file("К", "kk", [event()])


@pytest.mark.parametrize("more", [{}, {"is_cancelled": True}, {"ends_at": AT}, {"text": HARD, "place": "Астана, 40"}])
def test_a_strict_reader_of_another_hand_takes_it(more):
    text = calendar_file("Кесте", "kk", [event(title=HARD.strip(), **more)]).decode()
    (found,) = IcsCalendarStream.calendar_from_ics(text).events
    assert (found.uid, found.summary, found.dtstart) == ("1@example.kz", HARD.strip(), AT)


def test_a_third_reader_has_the_same_times():
    (found,) = ics.Calendar(calendar_file("Кесте", "kk", [event(title=HARD.strip())]).decode()).events
    assert (found.begin.datetime, found.duration, found.name) == (AT, timedelta(minutes=90), HARD.strip())
