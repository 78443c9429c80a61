"""The learners' blueprint: for everybody who is logged in."""

from typing import Any

from flask import Blueprint

from helpcourse.web.access import admit_only
from helpcourse.web.attempt_view import title_of_attempt

blueprint = Blueprint("learner", __name__, url_prefix="/<language:lang>")
admit_only(blueprint)


@blueprint.context_processor
def _known_to_all() -> dict[str, Any]:
    return {"title_of_attempt": title_of_attempt}
