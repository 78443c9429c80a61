"""The link that was mailed to a new address."""

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from helpcourse.accounts import actions
from helpcourse.accounts.queries import find_new_email
from helpcourse.accounts.rules import token_hash
from helpcourse.db import begin_write
from helpcourse.web.access import LOGIN_KEY
from helpcourse.web.auth.blueprint import blueprint
from helpcourse.web.extensions import db, now
from helpcourse.web.forms import Form
from helpcourse.web.i18n import gettext as _


@blueprint.get("/new-email/<token>")
def new_email(token: str) -> ResponseReturnValue:
    """A button, since programs that look through mails open every link."""
    new = find_new_email(db.session, token, now=now())
    if new is None:
        return render_template("auth/dead_new_email.html"), 410
    return render_template("auth/new_email.html", new=new, form=Form())


@blueprint.post("/new-email/<token>")
def confirm_new_email(token: str) -> ResponseReturnValue:
    """Whoever is logged in on this device stays so."""
    begin_write(db.session)
    is_changed = actions.confirm_new_email(db.session, token, keep=token_hash(session.get(LOGIN_KEY, "")), now=now())
    db.session.commit()
    if not is_changed:
        return render_template("auth/dead_new_email.html"), 410
    flash(_("Your e-mail address is changed. Log in with the new one from now on."), "success")
    return redirect(url_for("account.profile"), 303)
