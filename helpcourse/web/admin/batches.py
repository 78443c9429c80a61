"""A batch of papers: how far it is, and undoing it before anybody is told."""

import uuid

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from helpcourse.certification.batches.actions import undo
from helpcourse.certification.batches.queries import Batch, get_batch, lines_of
from helpcourse.certification.batches.rules import BatchState
from helpcourse.db import begin_write
from helpcourse.tutoring.queries import get_cohort
from helpcourse.web import level_wording, paper_wording
from helpcourse.web.access import me
from helpcourse.web.admin.blueprint import Question, ask, blueprint, sight
from helpcourse.web.extensions import calendar, db, now
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import ngettext
from helpcourse.web.paging import page_of

LOOK_AGAIN_S = 3
PER_PAGE = 100


@blueprint.get("/cohorts/<uuid:cohort_id>/certificates/batches/<uuid:batch_id>")
def cohort_batch(cohort_id: uuid.UUID, batch_id: uuid.UUID) -> ResponseReturnValue:
    """The page looks again by itself while papers are being made."""
    row = get_cohort(db.session, sight(), cohort_id)
    batch = get_batch(db.session, cohort_id, batch_id)
    page = render_template(
        "admin/cohort_batch.html",
        cohort=row,
        batch=batch,
        found=page_of(lines_of(db.session, batch_id), request.args.get("page", 1, type=int), per_page=PER_PAGE),
        page_url=url_for("admin.cohort_batch", cohort_id=cohort_id, batch_id=batch_id, page=""),
        may_undo=batch.may_undo(now()),
        tell_at=calendar().moment(batch.tell_at),
        obstacle_words=paper_wording.OBSTACLES,
        words=level_wording,
    )
    response = make_response(page)
    if batch.state is BatchState.WORKING:
        response.headers["Refresh"] = str(LOOK_AGAIN_S)
    return response


@blueprint.route("/cohorts/<uuid:cohort_id>/certificates/batches/<uuid:batch_id>/undo", methods=["GET", "POST"])
def cohort_batch_undo(cohort_id: uuid.UUID, batch_id: uuid.UUID) -> ResponseReturnValue:
    row = get_cohort(db.session, sight(), cohort_id)
    batch = get_batch(db.session, cohort_id, batch_id)
    back = url_for("admin.cohort_batch", cohort_id=cohort_id, batch_id=batch_id)
    if not batch.may_undo(now()):
        return _too_late(back)
    if request.method == "GET":
        return ask(_question(row.name, batch, back))
    by_id = me().id
    begin_write(db.session)
    is_done = undo(db.session, batch_id, by_id=by_id, now=now())
    db.session.commit()
    if not is_done:
        return _too_late(back)
    flash(_("All papers of the batch are taken back; nobody was told of them."), "success")
    return redirect(back, 303)


def _question(cohort: str, batch: Batch, back: str) -> Question:
    points = [
        ngettext(
            "%(num)s paper is taken back; whoever is still waiting in the batch gets none.",
            "%(num)s papers are taken back; whoever is still waiting in the batch gets none.",
            num=batch.counts.issued,
        ),
        _("No learner is written to: nobody was told of these papers yet."),
        _("The numbers stay in the register as taken back; new papers will have new numbers."),
    ]
    return Question(_("Take the batch back?"), points, _("Take it back"), back, [cohort])


def _too_late(back: str) -> ResponseReturnValue:
    flash(_("The batch cannot be taken back any more. Papers can be revoked one by one."), "info")
    return redirect(back, 303)
