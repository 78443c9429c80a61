"""Pages about oneself: details, passwords and log-ins, own data, erasure."""

import json
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from wtforms import EmailField, PasswordField, StringField, ValidationError
from wtforms.validators import Length

from helpcourse.accounts import actions
from helpcourse.accounts.passwords import hash_password, is_right
from helpcourse.accounts.queries import Account, Details, get_account_of, get_details, logins_of
from helpcourse.accounts.rules import (
    LOG_IN_BY_ADDRESS,
    LOG_IN_BY_EMAIL,
    REGISTER_BY_ADDRESS,
    REGISTER_BY_EMAIL,
    folded_email,
    token_hash,
)
from helpcourse.db import begin_write
from helpcourse.errors import NotFoundError
from helpcourse.reporting import personal
from helpcourse.web.access import LOGIN_KEY, admit_only, me
from helpcourse.web.choices import CHOSEN_COUNTRY
from helpcourse.web.extensions import calendar, db, now, shelf, works_store
from helpcourse.web.forms import Form
from helpcourse.web.i18n import current_language, lazy_gettext
from helpcourse.web.i18n import gettext as _
from helpcourse.web.limits import count_try, take_back_try
from helpcourse.web.person_forms import (
    EmailRule,
    NameRule,
    PersonForm,
    check_new_password,
    new_password_field,
    required,
    tidy,
    typed,
)
from helpcourse.web.wording import SPELLED_IN

blueprint = Blueprint("account", __name__, url_prefix="/<language:lang>")
admit_only(blueprint)


class ProfileForm(PersonForm):
    spelling_kk = StringField(SPELLED_IN["kk"], [Length(max=250), NameRule()], filters=[tidy])
    spelling_ru = StringField(SPELLED_IN["ru"], [Length(max=250), NameRule()], filters=[tidy])
    spelling_en = StringField(SPELLED_IN["en"], [Length(max=250), NameRule()], filters=[tidy])
    phone = StringField(lazy_gettext("Phone"), [Length(max=40)], filters=[tidy])

    @property
    def spellings(self) -> dict[str, str]:
        return {"kk": typed(self.spelling_kk), "ru": typed(self.spelling_ru), "en": typed(self.spelling_en)}


def _profile_form(details: Details) -> ProfileForm:
    form = ProfileForm(
        obj=details,
        institution=str(details.institution_id or ""),
        **{f"spelling_{language}": name for language, name in details.spellings.items()},
    )
    form.offer_institutions(db.session, current_language(), today=calendar().today(now()), also=details.institution_id)
    return form


@blueprint.route("/me", methods=["GET", "POST"])
def profile() -> ResponseReturnValue:
    details = get_details(db.session, me().id)
    form = _profile_form(details)
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return render_template("account/profile.html", form=form, details=details), status
    begin_write(db.session)
    actions.edit_profile(db.session, me().id, form.profile(phone=typed(form.phone)), form.spellings)
    db.session.commit()
    session.pop(CHOSEN_COUNTRY, None)
    flash(_("Your details are saved."), "success")
    return redirect(url_for("account.profile"), 303)


