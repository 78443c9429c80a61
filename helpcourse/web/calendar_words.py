"""A person's schedule in the words of their calendar."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from helpcourse.content.compiled import CompiledCourse
from helpcourse.interop.ics import CalendarEvent, calendar_file
from helpcourse.languages import in_language
from helpcourse.tutoring.schedule.personal import MyEntry
from helpcourse.tutoring.schedule.rules import EntryKind
from helpcourse.web import schedule_wording
from helpcourse.web.i18n import current_language
from helpcourse.web.i18n import gettext as _


def calendar_of(mine: Iterable[MyEntry], courses: Mapping[int, CompiledCourse], site_url: str) -> bytes:
    """The file, in the language that is spoken; `courses` by the edition's id."""
    events = [_event(one, courses[one.cohort.edition_id], site_url) for one in mine]
    return calendar_file(_("helpcourse: schedule"), current_language(), events)


def _event(one: MyEntry, course: CompiledCourse, site_url: str) -> CalendarEvent:
    entry = one.entry
    return CalendarEvent(
        uid=f"{entry.id}@{urlsplit(site_url).hostname or 'localhost'}",
        starts_at=one.at,
        ends_at=entry.ends_at if entry.is_event else one.at,
        title=_title(one, course),
        text=_text(one, course),
        place=entry.place or entry.link,
        url=f"{site_url}/{current_language()}{_path(one)}",
        category=str(schedule_wording.KINDS[entry.kind]),
        sequence=one.revision - 1,
        changed_at=one.changed_at,
        is_cancelled=entry.cancelled_at is not None,
        is_busy=entry.is_event,
        has_alarm=entry.kind is not EntryKind.OPENING,
    )


def _title(one: MyEntry, course: CompiledCourse) -> str:
    title = schedule_wording.title_of_entry(course, one.entry)
    if one.entry.kind is EntryKind.OPENING:
        return _("Opens: %(title)s", title=title)
    if one.entry.kind is EntryKind.DEADLINE:
        return _("Deadline: %(title)s", title=title)
    return title


def _text(one: MyEntry, course: CompiledCourse) -> str:
    """What a line of a calendar has no room for."""
    entry = one.entry
    return "\n".join(
        line
        for line in (
            schedule_wording.wall(one.due.time if one.due else entry.time),
            _("Extended for you") if one.due and one.due.is_extended else "",
            _("Course: %(course)s", course=in_language(course.titles, current_language(), course.source)[0]),
            _("Cohort: %(cohort)s", cohort=one.cohort.name),
            _("Join by video: %(link)s", link=entry.link) if entry.link and entry.is_event else "",
            entry.notes,
        )
        if line
    )


def _path(one: MyEntry) -> str:
    return "/my/schedule" if one.cohort.enrolment_id else f"/tutor/cohorts/{one.cohort.id}/schedule"
