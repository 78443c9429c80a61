"""Signed files from outside: put beside a paper, and taken away."""

import uuid

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.file import FileField, FileRequired
from wtforms import StringField, ValidationError
from wtforms.validators import DataRequired, Length

from helpcourse.certification.beside.actions import add, remove
from helpcourse.certification.beside.rules import ENDINGS, LARGEST_BYTES, fault_of
from helpcourse.certification.queries import get_paper
from helpcourse.db import begin_write
from helpcourse.web import paper_wording
from helpcourse.web.access import me
from helpcourse.web.admin.blueprint import blueprint, reach
from helpcourse.web.extensions import db, now, today
from helpcourse.web.forms import OnceForm, key_of
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import lazy_gettext
from helpcourse.web.person_forms import tidy, typed

_LONGEST_NAME = 120


class SignedForm(OnceForm):
    file = FileField(lazy_gettext("Signed file"), [FileRequired(lazy_gettext("Choose a file."))])
    signed_by = StringField(
        lazy_gettext("Who has signed it"),
        [DataRequired(lazy_gettext("Say who has signed it.")), Length(max=200)],
        filters=[tidy],
    )

    def validate_file(self, field: FileField) -> None:
        field.data.stream.seek(0)
        self.content = field.data.stream.read(LARGEST_BYTES + 1)
        if fault := fault_of(field.data.filename, self.content):
            raise ValidationError(str(paper_wording.SIGNED_FAULTS[fault]))


@blueprint.route("/certificates/<uuid:certificate_id>/files/new", methods=["GET", "POST"])
def certificate_file_add(certificate_id: uuid.UUID) -> ResponseReturnValue:
    """The paper itself stays as it was issued."""
    paper = get_paper(db.session, certificate_id, countries=reach(), today=today())
    form = SignedForm()
    if not form.validate_on_submit():
        page = render_template("admin/signed_file.html", form=form, paper=paper, endings=",".join(ENDINGS))
        return page, 422 if form.errors else 200
    name, by_id = str(form.file.data.filename)[-_LONGEST_NAME:], me().id
    begin_write(db.session)
    signed_by = typed(form.signed_by)
    add(
        db.session,
        key_of(form),
        certificate_id,
        name,
        form.content,
        signed_by=signed_by,
        by_id=by_id,
        now=now(),
    )
    db.session.commit()
    flash(_("The file stands beside the paper now; everybody who verifies it sees it."), "success")
    return redirect(url_for("admin.certificate", certificate_id=certificate_id), 303)


@blueprint.post("/certificates/<uuid:certificate_id>/files/<uuid:signed_id>/remove")
def certificate_file_remove(certificate_id: uuid.UUID, signed_id: uuid.UUID) -> ResponseReturnValue:
    get_paper(db.session, certificate_id, countries=reach(), today=today())
    by_id = me().id
    begin_write(db.session)
    remove(db.session, certificate_id, signed_id, by_id=by_id, now=now())
    db.session.commit()
    flash(_("The file is shown no more."), "success")
    return redirect(url_for("admin.certificate", certificate_id=certificate_id), 303)
