"""Pages: auth."""

from flask import Blueprint

from helpcourse.web.access import admit_anyone

blueprint = Blueprint("auth", __name__, url_prefix="/<language:lang>")
admit_anyone(blueprint)
