"""The programme report in words: what it was asked for, and its tables."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import request

from helpcourse.accounts.models import Country
from helpcourse.accounts.queries import institution_names
from helpcourse.catalogue.queries import published_courses
from helpcourse.languages import sort_key
from helpcourse.reporting.programme import Division, Format, Programme, Scope, Tally, programme
from helpcourse.web import wording
from helpcourse.web.extensions import calendar, db, now, shelf, today
from helpcourse.web.forms import YEARS
from helpcourse.web.i18n import current_language, lazy_gettext
from helpcourse.web.i18n import gettext as _
from helpcourse.web.outline import title_of

TITLES: Mapping[Division, Any] = {
    Division.FORMAT: lazy_gettext("By format"),
    Division.COUNTRY: lazy_gettext("By country"),
    Division.LANGUAGE: lazy_gettext("By language"),
    Division.PROFESSION: lazy_gettext("By profession"),
    Division.INSTITUTION: lazy_gettext("By institution"),
    Division.COURSE: lazy_gettext("By course"),
}

HEADS: Mapping[Division, Any] = {
    Division.FORMAT: lazy_gettext("Format"),
    Division.COUNTRY: lazy_gettext("Country"),
    Division.LANGUAGE: lazy_gettext("Language"),
    Division.PROFESSION: lazy_gettext("Profession"),
    Division.INSTITUTION: lazy_gettext("Institution"),
    Division.COURSE: lazy_gettext("Course"),
}

_FORMATS: Mapping[Format, Any] = {
    Format.SELF_PACED: lazy_gettext("Self-paced"),
    Format.COHORT: lazy_gettext("In a cohort"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for, among what one may see."""

    first_on: date | None  # None: from the beginning
    last_on: date | None  # itself too; None: up to now
    course: str  # its id; empty: all
    country: str  # empty: all of `countries`
    courses: Mapping[str, str]  # id -> title, to choose from
    countries: Sequence[Country]  # to choose from
    within: frozenset[str] | None  # whom one may see; None: people of all countries

    @property
    def scope(self) -> Scope:
        return Scope(
            calendar().first_moment(self.first_on) if self.first_on else None,
            calendar().first_moment(self.last_on + timedelta(days=1)) if self.last_on else None,
            self.course or None,
            frozenset({self.country}) if self.country else self.within,
        )

    @property
    def is_narrowed(self) -> bool:
        return bool(self.first_on or self.last_on or self.course or self.country)

    @property
    def query(self) -> dict[str, str]:
        """As it stands in an address."""
        named = {
            "from": self.first_on.isoformat() if self.first_on else "",
            "to": self.last_on.isoformat() if self.last_on else "",
            "course": self.course,
            "country": self.country,
        }
        return {name: value for name, value in named.items() if value}


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class Divided:
    """A table of the report."""

    code: str
    title: str
    head: str  # of the column of names
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Report:
    facts: Sequence[tuple[str, str]]  # what it is of, and when it was made
    total: Tally
    tables: Sequence[Divided]


def asked(countries: Sequence[Country], within: frozenset[str] | None) -> Asked:
    """What is not offered, or is no day, narrows nothing."""
    courses = _courses()
    course, country = request.args.get("course", ""), request.args.get("country", "")
    return Asked(
        _day("from"),
        _day("to"),
        course if course in courses else "",
        country if country in countries else "",
        courses,
        countries,
        within,
    )


def report(wanted: Asked) -> Report:
    found = programme(db.session, wanted.scope, today=today())
    divisions = [division for division in Division if division is not Division.COURSE or not wanted.course]
    return Report(_facts(wanted), found.total, [_divided(found, division, wanted) for division in divisions])


def _day(name: str) -> date | None:
    try:
        day = date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None
    return day if day.year in YEARS else None


def _courses() -> dict[str, str]:
    """In the catalogue's order, with those that were taken out of it."""
    found = {one.id: shelf().find_edition(db.session, one.current_edition_id) for one in published_courses(db.session)}
    return {id_: title_of(edition) if edition else id_ for id_, edition in found.items()}


def _facts(wanted: Asked) -> list[tuple[str, str]]:
    days, countries = calendar(), [Country(wanted.country)] if wanted.country else wanted.countries
    everywhere = wanted.within is None and not wanted.country
    named = ", ".join(str(wording.COUNTRIES[country]) for country in countries)
    return [
        (_("First day of the period"), days.long_date(wanted.first_on) if wanted.first_on else _("from the beginning")),
        (_("Last day of the period"), days.long_date(wanted.last_on) if wanted.last_on else _("up to now")),
        (_("Course"), wanted.courses[wanted.course] if wanted.course else _("All courses")),
        (_("Country"), _("All countries") if everywhere else named),
        (_("Report made"), days.moment(now())),
    ]


def _divided(found: Programme, division: Division, wanted: Asked) -> Divided:
    """The largest first; equals in dictionary order."""
    tallies = found.by(division)
    name = _namer(division, tallies, wanted)
    lines = [Line(name(value), tally) for value, tally in tallies.items()]
    lines.sort(key=lambda line: (-line.tally.enrolled, sort_key(line.name)))
    return Divided(division.value, str(TITLES[division]), str(HEADS[division]), lines)


def _namer(division: Division, values: Mapping[Any, Tally], wanted: Asked) -> Callable[[Any], str]:
    match division:
        case Division.FORMAT:
            return lambda value: str(_FORMATS[value])
        case Division.COUNTRY:
            return lambda value: str(wording.COUNTRIES[value])
        case Division.LANGUAGE:
            return lambda value: str(wording.LANGUAGES[value])
        case Division.PROFESSION:
            return lambda value: str(wording.PROFESSIONS[value])
        case Division.COURSE:
            return lambda value: wanted.courses.get(value, value)
    ids = [value for value in values if value]
    names = institution_names(db.session, ids, current_language(), on=today())
    return lambda value: names.get(value, str(value)) if value else _("Not on the list")
