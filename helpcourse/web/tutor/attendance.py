"""Attendance: the list to tick, the sheet to print and sign, the tables to download."""

import uuid
from dataclasses import dataclass
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import StringField
from wtforms.validators import Length, Optional

from helpcourse.db import begin_write
from helpcourse.errors import NotFoundError
from helpcourse.tutoring.queries import CohortRow, learners_of, tutors_of
from helpcourse.tutoring.schedule import attendance as lists
from helpcourse.tutoring.schedule.queries import entries_of, get_event, order_of
from helpcourse.tutoring.schedule.rules import Entry
from helpcourse.web.access import me
from helpcourse.web.extensions import calendar, db, now
from helpcourse.web.forms import DayField, Form
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import lazy_gettext
from helpcourse.web.outline import title_of
from helpcourse.web.person_forms import tidy
from helpcourse.web.schedule_view import Line, line_of
from helpcourse.web.spreadsheet import Row, Table, csv_file, xlsx_file
from helpcourse.web.tutor.blueprint import blueprint
from helpcourse.web.tutor.schedule import found_cohort


class OrderForm(Form):
    number = StringField(lazy_gettext("Number of the order"), [Length(max=40)], filters=[tidy])
    day = DayField(lazy_gettext("Date of the order"), [Optional()])


@dataclass(frozen=True, slots=True)
class Listed:
    """An event with its list."""

    cohort: CohortRow
    line: Line
    course_title: str
    rows: list[lists.Row]

    @property
    def entry(self) -> Entry:
        return self.line.entry


@blueprint.get("/cohorts/<uuid:cohort_id>/schedule/<uuid:entry_id>/attendance")
def attendance(cohort_id: uuid.UUID, entry_id: uuid.UUID) -> str:
    found = _found(cohort_id, entry_id)
    return render_template("tutor/attendance.html", found=found, has_begun=found.line.at <= now())


@blueprint.post("/cohorts/<uuid:cohort_id>/schedule/<uuid:entry_id>/attendance")
def attendance_mark(cohort_id: uuid.UUID, entry_id: uuid.UUID) -> ResponseReturnValue:
    """Keep the ticks that were changed since the page was shown; another tutor's stay."""
    found_cohort(cohort_id)
    shown, was, there = _ids("shown"), _ids("was"), _ids("there")
    ticks = {id_: id_ in there for id_ in shown if (id_ in there) is not (id_ in was)}
    by_id = me().id
    begin_write(db.session)
    lists.mark(db.session, cohort_id, entry_id, ticks, by_id=by_id, now=now())
    db.session.commit()
    flash(_("Attendance is saved."), "success")
    return redirect(url_for("tutor.attendance", cohort_id=cohort_id, entry_id=entry_id), 303)


@blueprint.get("/cohorts/<uuid:cohort_id>/schedule/<uuid:entry_id>/sheet")
def attendance_sheet(cohort_id: uuid.UUID, entry_id: uuid.UUID) -> str:
    """To be printed, and signed by those who come."""
    found = _found(cohort_id, entry_id)
    order = order_of(db.session, cohort_id)
    return render_template(
        "tutor/attendance_sheet.html",
        found=found,
        rows=[row for row in found.rows if not row.has_left],
        order=order,
        tutors=tutors_of(db.session, cohort_id),
        form=OrderForm(data={"number": order.number, "day": order.day}, formdata=None),
    )


@blueprint.post("/cohorts/<uuid:cohort_id>/schedule/<uuid:entry_id>/sheet")
def attendance_order(cohort_id: uuid.UUID, entry_id: uuid.UUID) -> ResponseReturnValue:
    """Number and date of the order, for all sheets of the cohort."""
    found = _found(cohort_id, entry_id)
    form = OrderForm()
    if not form.validate_on_submit():
        rows = [row for row in found.rows if not row.has_left]
        order, tutors = order_of(db.session, cohort_id), tutors_of(db.session, cohort_id)
        page = render_template(
            "tutor/attendance_sheet.html", found=found, rows=rows, order=order, tutors=tutors, form=form
        )
        return page, 422
    begin_write(db.session)
    lists.set_order(db.session, cohort_id, str(form.number.data or ""), form.day.data)
    db.session.commit()
    flash(_("The changes are saved."), "success")
    return redirect(url_for("tutor.attendance_sheet", cohort_id=cohort_id, entry_id=entry_id), 303)


@blueprint.get("/cohorts/<uuid:cohort_id>/attendance.csv")
def attendance_table(cohort_id: uuid.UUID) -> Response:
    return csv_file(_file_name(), _table(cohort_id))


@blueprint.get("/cohorts/<uuid:cohort_id>/attendance.xlsx")
def attendance_workbook(cohort_id: uuid.UUID) -> Response:
    return xlsx_file(_file_name(), [Table(_("Attendance"), _table(cohort_id))])


def _table(cohort_id: uuid.UUID) -> list[Row]:
    """All members by all events that have begun."""
    _row, edition = found_cohort(cohort_id)
    events = [
        entry
        for entry in entries_of(db.session, cohort_id)
        if entry.is_event and not entry.cancelled_at and entry.at <= now()
    ]
    there = lists.attended(db.session, [entry.id for entry in events])
    learners = learners_of(db.session, cohort_id, edition.course, now=now())
    head = [_("Learner"), *(_head(entry) for entry in events), _("Attended"), _("Of")]
    rows: list[Row] = [head]
    for one in learners:
        marks = [one.enrolment_id in there[entry.id] for entry in events]
        rows.append([one.name or _("Erased person"), *("+" if mark else "" for mark in marks), sum(marks), len(marks)])
    return rows


def _file_name() -> str:
    return f"attendance-{calendar().today(now()).isoformat()}"


def _head(entry: Entry) -> str:
    return f"{entry.time.at:%d.%m.%Y} {entry.title}"


def _found(cohort_id: uuid.UUID, entry_id: uuid.UUID) -> Listed:
    row, edition = found_cohort(cohort_id)
    entry = get_event(db.session, cohort_id, entry_id)
    if entry.cancelled_at:
        raise NotFoundError
    return Listed(
        row, line_of(entry, edition.course), title_of(edition), lists.list_of(db.session, cohort_id, entry_id)
    )


def _ids(name: str) -> set[uuid.UUID]:
    """What a form sent under this name, as far as it is ids."""
    return {id_ for text in request.form.getlist(name) if (id_ := _id(text))}


def _id(text: Any) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
