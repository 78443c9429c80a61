"""Cohorts: the list, one cohort, make, edit, close, move to the current edition."""

import uuid
from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField, StringField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length

from helpcourse.accounts.models import Country
from helpcourse.accounts.queries import institution_name, institutions
from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.db import begin_write
from helpcourse.errors import ConflictError, NotFoundError
from helpcourse.tutoring import actions
from helpcourse.tutoring.queries import CohortRow, former_learners, get_cohort, learners_of, tutors_of
from helpcourse.tutoring.queries import cohorts as seen_cohorts
from helpcourse.web import level_wording, wording
from helpcourse.web.access import me
from helpcourse.web.admin.blueprint import Question, ask, blueprint, countries, reach, sight
from helpcourse.web.cohort_list import cohort_list
from helpcourse.web.extensions import calendar, db, now, shelf
from helpcourse.web.forms import DayField, OnceForm, SelectChoice
from helpcourse.web.i18n import current_language, lazy_gettext
from helpcourse.web.i18n import gettext as _
from helpcourse.web.outline import title_of
from helpcourse.web.person_forms import tidy
from helpcourse.web.tables.asked import asked_table
from helpcourse.web.tables.kinds import ALL_COHORTS


class CohortForm(OnceForm):
    name = StringField(
        lazy_gettext("Name of the cohort"),
        [DataRequired(lazy_gettext("Enter a name.")), Length(max=200)],
        filters=[tidy],
    )
    course = SelectField(lazy_gettext("Course"), [InputRequired()])
    country = SelectField(lazy_gettext("Country"), [InputRequired()])
    institution = SelectField(lazy_gettext("Partner institution"))
    test_language = SelectField(lazy_gettext("Language of the tests"))
    starts_on = DayField(lazy_gettext("First day"), [InputRequired(lazy_gettext("Enter the first day."))])
    ends_on = DayField(lazy_gettext("Last day"), [InputRequired(lazy_gettext("Enter the last day."))])

    def validate_ends_on(self, field: Any) -> None:
        if self.starts_on.data and field.data and field.data < self.starts_on.data:
            raise ValidationError(_("The last day comes before the first."))

    def validate_test_language(self, field: Any) -> None:
        if field.data and field.data not in self._edition_chosen().course.languages:
            raise ValidationError(_("The course is not in this language."))

    def offer(self, cohort: CohortRow | None = None) -> "CohortForm":
        """Fill the lists; the course of a cohort that is there already cannot be changed."""
        also = cohort.institution_id if cohort else None
        listed = institutions(db.session, current_language(), today=today(), also=also)
        within = reach()
        self._cohort = cohort
        self.test_language.choices = [
            SelectChoice("", _("Each learner chooses")),
            *(SelectChoice(code, str(name)) for code, name in wording.LANGUAGES.items()),
        ]
        if cohort:
            del self.course
        else:
            editions = shelf().courses(db.session)
            self.course.choices = [SelectChoice(edition.course.id, title_of(edition)) for edition in editions]
        self.country.choices = [SelectChoice(code.value, wording.COUNTRIES[code]) for code in countries()]
        self.institution.choices = [
            SelectChoice("", _("None")),
            *(
                SelectChoice(str(one.id), one.name, optgroup=str(wording.COUNTRIES[one.country]))
                for one in listed
                if within is None or one.country in within
            ),
        ]
        return self

    def _edition_chosen(self) -> ServedEdition:
        if self._cohort:
            return edition_of(self._cohort)
        return shelf().current(db.session, str(self.course.data))

    def details(self) -> actions.CohortDetails:
        """What was filled in; call it on a valid form."""
        return actions.CohortDetails(
            name=str(self.name.data),
            country=Country(self.country.data),
            institution_id=int(self.institution.data) if self.institution.data else None,
            starts_on=_day(self.starts_on),
            ends_on=_day(self.ends_on),
            test_language=self.test_language.data or None,
        )


@blueprint.get("/cohorts")
def cohorts() -> ResponseReturnValue:
    rows, table = seen_cohorts(db.session, sight()), asked_table(ALL_COHORTS, "")
    if table.opens_with:
        return redirect(table.opens_with, 302)
    titles = course_titles(rows)
    found = cohort_list(rows, titles, table)
    return render_template("admin/cohorts.html", cohorts=found, titles=titles, table=table, countries=countries())


@blueprint.route("/cohorts/new", methods=["GET", "POST"])
def cohort_new() -> ResponseReturnValue:
    form = CohortForm().offer()
    if not form.validate_on_submit():
        return render_template("admin/cohort_form.html", form=form, cohort=None), 422 if form.errors else 200
    key = _key(form.request_key.data)
    edition = shelf().current(db.session, form.course.data)
    by_id = me().id
    begin_write(db.session)
    actions.make(db.session, key, edition.course.id, edition.id, form.details(), by_id=by_id, now=now())
    db.session.commit()
    flash(_("The cohort is made. Now add its tutors and learners."), "success")
    return redirect(url_for("admin.cohort", cohort_id=key), 303)


