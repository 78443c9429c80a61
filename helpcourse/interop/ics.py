"""A schedule as a calendar file: RFC 5545, moments in UTC, so that no program needs to know our zones."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from icalendar import Alarm, Calendar, Event

ASK_AGAIN = timedelta(hours=1)  # programs that follow an address
ALARM_BEFORE = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """One entry of a calendar, in words of one language."""

    uid: str  # the same for ever
    starts_at: datetime  # UTC
    ends_at: datetime  # the same moment: of a deadline
    title: str
    text: str = ""
    place: str = ""
    url: str = ""
    category: str = ""
    sequence: int = 0  # rises with every change
    changed_at: datetime
    is_cancelled: bool = False
    is_busy: bool = True  # whether one's time is taken
    has_alarm: bool = True  # a day before


def calendar_file(name: str, language: str, events: Iterable[CalendarEvent]) -> bytes:
    """The same for the same events, byte by byte."""
    made = Calendar()
    made.add("prodid", f"-//helpcourse//schedule//{language.upper()}")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    for key in ("name", "x-wr-calname"):  # of RFC 7986, and what older programs read
        made.add(key, _plain(name))
    made.add("refresh-interval", ASK_AGAIN, parameters={"value": "DURATION"})
    made.add("x-published-ttl", "PT1H")
    for event in events:
        made.add_component(_event(event, language))
    content: bytes = made.to_ical()
    return content


def _event(event: CalendarEvent, language: str) -> Event:
    made, spoken = Event(), {"language": language}
    made.add("uid", event.uid)
    made.add("dtstamp", event.changed_at)  # not the hour of asking: the file would never be the same
    made.add("last-modified", event.changed_at)
    made.add("sequence", event.sequence)
    made.add("dtstart", event.starts_at)
    if event.ends_at > event.starts_at:
        made.add("dtend", event.ends_at)
    made.add("summary", _plain(event.title), parameters=spoken)
    for key, words in (("description", event.text), ("location", event.place)):
        if words:
            made.add(key, _plain(words), parameters=spoken)
    if event.category:
        made.add("categories", [_plain(event.category)], parameters=spoken)
    if event.url:
        made.add("url", event.url)
    made.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    made.add("transp", "OPAQUE" if event.is_busy and not event.is_cancelled else "TRANSPARENT")
    if event.has_alarm and not event.is_cancelled:
        made.add_component(_alarm(event.title))
    return made


def _alarm(title: str) -> Alarm:
    made = Alarm()
    made.add("action", "DISPLAY")
    made.add("trigger", -ALARM_BEFORE)
    made.add("description", _plain(title))
    return made


def _plain(words: str) -> str:
    """Without the control characters that no calendar may hold: the library would let them through."""
    return "".join(sign for sign in words if sign in "\n\t" or unicodedata.category(sign) != "Cc")
