"""The first steps on a new site, until there is a cohort."""

from dataclasses import dataclass

from flask import url_for

from helpcourse.accounts.models import Role
from helpcourse.accounts.queries import search_people
from helpcourse.accounts.queries.kept_institutions import kept_institutions
from helpcourse.web.admin.blueprint import is_admin, reach
from helpcourse.web.extensions import calendar, db, now, shelf
from helpcourse.web.i18n import current_language
from helpcourse.web.i18n import gettext as _


@dataclass(frozen=True, slots=True)
class Step:
    words: str
    url: str
    is_done: bool


def first_steps() -> list[Step]:
    """In the order in which they are best taken; the last one is the cohort."""
    steps = [
        Step(_("Add the institutions that send learners"), url_for("admin.institutions"), _has_institutions()),
        Step(_("Find a person and give them the role of a tutor"), url_for("admin.people"), _has_tutors()),
        Step(_("Make a cohort, and bring its learners in"), url_for("admin.cohort_new"), is_done=False),
    ]
    if is_admin():
        published = bool(shelf().courses(db.session))
        steps.insert(0, Step(_("See which courses are published"), url_for("admin.courses"), published))
    return steps


def _has_institutions() -> bool:
    today = calendar().today(now())
    return bool(kept_institutions(db.session, current_language(), countries=reach(), today=today))


def _has_tutors() -> bool:
    return search_people(db.session, role=Role.TUTOR, countries=reach(), per_page=1).total > 0
