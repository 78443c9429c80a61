"""Pages: account."""

from flask import Blueprint

from helpcourse.web.access import admit_anyone

blueprint = Blueprint("account", __name__, url_prefix="/<language:lang>")
admit_anyone(blueprint)
