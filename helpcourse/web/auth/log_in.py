"""Log in, log out, and the note that a log-in is used."""

from flask import Response, current_app, flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError
from wtforms import EmailField, PasswordField

from helpcourse.accounts import actions
from helpcourse.accounts.passwords import hash_password, is_outdated, is_right
from helpcourse.accounts.queries import Account, find_account, has_consented
from helpcourse.accounts.rules import LOG_IN_BY_ADDRESS, LOG_IN_BY_EMAIL, is_use_due, token_hash
from helpcourse.db import begin_write
from helpcourse.web.access import LOGIN_KEY, find_current
from helpcourse.web.auth.blueprint import blueprint, let_in, onward
from helpcourse.web.auth.consent import ask_for_consent
from helpcourse.web.extensions import db, now, settings
from helpcourse.web.forms import Form
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import lazy_gettext
from helpcourse.web.limits import count_try, take_back_try
from helpcourse.web.person_forms import EmailForm, required, tidy, typed


class LogInForm(Form):
    email = EmailField(lazy_gettext("E-mail"), [required(lazy_gettext("Enter your e-mail address."))], filters=[tidy])
    password = PasswordField(lazy_gettext("Password"), [required(lazy_gettext("Enter a password."))])


@blueprint.route("/login", methods=["GET", "POST"])
def log_in() -> ResponseReturnValue:
    """The same answer after the same time for an unknown address and for a wrong password."""
    if find_current():
        return onward()
    form = LogInForm()
    if not form.validate_on_submit():
        return _ask(form)
    count_try(LOG_IN_BY_EMAIL, LOG_IN_BY_ADDRESS, typed(form.email))
    account = find_account(db.session, typed(form.email))
    is_theirs = is_right(typed(form.password), account.password_hash if account else None)
    if account is None or not is_theirs:
        return _ask(form, _("The e-mail address or the password is wrong."))
    if account.is_deactivated:
        return _ask(form, _("This account was deactivated. Ask the administrator of the site."))
    if not account.is_confirmed:
        return render_template("auth/not_confirmed.html", form=EmailForm(email=account.email)), 403
    return _begin(account, typed(form.password))


def _ask(form: LogInForm, error: str = "") -> ResponseReturnValue:
    if error:
        form.form_errors.append(error)
    return render_template(
        "auth/log_in.html", form=form, onward=request.args.get("next")
    ), 422 if form.is_submitted() else 200


def _begin(account: Account, password: str) -> ResponseReturnValue:
    new_hash = hash_password(password) if is_outdated(account.password_hash) else ""
    begin_write(db.session)
    token = actions.log_in(db.session, account.person_id, now=now())
    if new_hash:
        actions.replace_hash(db.session, account.person_id, account.password_hash, new_hash)
    take_back_try(LOG_IN_BY_EMAIL, LOG_IN_BY_ADDRESS, account.email)
    is_consent_due = not has_consented(db.session, account.person_id, settings().consent_version)
    db.session.commit()
    let_in(token)
    return ask_for_consent() if is_consent_due else onward()


@blueprint.post("/logout")
def log_out() -> ResponseReturnValue:
    """Ends the log-in itself, so a copy of the cookie is worth nothing."""
    if token := session.get(LOGIN_KEY):
        begin_write(db.session)
        actions.log_out(db.session, token_hash(token), now=now())
        db.session.commit()
    session.clear()
    g.pop("me", None)
    flash(_("You are logged out."), "info")
    return redirect(url_for("public.home"), 303)


@blueprint.after_app_request
def note_use(response: Response) -> Response:
    """The one write that a GET may do: when the log-in was last used, every ten minutes, once the page is made."""
    person = g.get("me")
    if person and is_use_due(person.last_used_at, now=now()) and (token := session.get(LOGIN_KEY)):
        try:
            begin_write(db.session)
            actions.note_use(db.session, token_hash(token), now=now())
            db.session.commit()
        except (SQLAlchemyError, TimeoutError):  # the page is ready: it must not be lost for the sake of this note
            current_app.logger.exception("the use of a log-in was not noted: %s", request.path)
    return response
