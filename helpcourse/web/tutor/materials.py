"""Materials of a group as who leads it makes them: words and files, added, changed, removed."""

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length

from helpcourse.db import begin_write
from helpcourse.files.uploads import ENDINGS
from helpcourse.interop.people_markdown import is_readable
from helpcourse.tutoring.group import materials as kept
from helpcourse.tutoring.group.materials import MOST_FILES, Material, get_material
from helpcourse.tutoring.group.rules import LONGEST_TEXT
from helpcourse.tutoring.queries import CohortRow, get_cohort
from helpcourse.web.access import me
from helpcourse.web.case_view import received_file
from helpcourse.web.extensions import db, materials_store, now
from helpcourse.web.forms import OnceForm, id_of, key_of
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import lazy_gettext
from helpcourse.web.person_forms import tidy
from helpcourse.web.sent import seen
from helpcourse.web.tutor.blueprint import blueprint, sight

_MATERIALS = "/cohorts/<uuid:cohort_id>/materials"
_MATERIAL = f"{_MATERIALS}/<uuid:material_id>"


class MaterialForm(OnceForm):
    title = StringField(
        lazy_gettext("Title"), [DataRequired(lazy_gettext("Enter a title.")), Length(max=200)], filters=[tidy]
    )
    text = TextAreaField(lazy_gettext("Text"), [Length(max=LONGEST_TEXT)])
    seen = HiddenField(default="0")  # the revision that the page had shown

    def validate_text(self, field: TextAreaField) -> None:
        if not is_readable(str(field.data or "")):
            raise ValidationError(_("The text cannot be laid out: it has too many brackets, or lists too deep."))

    @property
    def words(self) -> str:
        return str(self.text.data or "").replace("\r\n", "\n").strip()


@blueprint.route(f"{_MATERIALS}/new", methods=["GET", "POST"])
def material_add(cohort_id: uuid.UUID) -> ResponseReturnValue:
    row, form = get_cohort(db.session, sight(), cohort_id), MaterialForm()
    if not form.validate_on_submit():
        return render_template("tutor/material_add.html", cohort=row, form=form), 422 if form.is_submitted() else 200
    id_, title, words, by_id = key_of(form), str(form.title.data), form.words, me().id
    begin_write(db.session)
    kept.add(db.session, cohort_id, id_, title, words, by_id=by_id, now=now())
    db.session.commit()
    flash(_("Added. Now you can put files to it."), "success")
    return redirect(url_for("tutor.material", cohort_id=cohort_id, material_id=id_), 303)


@blueprint.route(_MATERIAL, methods=["GET", "POST"])
def material(cohort_id: uuid.UUID, material_id: uuid.UUID) -> ResponseReturnValue:
    row, found = _found(cohort_id, material_id)
    form = _form(found)
    if not form.validate_on_submit():
        return _page(row, found, form), 422 if form.is_submitted() else 200
    upload, fault = received_file(materials_store()) if request.files.get("file") else (None, "")
    if fault:
        return _page(row, found, form, file_error=fault), 422
    title, words, revision = str(form.title.data), form.words, seen()
    begin_write(db.session)
    kept.change(db.session, cohort_id, material_id, title, words, seen=revision, now=now())
    if upload:
        kept.add_file(db.session, cohort_id, material_id, upload, now=now())
    db.session.commit()
    if upload:
        flash(_("The file is added: %(name)s", name=upload.name), "success")
        return redirect(url_for("tutor.material", cohort_id=cohort_id, material_id=material_id), 303)
    flash(_("The material is saved."), "success")
    return redirect(url_for("group.materials", cohort_id=cohort_id), 303)


@blueprint.post(f"{_MATERIAL}/files/remove")
def material_file_remove(cohort_id: uuid.UUID, material_id: uuid.UUID) -> ResponseReturnValue:
    _found(cohort_id, material_id)
    file_id = id_of(request.form.get("file"))
    begin_write(db.session)
    kept.remove_file(db.session, cohort_id, material_id, file_id, now=now())
    db.session.commit()
    flash(_("The file is removed."), "success")
    return redirect(url_for("tutor.material", cohort_id=cohort_id, material_id=material_id, _anchor="files"), 303)


@blueprint.route(f"{_MATERIAL}/remove", methods=["GET", "POST"])
def material_remove(cohort_id: uuid.UUID, material_id: uuid.UUID) -> ResponseReturnValue:
    row, found = _found(cohort_id, material_id)
    if request.method == "GET":
        return render_template("tutor/material_remove.html", cohort=row, material=found)
    begin_write(db.session)
    kept.remove(db.session, cohort_id, material_id, now=now())
    db.session.commit()
    flash(_("The material is removed from the group's page."), "success")
    return redirect(url_for("group.materials", cohort_id=cohort_id), 303)


def _found(cohort_id: uuid.UUID, material_id: uuid.UUID) -> tuple[CohortRow, Material]:
    row = get_cohort(db.session, sight(), cohort_id)
    return row, get_material(db.session, cohort_id, material_id)


def _form(found: Material) -> MaterialForm:
    return MaterialForm(data={"title": found.title, "text": found.text, "seen": str(found.revision)})


def _page(row: CohortRow, found: Material, form: MaterialForm, *, file_error: str = "") -> str:
    return render_template(
        "tutor/material.html",
        cohort=row,
        material=found,
        form=form,
        file_error=file_error,
        endings=",".join(ENDINGS),
        most_files=MOST_FILES,
    )
