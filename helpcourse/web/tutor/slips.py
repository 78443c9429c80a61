"""Slips of paper with which people log in for the first time, each in its person's language; no password is on them."""

import uuid
from dataclasses import dataclass

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from helpcourse.accounts.actions.tokens import make_slip_token
from helpcourse.accounts.rules import SLIP_LASTS
from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.db import begin_write
from helpcourse.tutoring.group.people import people_of
from helpcourse.tutoring.rules import Learner
from helpcourse.web.extensions import db, now, settings
from helpcourse.web.fragments import macros
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import speaking
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


@dataclass(frozen=True, slots=True)
class Printed:
    """A slip in the language of its person."""

    language: str
    html: Markup


@blueprint.post("/cohorts/<uuid:cohort_id>/slips")
def slips(cohort_id: uuid.UUID) -> ResponseReturnValue:
    """Of the ticked. Who has used the account before gets the way to the log-in: a link would let others in."""
    row, edition = found_cohort(cohort_id)
    ticked = set(ticked_of(row))
    chosen = [one for one in everybody_of(cohort_id, edition) if one.enrolment_id in ticked and one.name]
    if not chosen:
        flash(_("Tick the learners first."), "warning")
        return redirect(url_for("tutor.cohort", cohort_id=cohort_id), 303)
    languages = {one.person_id: one.language for one in people_of(db.session, cohort_id)}
    begin_write(db.session)
    paths = {one.enrolment_id: _path(one, languages[one.person_id]) for one in chosen}
    db.session.commit()
    root = (settings().site_url or request.url_root).rstrip("/")
    codes = {path: qr(root + path) for path in set(paths.values())}
    printed = [
        _printed(
            Slip(one.name, one.email, root + path, codes[path], is_first=not one.has_password),
            row.name,
            edition,
            languages[one.person_id],
        )
        for one in chosen
        if (path := paths[one.enrolment_id])
    ]
    return _unkept(render_template("tutor/slips.html", cohort=row, slips=printed))


def _printed(slip: Slip, cohort_name: str, edition: ServedEdition, language: str) -> Printed:
    with speaking(language):
        html = macros("components/slip.html").slip(slip, cohort_name, title_of(edition), now() + SLIP_LASTS)
    return Printed(language, html)


def _path(one: Learner, language: str) -> str:
    """Where the slip leads."""
    if one.has_password:
        return url_for("auth.log_in", lang=language)
    return url_for("auth.new_password", lang=language, token=make_slip_token(db.session, one.person_id, now=now()))


def _unkept(page: str) -> Response:
    """No browser keeps it: its links are for those who get the paper."""
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response
