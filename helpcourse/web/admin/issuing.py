"""A cohort's certificates: who may get one and what others lack, a preview, then issued."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from helpcourse.certification import actions
from helpcourse.certification.drafts import preview
from helpcourse.certification.draw import draw
from helpcourse.certification.queries import Candidate, candidates_in
from helpcourse.certification.record import Record
from helpcourse.certification.rules import Obstacle, issuer_of
from helpcourse.db import begin_write
from helpcourse.errors import NotFoundError
from helpcourse.tutoring.queries import get_cohort
from helpcourse.web import paper_wording
from helpcourse.web.access import me
from helpcourse.web.admin.blueprint import blueprint, sight
from helpcourse.web.extensions import calendar, db, now, settings, shelf
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import ngettext


@dataclass(frozen=True, slots=True)
class Previewed:
    candidate: Candidate
    record: Record  # with a code and a number that verify nothing


@blueprint.get("/cohorts/<uuid:cohort_id>/certificates")
def cohort_certificates(cohort_id: uuid.UUID) -> str:
    row = get_cohort(db.session, sight(), cohort_id)
    candidates = candidates_in(db.session, cohort_id)
    return render_template(
        "admin/cohort_certificates.html",
        cohort=row,
        ready=[one for one in candidates if not one.obstacles],
        lacking=[one for one in candidates if one.obstacles and Obstacle.ISSUED not in one.obstacles],
        issued=[one for one in candidates if one.issued_code],
        obstacle_words=paper_wording.OBSTACLES,
    )


@blueprint.post("/cohorts/<uuid:cohort_id>/certificates/preview")
def cohort_certificates_preview(cohort_id: uuid.UUID) -> ResponseReturnValue:
    """The names as they will be printed; nothing is issued yet."""
    row = get_cohort(db.session, sight(), cohort_id)
    ticked = set(request.form.getlist("learner", type=uuid.UUID))
    chosen = [one for one in candidates_in(db.session, cohort_id) if one.enrolment_id in ticked and not one.obstacles]
    if not chosen:
        flash(_("Tick the learners first."), "warning")
        return redirect(url_for("admin.cohort_certificates", cohort_id=cohort_id), 303)
    return render_template("admin/cohort_certificates_preview.html", cohort=row, previews=_previews(chosen))


@blueprint.get("/cohorts/<uuid:cohort_id>/certificates/<uuid:enrolment_id>/preview.pdf")
def certificate_preview(cohort_id: uuid.UUID, enrolment_id: uuid.UUID) -> Response:
    """One certificate as it would be printed."""
    get_cohort(db.session, sight(), cohort_id)
    chosen = [one for one in candidates_in(db.session, cohort_id) if one.enrolment_id == enrolment_id and one.name]
    if not chosen:
        raise NotFoundError
    response = Response(draw(_previews(chosen)[0].record), mimetype="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="preview.pdf"'
    return response


@blueprint.post("/cohorts/<uuid:cohort_id>/certificates/issue")
def cohort_certificates_issue(cohort_id: uuid.UUID) -> ResponseReturnValue:
    """Issue to the ticked; sent twice, each has one certificate."""
    row = get_cohort(db.session, sight(), cohort_id)
    ticked = request.form.getlist("learner", type=uuid.UUID)
    by_id, issuer = me().id, issuer_of(settings())
    shelf().edition(db.session, row.edition_id)  # read before the write
    begin_write(db.session)
    issued = actions.issue(db.session, shelf(), cohort_id, ticked, issuer, by_id=by_id, now=now())
    db.session.commit()
    _tell(issued)
    return redirect(url_for("admin.cohort_certificates", cohort_id=cohort_id), 303)


def _tell(issued: actions.Issued) -> None:
    if issued.new:
        text = ngettext("%(num)s certificate is issued.", "%(num)s certificates are issued.", num=len(issued.new))
        flash(text + " " + _("The PDFs are made now; everybody gets a mail when theirs is ready."), "success")
    if issued.skipped:
        text = ngettext(
            "%(num)s learner was skipped: see what is missing below.",
            "%(num)s learners were skipped: see what is missing below.",
            num=len(issued.skipped),
        )
        flash(text, "warning")


def _previews(chosen: Sequence[Candidate]) -> list[Previewed]:
    issuer, today = issuer_of(settings()), calendar().today(now())
    return [
        Previewed(one, preview(one, shelf().edition(db.session, one.edition_id), issuer, today=today)) for one in chosen
    ]
