"""What a phone needs to keep lessons: the worker between pages and the line, the manifest, a page for no line."""

from flask import Blueprint, Response, jsonify, render_template, url_for

from helpcourse.web.access import admit_anyone
from helpcourse.web.extensions import static_files
from helpcourse.web.i18n import current_language
from helpcourse.web.i18n import gettext as _

blueprint = Blueprint("offline", __name__)
admit_anyone(blueprint)

_ICONS = (
    ("icon.svg", "any", "image/svg+xml", "any"),
    ("icon-192.png", "192x192", "image/png", "any"),
    ("icon-512.png", "512x512", "image/png", "any"),
    ("icon-whole.png", "512x512", "image/png", "maskable"),
)


@blueprint.get("/worker.js")
def worker() -> Response:
    """At the root, so that it may serve every page; it changes whenever one of its parts does."""
    return Response(render_template("offline/worker.js"), mimetype="text/javascript")


@blueprint.get("/<language:lang>/manifest.webmanifest")
def manifest() -> Response:
    """How the site stands on a phone among other applications."""
    response = jsonify(
        id="/",
        name=_("helpcourse: human-rights courses"),
        short_name="helpcourse",
        lang=current_language(),
        start_url=url_for("learner.my"),
        scope="/",
        display="minimal-ui",
        background_color="#fbf8f1",
        theme_color="#0e4a68",
        icons=[
            {"src": static_files().url(name), "sizes": sizes, "type": type_, "purpose": purpose}
            for name, sizes, type_, purpose in _ICONS
        ],
    )
    response.mimetype = "application/manifest+json"
    return response


@blueprint.get("/<language:lang>/offline")
def page() -> str:
    """What is kept on this device and what waits to be sent; stands in for every page while there is no line."""
    return render_template("offline/page.html")
