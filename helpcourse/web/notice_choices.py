"""How one wants to be told by mail: at once, in one mail a day, or never; on the account's pages."""

from collections.abc import Collection
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField
from wtforms.validators import InputRequired

from helpcourse.db import begin_write
from helpcourse.messages.notices import choices_of, choose
from helpcourse.messages.rules import MOST_AN_HOUR, How, Subject
from helpcourse.web import notice_wording
from helpcourse.web.access import me
from helpcourse.web.account import blueprint
from helpcourse.web.extensions import db
from helpcourse.web.forms import Form, SelectChoice
from helpcourse.web.i18n import gettext as _

_OF_STAFF = {Subject.REVIEWING}


@blueprint.route("/me/notices", methods=["GET", "POST"])
def notices() -> ResponseReturnValue:
    subjects = _subjects()
    form = _form(subjects)
    if not form.validate_on_submit():
        page = render_template("account/notices.html", form=form, most=MOST_AN_HOUR)
        return page, 422 if form.is_submitted() else 200
    choices, person_id = {subject: How(form[subject.value].data) for subject in subjects}, me().id
    begin_write(db.session)
    choose(db.session, person_id, choices)
    db.session.commit()
    flash(_("Saved: how we write to you."), "success")
    return redirect(url_for("account.notices"), 303)


def _subjects() -> list[Subject]:
    """Those that can concern this person."""
    person = me()
    return [subject for subject in Subject if person.is_tutor or person.is_admin or subject not in _OF_STAFF]


def _form(subjects: Collection[Subject]) -> Any:
    """A form with a choice for each subject, as it stands now."""
    options = [SelectChoice(how.value, words) for how, words in notice_wording.HOW.items()]
    fields = {
        subject.value: RadioField(notice_wording.SUBJECTS[subject], [InputRequired()], choices=options)
        for subject in subjects
    }
    form_class = type("NoticesForm", (Form,), fields)
    held = choices_of(db.session, me().id)
    return form_class(data={subject.value: held[subject].value for subject in subjects})
