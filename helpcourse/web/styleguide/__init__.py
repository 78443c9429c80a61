"""The style guide: every component in all its states, on one page; there only where the site is being worked on.

`FLASK_DEBUG=1 make demo` has it at /kk/styleguide; every page of it can be looked at in each language.
"""

from flask import Blueprint, Flask, Response, abort, render_template
from flask.typing import ResponseReturnValue

from helpcourse.web.access import admit_anyone
from helpcourse.web.charts import curves, draw_funnel, histogram, segments, steps
from helpcourse.web.extensions import now
from helpcourse.web.i18n import current_language
from helpcourse.web.maintenance import POLICY, maintenance_page
from helpcourse.web.styleguide.forms import sample_form
from helpcourse.web.styleguide.samples import Samples
from helpcourse.web.styleguide.wording import guide_words
from helpcourse.web.wording import COUNTRIES

blueprint = Blueprint("styleguide", __name__, url_prefix="/<language:lang>/styleguide")
admit_anyone(blueprint)


def set_up(app: Flask) -> None:
    app.register_blueprint(blueprint)


@blueprint.get("")
def guide() -> str:
    return render_template(
        "styleguide/guide.html",
        words=guide_words(),
        samples=Samples(current_language(), now()),
        form=sample_form("sample-"),
        second=sample_form("second-"),
        now=now(),
        country_names=COUNTRIES,
        funnel=draw_funnel((90, 60, 58, 51, 44, 40, 36, 31)),
        columns=histogram({0.15: 1, 0.35: 3, 0.55: 8, 0.75: 13, 0.95: 6}),
        curves=curves([("A", True, (0.3, 0.6, 0.9)), ("B", False, (0.5, 0.3, 0.1)), ("C", False, (0.2, 0.1, 0))]),
        segments=segments((0.05, 0.1, 0.2, 0.4, 0.25)),
        steps=steps((1, 0.8, 0.45, 0.2, 0)),
    )


@blueprint.get("/errors/<int:status>")
def error(status: int) -> ResponseReturnValue:
    """The page of this error, as it comes when something goes wrong."""
    abort(status)


@blueprint.get("/maintenance")
def maintenance() -> Response:
    """What stands in for the site while it is being renewed."""
    response = Response(maintenance_page(), mimetype="text/html")
    response.headers["Content-Security-Policy"] = POLICY
    return response
