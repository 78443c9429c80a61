"""Register, then confirm the address by the link that was mailed."""

from typing import Any

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, EmailField

from helpcourse.accounts import actions
from helpcourse.accounts.models import TokenPurpose
from helpcourse.accounts.passwords import hash_password
from helpcourse.accounts.queries import find_token_owner
from helpcourse.accounts.rules import REGISTER_BY_ADDRESS, REGISTER_BY_EMAIL
from helpcourse.db import begin_write
from helpcourse.web.access import find_current
from helpcourse.web.auth.blueprint import blueprint, keep_onward, kept_onward, let_in, onward
from helpcourse.web.extensions import calendar, db, now, settings
from helpcourse.web.forms import Form
from helpcourse.web.i18n import current_language, lazy_gettext
from helpcourse.web.i18n import gettext as _
from helpcourse.web.limits import count_try
from helpcourse.web.person_forms import (
    EmailForm,
    EmailRule,
    PersonForm,
    check_new_password,
    new_password_field,
    required,
    tidy,
    typed,
)

MAILED_KEY = "mailed_to"  # of the session cookie: the address that was typed, shown on the next page


class RegisterForm(PersonForm):
    email = EmailField(
        lazy_gettext("E-mail"), [required(lazy_gettext("Enter your e-mail address.")), EmailRule()], filters=[tidy]
    )
    password = new_password_field()
    consent = BooleanField(
        lazy_gettext("I agree to the collection and processing of my personal data"),
        [required(lazy_gettext("Without your consent we may not keep your data: tick the box to register."))],
    )

    def validate_password(self, field: Any) -> None:
        check_new_password(typed(field), [typed(self.email), typed(self.surname), typed(self.given_name)])

    def new_person(self) -> actions.NewPerson:
        return actions.NewPerson(
            email=typed(self.email),
            password_hash=hash_password(typed(self.password)),
            profile=self.profile(),
            consent_version=settings().consent_version,
            consent_language=current_language(),
        )


@blueprint.route("/register", methods=["GET", "POST"])
def register() -> ResponseReturnValue:
    """The answer is the same whether the address is known or not; the mail tells its owner."""
    if find_current():
        return onward()
    form = RegisterForm(language=current_language())
    form.offer_institutions(db.session, current_language(), today=calendar().today(now()))
    if not form.validate_on_submit():
        return render_template("auth/register.html", form=form), 422 if form.is_submitted() else 200
    count_try(REGISTER_BY_EMAIL, REGISTER_BY_ADDRESS, typed(form.email))
    new = form.new_person()
    begin_write(db.session)
    actions.register(db.session, new, now=now())
    db.session.commit()
    session[MAILED_KEY] = new.email
    keep_onward()
    return redirect(url_for("auth.check_mail"), 303)


@blueprint.get("/register/sent")
def check_mail() -> ResponseReturnValue:
    return render_template("auth/check_mail.html", form=EmailForm(email=session.get(MAILED_KEY, "")))


@blueprint.post("/register/sent")
def confirm_again() -> ResponseReturnValue:
    """Send the confirmation again; the same answer for every address."""
    form = EmailForm()
    if not form.validate_on_submit():
        return render_template("auth/check_mail.html", form=form), 422
    count_try(REGISTER_BY_EMAIL, REGISTER_BY_ADDRESS, typed(form.email))
    begin_write(db.session)
    actions.send_confirmation(db.session, typed(form.email), now=now())
    db.session.commit()
    session[MAILED_KEY] = typed(form.email)
    flash(_("If this address waits to be confirmed, a new letter is on its way. Earlier links no longer work."), "info")
    return redirect(url_for("auth.check_mail"), 303)


@blueprint.get("/confirm/<token>")
def confirm(token: str) -> ResponseReturnValue:
    """A button, since programs that look through mails open every link."""
    owner = find_token_owner(db.session, token, TokenPurpose.CONFIRM, now=now())
    if owner is None:
        return _dead_link()
    return render_template("auth/confirm.html", owner=owner, form=Form())


@blueprint.post("/confirm/<token>")
def use_confirmation(token: str) -> ResponseReturnValue:
    begin_write(db.session)
    person_id = actions.confirm_email(db.session, token, now=now())
    login = actions.log_in(db.session, person_id, now=now()) if person_id else None
    db.session.commit()
    if login is None:
        return _dead_link()
    target = kept_onward()
    let_in(login)
    flash(_("Your e-mail address is confirmed, you are logged in. Welcome!"), "success")
    return onward(target)


def _dead_link() -> ResponseReturnValue:
    if find_current():
        return onward()
    return render_template("auth/dead_confirmation.html", form=EmailForm()), 410
