"""The list of institutions: add, rename from a day on, close."""

from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length

from helpcourse.accounts.actions.institutions import (
    Names,
    add_institution,
    close_institution,
    rename_institution,
    reopen_institution,
)
from helpcourse.accounts.models import Country
from helpcourse.accounts.queries.kept_institutions import get_kept_institution, kept_institutions
from helpcourse.certification.templates.queries import templates_used
from helpcourse.db import begin_write
from helpcourse.languages import has_words
from helpcourse.web import wording
from helpcourse.web.admin.blueprint import Question, ask, blueprint, countries, reach
from helpcourse.web.extensions import calendar, db, now
from helpcourse.web.forms import DayField, Form, SelectChoice
from helpcourse.web.i18n import current_language, lazy_gettext
from helpcourse.web.i18n import gettext as _
from helpcourse.web.person_forms import tidy


def _name_field(label: object) -> StringField:
    return StringField(label, [DataRequired(lazy_gettext("Enter the name.")), Length(max=300)], filters=[tidy])  # type: ignore[arg-type]  # lazy words stand in for a str


class InstitutionForm(Form):
    """Names in three languages, and from when on they are used."""

    country = SelectField(lazy_gettext("Country"), [InputRequired()])
    name_kk = _name_field(lazy_gettext("Name in Kazakh"))
    name_ru = _name_field(lazy_gettext("Name in Russian"))
    name_en = _name_field(lazy_gettext("Name in English"))
    since = DayField(lazy_gettext("Called so since"), [InputRequired(lazy_gettext("Enter the day."))])

    def offer(self) -> "InstitutionForm":
        self.country.choices = [SelectChoice(code.value, wording.COUNTRIES[code]) for code in countries()]
        return self

    def names(self) -> Names:
        return Names(str(self.name_kk.data), str(self.name_ru.data), str(self.name_en.data))

    def day(self) -> date:
        return self.since.data or _today()


@blueprint.get("/institutions")
def institutions() -> str:
    text = request.args.get("text", "").strip()
    listed = kept_institutions(db.session, current_language(), countries=reach(), today=_today())
    found = [one for one in listed if has_words(one.all_names, text)]
    return render_template(
        "admin/institutions.html",
        institutions=found,
        total=len(listed),
        text=text,
        today=_today(),
        templates=templates_used(db.session),
    )


@blueprint.route("/institutions/new", methods=["GET", "POST"])
def institution_new() -> ResponseReturnValue:
    form = InstitutionForm(data={"since": _today()}).offer()
    if not form.validate_on_submit():
        return render_template("admin/institution_form.html", form=form), 422 if form.errors else 200
    begin_write(db.session)
    add_institution(db.session, Country(form.country.data), form.names(), since=form.day())
    db.session.commit()
    flash(_("The institution is on the list."), "success")
    return redirect(url_for("admin.institutions"), 303)


@blueprint.route("/institutions/<int:institution_id>/rename", methods=["GET", "POST"])
def institution_rename(institution_id: int) -> ResponseReturnValue:
    kept = get_kept_institution(db.session, institution_id, countries=reach(), today=_today())
    name = kept.name_on(_today())
    form = InstitutionForm(data={"name_kk": name.kk, "name_ru": name.ru, "name_en": name.en, "since": _today()})
    del form.country
    if not form.validate_on_submit():
        page = render_template("admin/institution_form.html", form=form, kept=kept, name=name)
        return page, 422 if form.errors else 200
    begin_write(db.session)
    rename_institution(db.session, institution_id, form.names(), since=form.day())
    db.session.commit()
    flash(_("The new name is kept."), "success")
    return redirect(url_for("admin.institutions"), 303)


@blueprint.route("/institutions/<int:institution_id>/close", methods=["GET", "POST"])
def institution_close(institution_id: int) -> ResponseReturnValue:
    kept = get_kept_institution(db.session, institution_id, countries=reach(), today=_today())
    back = url_for("admin.institutions")
    if request.method == "GET":
        points = [
            _("It is no longer offered at registration and for cohorts."),
            _("People and cohorts that belong to it keep it; reports keep its name."),
        ]
        name = kept.name_on(_today()).in_language(current_language())
        return ask(Question(_("Close the institution?"), points, _("Close the institution"), back, [name]))
    begin_write(db.session)
    close_institution(db.session, institution_id, on=_today())
    db.session.commit()
    flash(_("The institution is closed."), "success")
    return redirect(back, 303)


@blueprint.post("/institutions/<int:institution_id>/reopen")
def institution_reopen(institution_id: int) -> ResponseReturnValue:
    get_kept_institution(db.session, institution_id, countries=reach(), today=_today())
    begin_write(db.session)
    reopen_institution(db.session, institution_id)
    db.session.commit()
    flash(_("The institution is offered again."), "success")
    return redirect(url_for("admin.institutions"), 303)


def _today() -> date:
    return calendar().today(now())
