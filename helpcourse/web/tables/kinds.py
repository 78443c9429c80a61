"""The tables whose columns one may choose, and of which one may keep views."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from helpcourse.errors import NotFoundError
from helpcourse.web.i18n import lazy_gettext


@dataclass(frozen=True, slots=True)
class TableKind:
    """A table of working pages. What names a row, and the box to tick it by, always stand."""

    name: str  # in addresses
    title: Any
    columns: Mapping[str, Any]  # code -> words, in the table's order
    filters: tuple[str, ...]  # what its address may ask for besides order and columns
    rare: frozenset[str] = frozenset()  # columns that only those see who have chosen them
    section: str = "tutor"  # of the bar

    @property
    def usual(self) -> list[str]:
        """The columns that are seen by whoever has chosen none."""
        return [code for code in self.columns if code not in self.rare]

    @property
    def kept(self) -> tuple[str, ...]:
        """What of an address a view keeps."""
        return (*self.filters, "sort", "columns")


_EMAIL, _JOINED = lazy_gettext("E-mail"), lazy_gettext("Joined")
_COURSE, _DAYS, _STATE = lazy_gettext("Course"), lazy_gettext("Days"), lazy_gettext("State")
_COUNTRY, _LANGUAGE = lazy_gettext("Country"), lazy_gettext("Language")
_LESSONS, _TEST = lazy_gettext("Lessons"), lazy_gettext("Test")

DESK = TableKind(
    "desk",
    lazy_gettext("Learners on the desk"),
    {
        "why": lazy_gettext("Why"),
        "cohort": lazy_gettext("Cohort"),
        "email": _EMAIL,
        "done": _LESSONS,
        "test": _TEST,
        "active": lazy_gettext("Last active"),
    },
    ("show", "cohort", "text", "rows"),
    frozenset({"email"}),
)
COHORT = TableKind(
    "cohort",
    lazy_gettext("Learners by lesson"),
    {
        "why": lazy_gettext("Needs attention"),
        "email": _EMAIL,
        "joined": _JOINED,
        "lessons": lazy_gettext("Each lesson"),
        "done": _LESSONS,
        "quizzes": lazy_gettext("Quizzes of the modules"),
        "test": _TEST,
        "active": lazy_gettext("Last active"),
        "certificate": lazy_gettext("Certificate"),
    },
    ("show", "text", "rows"),
    frozenset({"email", "joined"}),
)
LEVELS = TableKind(
    "levels",
    lazy_gettext("Learners and levels"),
    {
        "reached": lazy_gettext("Reached"),
        "proposed": lazy_gettext("Proposed"),
        "lessons": _LESSONS,
        "events": lazy_gettext("Events"),
        "cases": lazy_gettext("Case studies"),
        "test": lazy_gettext("Test, %"),
        "minutes": lazy_gettext("Minutes"),
        "missing": lazy_gettext("What is missing"),
    },
    ("show", "text"),
)
COHORTS = TableKind(
    "cohorts",
    lazy_gettext("A tutor's cohorts"),
    {
        "course": _COURSE,
        "country": _COUNTRY,
        "days": _DAYS,
        "finished": lazy_gettext("Finished"),
        "confirmed": lazy_gettext("Confirmed"),
        "state": _STATE,
    },
    ("text", "state"),
    frozenset({"country"}),
)
ALL_COHORTS = TableKind(
    "all-cohorts",
    lazy_gettext("Cohorts"),
    COHORTS.columns,
    ("text", "state", "country"),
    section="admin",
)
PEOPLE = TableKind(
    "people",
    lazy_gettext("People"),
    {
        "email": _EMAIL,
        "country": _COUNTRY,
        "profession": lazy_gettext("Profession"),
        "language": _LANGUAGE,
        "roles": lazy_gettext("Roles"),
        "registered": lazy_gettext("Registered"),
        "used": lazy_gettext("Last log-in"),
    },
    ("text", "role", "country", "state"),
    frozenset({"language"}),
    "admin",
)
PAPERS = TableKind(
    "papers",
    lazy_gettext("Papers"),
    {
        "name": lazy_gettext("Name"),
        "kind": lazy_gettext("Paper"),
        "course": _COURSE,
        "code": lazy_gettext("Code"),
        "issued": lazy_gettext("Issued"),
        "state": _STATE,
    },
    ("text", "kind", "issuer", "state"),
    frozenset({"code"}),
    "admin",
)
APPLICATIONS = TableKind(
    "applications",
    lazy_gettext("Applications"),
    {
        "state": _STATE,
        "points": lazy_gettext("Points"),
        "email": _EMAIL,
        "country": _COUNTRY,
        "profession": lazy_gettext("Profession"),
        "institution": lazy_gettext("Institution"),
        "language": _LANGUAGE,
        "sent": lazy_gettext("Sent"),
        "note": lazy_gettext("Note"),
    },
    ("text", "state", "country", "profession", "institution", "language"),
    frozenset({"email"}),
    "admin",
)

_KINDS = {kind.name: kind for kind in (DESK, COHORT, LEVELS, COHORTS, ALL_COHORTS, PEOPLE, PAPERS, APPLICATIONS)}


def get_kind(name: str) -> TableKind:
    """Raises NotFoundError."""
    if name not in _KINDS:
        raise NotFoundError
    return _KINDS[name]
