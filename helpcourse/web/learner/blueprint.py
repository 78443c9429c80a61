"""The learners' blueprint: for everybody who is logged in."""

from flask import Blueprint

from helpcourse.web.access import admit_only

blueprint = Blueprint("learner", __name__, url_prefix="/<language:lang>")
admit_only(blueprint)
