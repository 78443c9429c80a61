"""The page on which one chooses how the pages look; for visitors too."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, RadioField
from wtforms.validators import InputRequired

from helpcourse.accounts import actions
from helpcourse.accounts.display import CHOICES, Display
from helpcourse.db import begin_write
from helpcourse.web import display
from helpcourse.web.access import find_current, is_safe_next
from helpcourse.web.extensions import db
from helpcourse.web.forms import Form, SelectChoice
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import lazy_gettext
from helpcourse.web.public import blueprint
from helpcourse.web.sent import own_page

WORDS: Mapping[str, Mapping[str, Any]] = {
    "size": {
        "usual": lazy_gettext("Usual"),
        "large": lazy_gettext("Large"),
        "larger": lazy_gettext("Larger"),
        "largest": lazy_gettext("Largest"),
    },
    "width": {
        "usual": lazy_gettext("Medium lines"),
        "narrow": lazy_gettext("Short lines"),
        "wide": lazy_gettext("Long lines"),
    },
    "contrast": {
        "usual": lazy_gettext("Soft: dark on warm paper"),
        "high": lazy_gettext("High: black and white"),
    },
    "typeface": {
        "usual": lazy_gettext("With serifs, as in a book"),
        "sans": lazy_gettext("Without serifs, that of your device"),
        "easy": lazy_gettext("Easy to tell letters apart, for readers with dyslexia"),
    },
    "keys": {
        "on": lazy_gettext("On"),
        "off": lazy_gettext("Off"),
    },
}


def _choice(name: str, label: Any) -> RadioField:
    choices = [SelectChoice(code, WORDS[name][code]) for code in CHOICES[name]]
    return RadioField(label, [InputRequired()], choices=choices)


class DisplayForm(Form):
    size = _choice("size", lazy_gettext("Size of the text"))
    width = _choice("width", lazy_gettext("Length of the lines"))
    contrast = _choice("contrast", lazy_gettext("Contrast"))
    typeface = _choice("typeface", lazy_gettext("Typeface"))
    keys = _choice("keys", lazy_gettext("Single keys as shortcuts"))
    next = HiddenField()

    @property
    def display(self) -> Display:
        return Display(**{name: self[name].data for name in CHOICES})


@blueprint.route("/<language:lang>/display", methods=["GET", "POST"])
def display_settings() -> ResponseReturnValue:
    form = DisplayForm(data=asdict(display.chosen()) | {"next": _came_from()})
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return render_template("public/display.html", form=form, back=_back(form)), status
    if person := find_current():
        begin_write(db.session)
        actions.choose_display(db.session, person.id, form.display)
        db.session.commit()
    flash(_("Saved: how the pages look to you."), "success")
    response = redirect(_back(form) or url_for("public.display_settings"), 303)
    if not person:
        display.keep(response, form.display)
    return response


def _came_from() -> str:
    """The page on which one was; not this one, which has been sent already."""
    page = request.args.get("next") or own_page() or ""
    return "" if page.partition("?")[0] == request.path else page


def _back(form: DisplayForm) -> str:
    target = str(form.next.data or "")
    return target if is_safe_next(target) else ""
