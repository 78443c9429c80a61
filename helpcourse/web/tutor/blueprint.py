"""The tutors' blueprint: who enters, which cohorts they see, and the parts of a cohort's pages."""

import uuid
from typing import Any

from flask import Blueprint, url_for

from helpcourse.accounts.models import Role
from helpcourse.tutoring.queries import Sight
from helpcourse.web import wording
from helpcourse.web.access import admit_only, me
from helpcourse.web.i18n import gettext as _

blueprint = Blueprint("tutor", __name__, url_prefix="/<language:lang>/tutor")
admit_only(blueprint, Role.TUTOR, Role.ADMIN, Role.COORDINATOR)


def sight() -> Sight:
    """Their own cohorts; a coordinator's countries too; an admin sees all."""
    person = me()
    return Sight(person.id, None if Role.ADMIN in person.roles else person.countries)


@blueprint.context_processor
def _known_to_all() -> dict[str, Any]:
    return {"country_names": wording.COUNTRIES, "parts_of_cohort": _parts_of_cohort}


def _parts_of_cohort(cohort_id: uuid.UUID, current: str) -> list[tuple[str, str, bool]]:
    """What a tutor goes to and fro between, as tabs."""
    pages = {
        "tutor.cohort": _("Learners"),
        "tutor.schedule": _("Schedule"),
        "tutor.levels": _("Levels"),
        "tutor.evaluation": _("Evaluation"),
        "tutor.grade_sheet": _("Grade sheet"),
    }
    return [(words, url_for(endpoint, cohort_id=cohort_id), endpoint == current) for endpoint, words in pages.items()]
