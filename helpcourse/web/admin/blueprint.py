"""The admins' blueprint: who enters, whose things they see, the tabs, and the page that asks before a deed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Blueprint, render_template, request, url_for

from helpcourse.accounts.models import Country, Role
from helpcourse.errors import NotAllowedError
from helpcourse.tutoring.queries import Sight
from helpcourse.web import wording
from helpcourse.web.access import admit_only, find_current, me
from helpcourse.web.edition_wording import Section
from helpcourse.web.i18n import gettext as _

blueprint = Blueprint("admin", __name__, url_prefix="/<language:lang>/admin")
admit_only(blueprint, Role.ADMIN, Role.COORDINATOR)

View = TypeVar("View", bound=Callable[..., Any])


def reach() -> frozenset[str] | None:
    """The countries whose people and cohorts are administered; None: all of them."""
    return None if is_admin() else me().countries


def countries() -> list[Country]:
    """The same as a list, for a form."""
    within = reach()
    return [country for country in Country if within is None or country in within]


def sight() -> Sight:
    return Sight(None, reach())


def is_admin() -> bool:
    """Whether this is an admin, not a coordinator."""
    return Role.ADMIN in me().roles


def admins_only(view: View) -> View:
    """A page that coordinators do not see."""

    @wraps(view)
    def checked(*args: Any, **kwargs: Any) -> Any:
        if not is_admin():
            raise NotAllowedError
        return view(*args, **kwargs)

    return cast(View, checked)


@blueprint.context_processor
def _known_to_all() -> dict[str, Any]:
    person = find_current()
    is_in = person is not None and person.is_admin  # else it is an error page that is shown
    return {
        "tabs": _tabs() if is_in else [],
        "is_admin": is_in and is_admin(),
        "country_names": wording.COUNTRIES,
        "profession_names": wording.PROFESSIONS,
        "role_names": wording.ROLES,
        "language_words": wording.LANGUAGES,
    }


def _tabs() -> list[tuple[str, str, bool]]:
    parts = [
        (_("Desk"), "home", ("home",)),
        (_("People"), "people", ("people", "person")),
        (_("Cohorts"), "cohorts", ("cohort", "cohorts")),
        (_("Certificates"), "certificates", ("certificate", "certificates")),
        (_("Report"), "report", ("report",)),
        (_("Institutions"), "institutions", ("institution", "institutions")),
    ]
    if is_admin():
        parts += [(_("Courses"), "courses", ("course", "courses")), (_("Settings"), "settings", ("settings",))]
    here = (request.endpoint or "").removeprefix("admin.").split("_")[0]
    return [(text, url_for(f"admin.{name}"), here in heads) for text, name, heads in parts]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked before something is done: all in words."""

    title: str
    points: list[str]  # what will happen
    button: str
    back: str  # URL
    names: list[str] | None = None  # whom or what it concerns
    is_danger: bool = True
    changes: list[Section] = field(default_factory=list)  # what will be different in a course


def ask(question: Question, **hidden: Any) -> str:
    """The page that asks; its form posts to the page's own address, with these hidden values."""
    pairs = [(name, one) for name, value in hidden.items() for one in (value if isinstance(value, list) else [value])]
    return render_template("admin/ask.html", question=question, hidden=pairs)
