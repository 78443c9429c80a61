"""Slips of paper with which people log in for the first time: printed, cut, handed over; no password is on them."""

import uuid
from dataclasses import dataclass

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from helpcourse.accounts.actions.tokens import make_slip_token
from helpcourse.accounts.rules import SLIP_LASTS
from helpcourse.db import begin_write
from helpcourse.tutoring.rules import Learner
from helpcourse.web.extensions import db, now, settings
from helpcourse.web.i18n import gettext as _
from helpcourse.web.outline import title_of
from helpcourse.web.qr import qr
from helpcourse.web.tutor.blueprint import blueprint
from helpcourse.web.tutor.cohorts import everybody_of, ticked_of
from helpcourse.web.tutor.schedule import found_cohort


@dataclass(frozen=True, slots=True)
class Slip:
    """What one person gets."""

    name: str
    email: str
    address: str  # where to set a password; where to log in, of who has one
    code: Markup  # the same to be photographed
    is_first: bool  # they have no password yet


@blueprint.post("/cohorts/<uuid:cohort_id>/slips")
def slips(cohort_id: uuid.UUID) -> ResponseReturnValue:
    """Of the ticked. Who has used the account before gets the way to the log-in: a link would let others in."""
    row, edition = found_cohort(cohort_id)
    ticked = set(ticked_of(row))
    chosen = [one for one in everybody_of(cohort_id, edition) if one.enrolment_id in ticked and one.name]
    if not chosen:
        flash(_("Tick the learners first."), "warning")
        return redirect(url_for("tutor.cohort", cohort_id=cohort_id), 303)
    begin_write(db.session)
    paths = {one.enrolment_id: _path(one) for one in chosen}
    db.session.commit()
    root = (settings().site_url or request.url_root).rstrip("/")
    codes = {path: qr(root + path) for path in set(paths.values())}
    made = [
        Slip(one.name, one.email, root + path, codes[path], is_first=not one.has_password)
        for one in chosen
        if (path := paths[one.enrolment_id])
    ]
    page = render_template(
        "tutor/slips.html", cohort=row, course_title=title_of(edition), slips=made, good_until=now() + SLIP_LASTS
    )
    return _unkept(page)


def _path(one: Learner) -> str:
    """Where the slip leads."""
    if one.has_password:
        return url_for("auth.log_in")
    return url_for("auth.new_password", token=make_slip_token(db.session, one.person_id, now=now()))


def _unkept(page: str) -> Response:
    """No browser keeps it: its links are for those who get the paper."""
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response
