"""The closing report of a cohort: drafted from the data, edited, kept in versions, downloaded."""

import uuid
from dataclasses import replace
from typing import Any

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, SelectField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length

from helpcourse.db import begin_write
from helpcourse.errors import ConflictError
from helpcourse.interop.document import Block, Heading, document
from helpcourse.interop.docx import TYPE, About
from helpcourse.interop.people_markdown import is_readable
from helpcourse.reporting.closing_report import report_docx, report_pdf, unprintable
from helpcourse.tutoring.evaluation import reports
from helpcourse.tutoring.evaluation.reports import LONGEST_REPORT, Version, get_version, versions_of
from helpcourse.tutoring.queries import CohortRow, get_cohort
from helpcourse.web import wording
from helpcourse.web.access import me
from helpcourse.web.extensions import db, now, settings
from helpcourse.web.forms import Form, SelectChoice
from helpcourse.web.i18n import current_language, lazy_gettext, speaking
from helpcourse.web.i18n import gettext as _
from helpcourse.web.report_draft import draft, title_of_report
from helpcourse.web.sent import number as sent_number
from helpcourse.web.sent import seen
from helpcourse.web.tutor.blueprint import blueprint, sight


class ReportForm(Form):
    text = TextAreaField(
        lazy_gettext("Text of the report"),
        [DataRequired(lazy_gettext("Write the report.")), Length(max=LONGEST_REPORT)],
        filters=[lambda text: (text or "").replace("\r\n", "\n").strip() + "\n"],
    )
    language = SelectField(lazy_gettext("Language of the report"), [InputRequired()])
    seen = HiddenField(default="0")  # the version that was edited

    def offer(self) -> "ReportForm":
        self.language.choices = [SelectChoice(code, str(name)) for code, name in wording.LANGUAGES.items()]
        return self

    def validate_text(self, field: Any) -> None:
        if not is_readable(field.data):
            raise ValidationError(_("This cannot be laid out: too many open brackets, or lists within lists."))
        if signs := unprintable(field.data):
            raise ValidationError(_("The paper cannot show: %(signs)s. Take them out.", signs=" ".join(signs)))


@blueprint.get("/cohorts/<uuid:cohort_id>/report")
def report(cohort_id: uuid.UUID) -> str:
    """As it stands, with all that it was before."""
    row = get_cohort(db.session, sight(), cohort_id)
    versions = versions_of(db.session, cohort_id)
    return _page(row, versions, versions[0] if versions else None)


@blueprint.get("/cohorts/<uuid:cohort_id>/report/<int:number>")
def report_version(cohort_id: uuid.UUID, number: int) -> str:
    row = get_cohort(db.session, sight(), cohort_id)
    return _page(row, versions_of(db.session, cohort_id), get_version(db.session, cohort_id, number))


def _page(row: CohortRow, versions: list[Version], shown: Version | None) -> str:
    return render_template(
        "tutor/report.html",
        cohort=row,
        versions=versions,
        shown=shown,
        blocks=_below_title(document(shown.text), title_of_report(row)) if shown else [],
        languages=wording.LANGUAGES,
    )


def _below_title(blocks: list[Block], title: str) -> list[Block]:
    """Without the heading that the page has itself; the others stand in rank below that one."""
    first = blocks[0] if blocks else None
    is_same = isinstance(first, Heading) and "".join(run.text for run in first.words) == title
    deeper = 0 if is_same else 1
    return [
        replace(one, level=max(one.level + deeper, 2)) if isinstance(one, Heading) else one
        for one in (blocks[1:] if is_same else blocks)
    ]


@blueprint.post("/cohorts/<uuid:cohort_id>/report/draft")
def report_draft(cohort_id: uuid.UUID) -> ResponseReturnValue:
    """A version made of the data of this moment, in the language of the page."""
    row = get_cohort(db.session, sight(), cohort_id)
    _keep(row, draft(row, sight()), current_language(), sent_number("seen"), is_drafted=True)
    flash(_("The report is drafted from the data. Read it, and write the conclusions."), "success")
    return redirect(url_for("tutor.report", cohort_id=cohort_id), 303)


@blueprint.post("/cohorts/<uuid:cohort_id>/report/<int:number>/again")
def report_again(cohort_id: uuid.UUID, number: int) -> ResponseReturnValue:
    """Back to an earlier version, which becomes the last one."""
    row = get_cohort(db.session, sight(), cohort_id)
    earlier = get_version(db.session, cohort_id, number)
    _keep(row, earlier.text, earlier.language, sent_number("seen"), is_drafted=earlier.is_drafted)
    flash(_("Version %(number)s is the last one again.", number=number), "success")
    return redirect(url_for("tutor.report", cohort_id=cohort_id), 303)


@blueprint.route("/cohorts/<uuid:cohort_id>/report/edit", methods=["GET", "POST"])
def report_edit(cohort_id: uuid.UUID) -> ResponseReturnValue:
    row = get_cohort(db.session, sight(), cohort_id)
    last = next(iter(versions_of(db.session, cohort_id)), None)
    form = ReportForm(data=_filled(last)).offer()
    if not form.validate_on_submit():
        return _edit_page(row, form), 422 if form.errors else 200
    if not _add(row, str(form.text.data), str(form.language.data), seen()):
        form.seen.data = str(versions_of(db.session, cohort_id)[0].number)
        return _edit_page(row, form, is_overtaken=True), 409
    flash(_("The report is saved."), "success")
    return redirect(url_for("tutor.report", cohort_id=cohort_id), 303)


def _filled(last: Version | None) -> dict[str, str]:
    if last is None:
        return {"language": current_language(), "seen": "0"}
    return {"text": last.text, "language": last.language, "seen": str(last.number)}


def _edit_page(row: CohortRow, form: ReportForm, *, is_overtaken: bool = False) -> str:
    return render_template("tutor/report_edit.html", cohort=row, form=form, is_overtaken=is_overtaken)


def _keep(row: CohortRow, text: str, language: str, seen_number: int, *, is_drafted: bool) -> None:
    """Raises ConflictError if somebody else was faster."""
    if not _add(row, text, language, seen_number, is_drafted=is_drafted):
        raise ConflictError("report_changed")


def _add(row: CohortRow, text: str, language: str, seen_number: int, *, is_drafted: bool = False) -> bool:
    by_id = me().id
    begin_write(db.session)
    is_done = reports.keep(
        db.session, row.id, text, language, seen=seen_number, is_drafted=is_drafted, by_id=by_id, now=now()
    )
    db.session.commit()
    return is_done


@blueprint.get("/cohorts/<uuid:cohort_id>/report/<int:number>.<any(pdf, docx):ending>")
def report_file(cohort_id: uuid.UUID, number: int, ending: str) -> Response:
    row = get_cohort(db.session, sight(), cohort_id)
    version = get_version(db.session, cohort_id, number)
    with speaking(version.language):
        title = title_of_report(row)
    author = version.by or settings().printed("issuer")[version.language]
    about = About(title, author, version.language, version.written_at)
    make, mimetype = (report_pdf, "application/pdf") if ending == "pdf" else (report_docx, TYPE)
    response = Response(make(version.text, about), mimetype=mimetype)
    name = f"report-{row.starts_on.isoformat()}-{number}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