class OwnPasswordForm(Form):
    """Asks for the password of whoever is logged in: a device left open must not be enough."""

    current = PasswordField(lazy_gettext("Your password"), [required(lazy_gettext("Enter your password."))])

    def __init__(self, account: Account, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.account = account

    def validate_current(self, field: Any) -> None:
        count_try(LOG_IN_BY_EMAIL, LOG_IN_BY_ADDRESS, self.account.email)
        if not is_right(typed(field), self.account.password_hash):
            raise ValidationError(_("This is not your password."))


class NewEmailForm(OwnPasswordForm):
    email = EmailField(
        lazy_gettext("New e-mail address"),
        [required(lazy_gettext("Enter your e-mail address.")), EmailRule()],
        filters=[tidy],
    )

    def validate_email(self, field: Any) -> None:
        if folded_email(typed(field)) == folded_email(self.account.email):
            raise ValidationError(_("This is your address already."))


@blueprint.route("/me/email", methods=["GET", "POST"])
def email() -> ResponseReturnValue:
    """The answer is the same whether anybody has the new address or not."""
    account = get_account_of(db.session, me().id)
    form = NewEmailForm(account)
    if not form.validate_on_submit():
        return render_template("account/email.html", form=form, account=account), 422 if form.is_submitted() else 200
    count_try(REGISTER_BY_EMAIL, REGISTER_BY_ADDRESS, typed(form.email))
    begin_write(db.session)
    actions.ask_for_new_email(db.session, account.person_id, typed(form.email), now=now())
    take_back_try(LOG_IN_BY_EMAIL, LOG_IN_BY_ADDRESS, account.email)
    db.session.commit()
    flash(_("A letter with a link is on its way to the new address. Until you confirm it, nothing changes."), "info")
    return redirect(url_for("account.profile"), 303)


class ChangePasswordForm(OwnPasswordForm):
    current = PasswordField(lazy_gettext("Your password now"), [required(lazy_gettext("Enter your password."))])
    password = new_password_field(lazy_gettext("New password"))

    def validate_password(self, field: Any) -> None:
        check_new_password(typed(field), self.account.about)


@blueprint.route("/me/security", methods=["GET", "POST"])
def security() -> ResponseReturnValue:
    account = get_account_of(db.session, me().id)
    form = ChangePasswordForm(account)
    if not form.validate_on_submit():
        return _security_page(form), 422 if form.is_submitted() else 200
    password_hash = hash_password(typed(form.password))
    begin_write(db.session)
    actions.change_password(db.session, account.person_id, password_hash, keep=_this_login(), now=now())
    take_back_try(LOG_IN_BY_EMAIL, LOG_IN_BY_ADDRESS, account.email)
    db.session.commit()
    flash(_("Your new password is set. Your other devices are logged out."), "success")
    return redirect(url_for("account.security"), 303)


def _security_page(form: ChangePasswordForm) -> str:
    logins = logins_of(db.session, me().id, now=now())
    return render_template("account/security.html", form=form, logins=logins, this_login=_this_login())


def _this_login() -> bytes:
    return token_hash(session[LOGIN_KEY])


@blueprint.post("/me/security/end")
def end_login() -> ResponseReturnValue:
    """One device, by the hash of its log-in."""
    begin_write(db.session)
    ended = actions.end_login(db.session, me().id, _posted_hash(), now=now())
    db.session.commit()
    if not ended:
        raise NotFoundError
    flash(_("The device is logged out."), "success")
    return redirect(url_for("account.security"), 303)


def _posted_hash() -> bytes:
    try:
        return bytes.fromhex(request.form.get("login", ""))
    except ValueError:
        raise NotFoundError from None


@blueprint.post("/me/security/end-others")
def end_other_logins() -> ResponseReturnValue:
    begin_write(db.session)
    actions.end_logins(db.session, me().id, keep=_this_login(), now=now())
    db.session.commit()
    flash(_("Your other devices are logged out."), "success")
    return redirect(url_for("account.security"), 303)


@blueprint.get("/me/data")
def data() -> str:
    return render_template("account/data.html", details=get_details(db.session, me().id))


@blueprint.get("/me/data.json")
def download() -> Response:
    """Everything that names the person, as a file."""
    text = json.dumps(personal.own_data(db.session, shelf(), me().id), ensure_ascii=False, indent=2)
    response = Response(text + "\n", mimetype="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="helpcourse.json"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@blueprint.route("/me/erase", methods=["GET", "POST"])
def erase() -> ResponseReturnValue:
    form = OwnPasswordForm(get_account_of(db.session, me().id))
    if not form.validate_on_submit():
        return render_template("account/erase.html", form=form), 422 if form.is_submitted() else 200
    begin_write(db.session)
    unneeded = personal.erase(db.session, shelf(), me().id, now=now())
    db.session.commit()
    for digest in unneeded:
        works_store().drop(digest)
    session.clear()
    flash(_("Your account is erased. Certificates that were issued to you can still be verified."), "info")
    return redirect(url_for("public.home"), 303)
