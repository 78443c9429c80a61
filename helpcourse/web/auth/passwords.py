"""A forgotten password: a link by mail, then a new one."""

from typing import Any

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from helpcourse.accounts import actions
from helpcourse.accounts.models import TokenPurpose
from helpcourse.accounts.passwords import hash_password
from helpcourse.accounts.queries import find_token_owner
from helpcourse.accounts.rules import RESET_BY_ADDRESS, RESET_BY_EMAIL
from helpcourse.db import begin_write
from helpcourse.web.auth.blueprint import blueprint
from helpcourse.web.extensions import db, now
from helpcourse.web.forms import Form
from helpcourse.web.i18n import gettext as _
from helpcourse.web.limits import count_try
from helpcourse.web.person_forms import EmailForm, check_new_password, new_password_field, typed


class NewPasswordForm(Form):
    password = new_password_field()

    def __init__(self, about: list[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.about = about

    def validate_password(self, field: Any) -> None:
        check_new_password(typed(field), self.about)


@blueprint.route("/password", methods=["GET", "POST"])
def forgot() -> ResponseReturnValue:
    """The answer is the same whether anybody has this address or not."""
    form = EmailForm()
    if not form.validate_on_submit():
        return render_template("auth/forgot.html", form=form), 422 if form.is_submitted() else 200
    count_try(RESET_BY_EMAIL, RESET_BY_ADDRESS, typed(form.email))
    begin_write(db.session)
    actions.request_reset(db.session, typed(form.email), now=now())
    db.session.commit()
    return redirect(url_for("auth.reset_sent"), 303)


@blueprint.get("/password/sent")
def reset_sent() -> str:
    return render_template("auth/reset_sent.html")


@blueprint.route("/password/<token>", methods=["GET", "POST"])
def new_password(token: str) -> ResponseReturnValue:
    owner = find_token_owner(db.session, token, TokenPurpose.RESET, now=now())
    if owner is None:
        return render_template("auth/dead_reset.html"), 410
    form = NewPasswordForm(owner.about)
    if not form.validate_on_submit():
        return render_template("auth/new_password.html", form=form, owner=owner), 422 if form.is_submitted() else 200
    password_hash = hash_password(typed(form.password))
    begin_write(db.session)
    person_id = actions.reset_password(db.session, token, password_hash, now=now())
    db.session.commit()
    if person_id is None:  # used meanwhile, by the same form sent twice
        return render_template("auth/dead_reset.html"), 410
    session.clear()
    flash(_("Your new password is set. All earlier log-ins have ended: log in with the new password."), "success")
    return redirect(url_for("auth.log_in"), 303)
