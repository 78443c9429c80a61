"""The list of keys that do something; the script shows it in place, at the key ?."""

from typing import Any

from flask import render_template

from helpcourse.web.i18n import lazy_gettext
from helpcourse.web.public import blueprint

# As static/keys.js has them.
KEYS: tuple[tuple[str, Any], ...] = (
    ("?", lazy_gettext("This list")),
    ("/", lazy_gettext("To the search")),
    ("C", lazy_gettext("Courses")),
    ("M", lazy_gettext("My learning")),
    ("N", lazy_gettext("In a lesson: the next one")),
    ("P", lazy_gettext("In a lesson: the one before")),
    ("O", lazy_gettext("In a lesson: to the contents of the course")),
    ("L", lazy_gettext("In a lesson: listen, or pause")),
)
EVERYWHERE: tuple[tuple[str, Any], ...] = (
    ("Tab", lazy_gettext("To the next link, field or button")),
    ("Shift + Tab", lazy_gettext("To the one before")),
    ("Enter", lazy_gettext("Follow the link, press the button")),
    ("Space", lazy_gettext("Tick an option")),
    ("↑ ↓", lazy_gettext("Choose among options of which one is right")),
    ("Esc", lazy_gettext("Close what has opened over the page")),
)


@blueprint.get("/<language:lang>/keyboard")
def keyboard() -> str:
    return render_template("public/keyboard.html", keys=KEYS, everywhere=EVERYWHERE)
