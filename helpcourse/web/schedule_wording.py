"""What schedules' codes mean, as sentences; times as they were set, with the name of their zone."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from helpcourse.content.compiled import CompiledCourse
from helpcourse.languages import in_language
from helpcourse.tutoring.schedule.queries import Changed
from helpcourse.tutoring.schedule.rules import Entry, EntryKind, WallTime
from helpcourse.tutoring.schedule.subjects import Subject, find_subject
from helpcourse.web.extensions import calendar
from helpcourse.web.i18n import current_language, lazy_gettext, long_date
from helpcourse.web.i18n import gettext as _

KINDS: Mapping[EntryKind, Any] = {
    EntryKind.LAUNCH: lazy_gettext("Launch event"),
    EntryKind.WEBINAR: lazy_gettext("Webinar"),
    EntryKind.OPENING: lazy_gettext("A module opens"),
    EntryKind.DEADLINE: lazy_gettext("Deadline"),
}

ZONES: Mapping[str, Any] = {
    "Asia/Almaty": lazy_gettext("Astana time"),
    "Asia/Bishkek": lazy_gettext("Bishkek time"),
    "Asia/Dushanbe": lazy_gettext("Dushanbe time"),
    "Asia/Ashgabat": lazy_gettext("Ashgabat time"),
    "Asia/Tashkent": lazy_gettext("Tashkent time"),
    "Europe/Paris": lazy_gettext("Strasbourg time"),
    "UTC": lazy_gettext("UTC"),
}


def zone(name: str) -> str:
    """The zone in words; one that has none by its IANA name."""
    return str(ZONES.get(name, name))


def wall(time: WallTime) -> str:
    """3 ноября 2026 года, 14:02 (время Страсбурга)"""
    return _(
        "%(date)s, %(time)s (%(zone)s)",
        date=long_date(time.at.date()),
        time=f"{time.at:%H:%M}",
        zone=zone(time.zone),
    )


def here(time: WallTime, moment: datetime) -> str:
    """The same moment by the site's clock; empty if that shows the same."""
    shown = moment.astimezone(calendar().zone)
    return "" if shown.replace(tzinfo=None, fold=0) == time.at else calendar().moment(moment)


def title_of_subject(subject: Subject | None, item: str) -> str:
    """A module with its number, a case study by its lesson; what has left the course by its id."""
    if subject is None:
        return item.partition(":")[2]
    title = in_language(subject.titles, current_language(), next(iter(subject.titles)))[0]
    if subject.is_case:
        return _("Case study: %(title)s", title=title)
    return _("Module %(number)s: %(title)s", number=subject.number, title=title)


def title_of_item(course: CompiledCourse, item: str) -> str:
    return title_of_subject(find_subject(course, item), item)


def title_of_entry(course: CompiledCourse, entry: Entry) -> str:
    """An event's own title; else what opens or is due."""
    return entry.title if entry.is_event else title_of_item(course, entry.item)


def overtaken(change: Changed) -> str:
    """That somebody else was faster."""
    when = calendar().moment(change.at)
    if not change.by:
        return _("This was changed while you were editing: %(when)s.", when=when)
    return _("This was changed while you were editing: %(name)s, %(when)s.", name=change.by, when=when)
