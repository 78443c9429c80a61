"""The tutors' blueprint: who enters, and which cohorts they see."""

from typing import Any

from flask import Blueprint

from helpcourse.accounts.models import Role
from helpcourse.tutoring.queries import Sight
from helpcourse.web import wording
from helpcourse.web.access import admit_only, me

blueprint = Blueprint("tutor", __name__, url_prefix="/<language:lang>/tutor")
admit_only(blueprint, Role.TUTOR, Role.ADMIN, Role.COORDINATOR)


def sight() -> Sight:
    """Their own cohorts; a coordinator's countries too; an admin sees all."""
    person = me()
    return Sight(person.id, None if Role.ADMIN in person.roles else person.countries)


@blueprint.context_processor
def _known_to_all() -> dict[str, Any]:
    return {"country_names": wording.COUNTRIES}
