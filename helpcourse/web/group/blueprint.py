"""The groups' blueprint: for everybody who is logged in; each group for those who belong to it."""

import uuid
from typing import Any

from flask import Blueprint, url_for

from helpcourse.accounts.models import Role
from helpcourse.tutoring.group.queries import Group, get_group
from helpcourse.tutoring.queries import Sight
from helpcourse.web import wording
from helpcourse.web.access import admit_only, me
from helpcourse.web.extensions import db
from helpcourse.web.i18n import gettext as _

blueprint = Blueprint("group", __name__, url_prefix="/<language:lang>/groups/<uuid:cohort_id>")
admit_only(blueprint)


def found_group(cohort_id: uuid.UUID) -> Group:
    """Of those who learn in it or lead it. Raises NotFoundError."""
    return get_group(db.session, _sight(), me().id, cohort_id)


def _sight() -> Sight:
    """A tutor whose role was taken away leads nothing."""
    person = me()
    return Sight(person.id if person.is_tutor else None, None if Role.ADMIN in person.roles else person.countries)


def tabs(group: Group, current: str) -> list[tuple[str, str, bool]]:
    """The parts of the group's page."""
    pages = {
        "group.announcements": _("Announcements"),
        "group.discussion": _("Discussion"),
        "group.materials": _("Materials"),
        "group.people": _("Who is who"),
    }
    links = [(words, url_for(endpoint, cohort_id=group.id), endpoint == current) for endpoint, words in pages.items()]
    schedule = url_for("tutor.schedule", cohort_id=group.id) if group.seat.leads else url_for("learner.schedule")
    return [*links, (_("Schedule"), schedule, False)]


@blueprint.context_processor
def _known_to_all() -> dict[str, Any]:
    return {"profession_names": wording.PROFESSIONS}
