"""A cohort's papers: who may get one and what others lack, a preview of three, then a batch for the worker."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from helpcourse.certification.batches.actions import make
from helpcourse.certification.batches.queries import batches_of, is_made
from helpcourse.certification.batches.rules import shown_first
from helpcourse.certification.drafts import preview
from helpcourse.certification.draw import draw, draw_picture
from helpcourse.certification.queries import Candidate, candidates_in, revoked_in
from helpcourse.certification.record import Record
from helpcourse.certification.rules import Obstacle, issuer_of
from helpcourse.certification.templates.queries import find_logo, issuer_in
from helpcourse.db import begin_write
from helpcourse.errors import NotFoundError
from helpcourse.tutoring.queries import get_cohort
from helpcourse.web import level_wording, paper_wording
from helpcourse.web.access import me
from helpcourse.web.admin.blueprint import blueprint, sight
from helpcourse.web.extensions import db, now, settings, shelf, today
from helpcourse.web.forms import OnceForm, key_of
from helpcourse.web.i18n import gettext as _


@dataclass(frozen=True, slots=True)
class Previewed:
    candidate: Candidate
    record: Record  # with a code and a number that verify nothing


@blueprint.get("/cohorts/<uuid:cohort_id>/certificates")
def cohort_certificates(cohort_id: uuid.UUID) -> str:
    row = get_cohort(db.session, sight(), cohort_id)
    candidates = _candidates(cohort_id)
    return render_template(
        "admin/cohort_certificates.html",
        cohort=row,
        ready=[one for one in candidates if not one.obstacles],
        lacking=[one for one in candidates if one.obstacles and Obstacle.ISSUED not in one.obstacles],
        issued=[one for one in candidates if one.issued_code],
        revoked=revoked_in(db.session, cohort_id),
        batches=batches_of(db.session, cohort_id),
        obstacle_words=paper_wording.OBSTACLES,
        words=level_wording,
    )


@blueprint.post("/cohorts/<uuid:cohort_id>/certificates/preview")
def cohort_certificates_preview(cohort_id: uuid.UUID) -> ResponseReturnValue:
    """Three papers, and all names as they will be printed; nothing is issued yet."""
    row = get_cohort(db.session, sight(), cohort_id)
    chosen = _ticked(_candidates(cohort_id))
    if not chosen:
        flash(_("Tick the learners first."), "warning")
        return redirect(url_for("admin.cohort_certificates", cohort_id=cohort_id), 303)
    previews = _previews(cohort_id, chosen)
    first = shown_first([one.kind for one in chosen], [one.name for one in chosen])
    return render_template(
        "admin/cohort_certificates_preview.html",
        cohort=row,
        previews=previews,
        first=[previews[place] for place in first],
        form=OnceForm(),
        words=level_wording,
    )


@blueprint.get("/cohorts/<uuid:cohort_id>/certificates/<uuid:enrolment_id>/preview.pdf")
def certificate_preview(cohort_id: uuid.UUID, enrolment_id: uuid.UUID) -> Response:
    """One paper as it would be printed."""
    record = _draft_of(cohort_id, enrolment_id)
    response = Response(draw(record, logo=find_logo(db.session, record.logo) or b""), mimetype="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="preview.pdf"'
    return response


@blueprint.get("/cohorts/<uuid:cohort_id>/certificates/<uuid:enrolment_id>/preview.png")
def certificate_picture(cohort_id: uuid.UUID, enrolment_id: uuid.UUID) -> Response:
    """The same, to be looked at beside two others."""
    record = _draft_of(cohort_id, enrolment_id)
    response = Response(draw_picture(record, find_logo(db.session, record.logo) or b""), mimetype="image/png")
    response.headers["Cache-Control"] = "private, max-age=60"
    return response


@blueprint.post("/cohorts/<uuid:cohort_id>/certificates/issue")
def cohort_certificates_issue(cohort_id: uuid.UUID) -> ResponseReturnValue:
    """Let the worker issue to the ticked; sent twice, it is one batch."""
    get_cohort(db.session, sight(), cohort_id)
    batch_id, by_id = key_of(OnceForm()), me().id
    chosen = _ticked(_candidates(cohort_id))
    if not chosen and not is_made(db.session, batch_id):
        flash(_("Nobody of the ticked can be issued a paper now: see what is missing below."), "warning")
        return redirect(url_for("admin.cohort_certificates", cohort_id=cohort_id), 303)
    begin_write(db.session)
    make(db.session, batch_id, cohort_id, chosen, by_id=by_id, now=now())
    db.session.commit()
    return redirect(url_for("admin.cohort_batch", cohort_id=cohort_id, batch_id=batch_id), 303)


def _candidates(cohort_id: uuid.UUID) -> list[Candidate]:
    return candidates_in(db.session, shelf(), cohort_id, today=today(), now=now())


def _ticked(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Whoever of them may be issued a paper."""
    ticked = set(request.form.getlist("learner", type=uuid.UUID))
    return [one for one in candidates if one.enrolment_id in ticked and not one.obstacles]


def _draft_of(cohort_id: uuid.UUID, enrolment_id: uuid.UUID) -> Record:
    """Raises NotFoundError, for who was erased too."""
    get_cohort(db.session, sight(), cohort_id)
    chosen = [one for one in _candidates(cohort_id) if one.enrolment_id == enrolment_id and one.name]
    if not chosen:
        raise NotFoundError
    return _previews(cohort_id, chosen)[0].record


def _previews(cohort_id: uuid.UUID, chosen: Sequence[Candidate]) -> list[Previewed]:
    issuer = issuer_in(db.session, cohort_id, issuer_of(settings()))
    return [
        Previewed(one, preview(one, shelf().edition(db.session, one.edition_id), issuer, today=today()))
        for one in chosen
    ]
