"""For machines: is it alive, is it ready."""

from flask import Blueprint, Response
from sqlalchemy import text

from helpcourse.web.access import admit_anyone
from helpcourse.web.extensions import db

blueprint = Blueprint("machine", __name__)
admit_anyone(blueprint)


@blueprint.get("/healthz")
def healthz() -> Response:
    """The process answers."""
    return Response("ok\n", mimetype="text/plain")


@blueprint.get("/readyz")
def readyz() -> Response:
    """The database answers too."""
    db.session.execute(text("SELECT 1"))
    return Response("ready\n", mimetype="text/plain")
