"""The grade sheet of a cohort, to be printed and signed: the institution's order, results, signatures."""

import uuid
from dataclasses import dataclass

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from helpcourse.accounts.queries import institution_name
from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.db import begin_write
from helpcourse.tutoring.cases.standing import accepted_works
from helpcourse.tutoring.queries import CohortRow, tutors_of
from helpcourse.tutoring.rules import Learner
from helpcourse.tutoring.schedule.attendance import set_order
from helpcourse.tutoring.schedule.queries import order_of
from helpcourse.web.extensions import db, today
from helpcourse.web.i18n import current_language
from helpcourse.web.i18n import gettext as _
from helpcourse.web.outline import title_of
from helpcourse.web.pages import figure
from helpcourse.web.tutor.attendance import OrderForm
from helpcourse.web.tutor.blueprint import blueprint
from helpcourse.web.tutor.cohorts import everybody_of
from helpcourse.web.tutor.schedule import found_cohort


@dataclass(frozen=True, slots=True)
class GradeLine:
    """A learner's results as the sheet has them."""

    name: str  # empty once erased
    lessons: int
    accepted: int  # case studies
    points: str  # of the final test; empty: none yet
    is_passed: bool | None  # None: no result yet


@blueprint.get("/cohorts/<uuid:cohort_id>/grades")
def grade_sheet(cohort_id: uuid.UUID) -> str:
    row, edition = found_cohort(cohort_id)
    order = order_of(db.session, cohort_id)
    return _page(row, edition, OrderForm(data={"number": order.number, "day": order.day}, formdata=None))


@blueprint.post("/cohorts/<uuid:cohort_id>/grades")
def grade_sheet_order(cohort_id: uuid.UUID) -> ResponseReturnValue:
    """Number and date of the order, for all sheets of the cohort."""
    row, edition = found_cohort(cohort_id)
    form = OrderForm()
    if not form.validate_on_submit():
        return _page(row, edition, form), 422
    begin_write(db.session)
    set_order(db.session, cohort_id, str(form.number.data or ""), form.day.data)
    db.session.commit()
    flash(_("The changes are saved."), "success")
    return redirect(url_for("tutor.grade_sheet", cohort_id=cohort_id), 303)


def _page(row: CohortRow, edition: ServedEdition, form: OrderForm) -> str:
    everybody = everybody_of(row.id, edition)
    cases = [(lesson.id, case.id) for lesson in edition.lessons for case in lesson.cases]
    accepted = accepted_works(db.session, row.id, cases) if cases else {}
    lines = [_line(one, accepted.get(one.enrolment_id, 0)) for one in everybody]
    return render_template(
        "tutor/grade_sheet.html",
        cohort=row,
        course=edition.course,
        course_title=title_of(edition),
        institution=institution_name(db.session, row.institution_id, current_language(), on=today()),
        lines=lines,
        lessons=len(edition.lessons),
        cases=len(cases),
        passed=sum(bool(line.is_passed) for line in lines),
        order=order_of(db.session, row.id),
        tutors=tutors_of(db.session, row.id),
        form=form,
    )


def _line(one: Learner, accepted: int) -> GradeLine:
    test = one.test
    has_result = test.out_of > 0
    return GradeLine(
        one.name,
        lessons=len(one.done),
        accepted=accepted,
        points=f"{figure(test.points)} / {figure(test.out_of)}" if has_result else "",
        is_passed=test.is_passed if has_result else None,
    )
