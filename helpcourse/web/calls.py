"""Calls as everybody sees them: those that are open, and one of them."""

from flask import Blueprint, render_template

from helpcourse.tutoring.calls.queries import find_own, get_public_call, open_calls
from helpcourse.web import call_wording
from helpcourse.web.access import admit_anyone, find_current
from helpcourse.web.call_view import call_view
from helpcourse.web.extensions import db, now

blueprint = Blueprint("calls", __name__)
admit_anyone(blueprint)


@blueprint.get("/<language:lang>/calls", endpoint="open")
def open_ones() -> str:
    return render_template("public/calls.html", calls=[call_view(call) for call in open_calls(db.session, now=now())])


@blueprint.get("/<language:lang>/calls/<call_code>")
def call(call_code: str) -> str:
    found, person = get_public_call(db.session, call_code), find_current()
    return render_template(
        "public/call.html",
        view=call_view(found),
        mine=find_own(db.session, found.id, person.id) if person else None,
        states=call_wording.STATES_FOR_APPLICANT,
        badges=call_wording.BADGES,
    )