@blueprint.get("/cohorts/<uuid:cohort_id>")
def cohort(cohort_id: uuid.UUID) -> str:
    """Who tutors, who learns, and what can be done."""
    row = get_cohort(db.session, sight(), cohort_id)
    edition = edition_of(row)
    return render_template(
        "admin/cohort.html",
        cohort=row,
        level_words=level_wording.LEVELS,
        edition=edition,
        current=current_edition(row),
        course_title=title_of(edition),
        institution=institution_name(db.session, row.institution_id, current_language(), on=today()),
        tutors=tutors_of(db.session, cohort_id),
        learners=learners_of(db.session, cohort_id, edition.course, now=now()),
        former=former_learners(db.session, cohort_id, edition.course, now=now()),
        countries=wording.COUNTRIES,
    )


@blueprint.route("/cohorts/<uuid:cohort_id>/edit", methods=["GET", "POST"])
def cohort_edit(cohort_id: uuid.UUID) -> ResponseReturnValue:
    row = get_cohort(db.session, sight(), cohort_id)
    form = CohortForm(data=_filled(row)).offer(row)
    if not form.validate_on_submit():
        return render_template("admin/cohort_form.html", form=form, cohort=row), 422 if form.errors else 200
    begin_write(db.session)
    actions.change(db.session, cohort_id, form.details())
    db.session.commit()
    flash(_("The changes are saved."), "success")
    return redirect(url_for("admin.cohort", cohort_id=cohort_id), 303)


@blueprint.route("/cohorts/<uuid:cohort_id>/close", methods=["GET", "POST"])
def cohort_close(cohort_id: uuid.UUID) -> ResponseReturnValue:
    row = get_cohort(db.session, sight(), cohort_id)
    back = url_for("admin.cohort", cohort_id=cohort_id)
    if request.method == "GET":
        points = [
            _("Nobody can be added to it any more; learners and tutors keep seeing it."),
            _("Certificates can still be issued, and the cohort can be opened again."),
        ]
        return ask(Question(_("Close the cohort?"), points, _("Close the cohort"), back, [row.name]))
    begin_write(db.session)
    actions.close(db.session, cohort_id, now=now())
    db.session.commit()
    flash(_("The cohort is closed."), "success")
    return redirect(back, 303)


@blueprint.post("/cohorts/<uuid:cohort_id>/reopen")
def cohort_reopen(cohort_id: uuid.UUID) -> ResponseReturnValue:
    get_cohort(db.session, sight(), cohort_id)
    begin_write(db.session)
    actions.reopen(db.session, cohort_id)
    db.session.commit()
    flash(_("The cohort is open again."), "success")
    return redirect(url_for("admin.cohort", cohort_id=cohort_id), 303)


@blueprint.route("/cohorts/<uuid:cohort_id>/move", methods=["GET", "POST"])
def cohort_move(cohort_id: uuid.UUID) -> ResponseReturnValue:
    """Let the cohort read the course's current edition."""
    row = get_cohort(db.session, sight(), cohort_id)
    back = url_for("admin.cohort", cohort_id=cohort_id)
    current = current_edition(row)
    if current is None or current.id == row.edition_id:
        flash(_("This edition is the current one already."), "info")
        return redirect(back, 303)
    if request.method == "GET":
        return ask(_question_of_move(row, current, back))
    begin_write(db.session)
    actions.move_to_edition(db.session, cohort_id, current.id)
    db.session.commit()
    flash(_("The cohort now reads edition %(number)s.", number=current.number), "success")
    return redirect(back, 303)


def _question_of_move(row: CohortRow, current: ServedEdition, back: str) -> Question:
    points = [
        _("The cohort reads edition %(old)s now.", old=edition_of(row).number),
        _("From then on all its learners read edition %(new)s.", new=current.number),
        _("Finished lessons, answers and results stay; lessons that are new stand as not finished."),
        _("An attempt at the test that is open ends on the edition on which it was begun."),
    ]
    title = _("Move the cohort to the current edition?")
    return Question(title, points, _("Move the cohort"), back, [row.name], is_danger=False)


def edition_of(row: CohortRow) -> ServedEdition:
    return shelf().edition(db.session, row.edition_id)


def current_edition(row: CohortRow) -> ServedEdition | None:
    """None if the course was withdrawn from the catalogue."""
    try:
        return shelf().current(db.session, row.course_id)
    except NotFoundError:
        return None


def course_titles(rows: list[CohortRow]) -> dict[uuid.UUID, str]:
    """By cohort."""
    return {row.id: title_of(edition_of(row)) for row in rows}


def _day(field: DayField) -> date:
    """What a valid field holds."""
    assert field.data is not None  # noqa: S101 - it is required
    return field.data


def today() -> date:
    return calendar().today(now())


def _key(text: str | None) -> uuid.UUID:
    """The id that the form brought."""
    try:
        return uuid.UUID(text or "")
    except ValueError:
        raise ConflictError("form_used") from None


def _filled(row: CohortRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "course": row.course_id,
        "country": row.country.value,
        "institution": str(row.institution_id or ""),
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "test_language": row.test_language or "",
    }
