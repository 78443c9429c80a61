"""Pages: public."""

from flask import Blueprint

from helpcourse.web.access import admit_anyone

blueprint = Blueprint("public", __name__, url_prefix="/<language:lang>")
admit_anyone(blueprint)
