"""The consent text, and its renewal when a new version is in force."""

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField

from helpcourse.accounts import actions
from helpcourse.accounts.queries import has_consented
from helpcourse.db import begin_write
from helpcourse.web.access import find_current, is_safe_next, me
from helpcourse.web.auth.blueprint import blueprint, onward
from helpcourse.web.extensions import db, now, settings
from helpcourse.web.forms import Form
from helpcourse.web.i18n import current_language, lazy_gettext
from helpcourse.web.person_forms import required

CONSENT_KEY = "consent_due"  # of the session cookie: they were asked at log-in and have not answered yet
_WAITING = {"learner", "tutor", "admin"}  # what they said no to can wait; their own data and erasure cannot


class ConsentForm(Form):
    consent = BooleanField(
        lazy_gettext("I agree to the collection and processing of my personal data"),
        [required(lazy_gettext("Tick the box to go on, or see below what you can do without it."))],
    )


@blueprint.get("/privacy")
def privacy() -> str:
    return render_template("auth/privacy.html", **consent_text())


def consent_text() -> dict[str, str]:
    """What the text of the consent names: which version it is and who keeps the data."""
    return {
        "consent_version": settings().consent_version,
        "keeper": settings().printed("issuer")[current_language()],
        "text_template": f"auth/privacy.{current_language()}.html",
    }


def ask_for_consent() -> ResponseReturnValue:
    """Ask somebody who has just logged in, then go where they were going."""
    session[CONSENT_KEY] = True
    target = request.args.get("next")
    return redirect(url_for("auth.consent", next=target if is_safe_next(target) else None), 303)


@blueprint.route("/consent", methods=["GET", "POST"])
def consent() -> ResponseReturnValue:
    if find_current() is None:
        return redirect(url_for("auth.log_in"), 303)
    form = ConsentForm()
    if not form.validate_on_submit():
        return render_template("auth/consent.html", form=form, **consent_text()), 422 if form.is_submitted() else 200
    version = settings().consent_version
    begin_write(db.session)
    if not has_consented(db.session, me().id, version):
        actions.give_consent(db.session, me().id, version, current_language(), now=now())
    db.session.commit()
    session.pop(CONSENT_KEY, None)
    return onward()


@blueprint.before_app_request
def wait_for_consent() -> ResponseReturnValue | None:
    """Nothing more is kept about a person before they have answered."""
    if request.blueprint in _WAITING and session.get(CONSENT_KEY):
        return redirect(url_for("auth.consent"), 303)
    return None
