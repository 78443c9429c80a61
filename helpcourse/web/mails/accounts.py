"""The sentences of mails about an account."""

from collections.abc import Callable, Mapping

from helpcourse.messages.models import MailKind
from helpcourse.web.i18n import current_language
from helpcourse.web.i18n import gettext as _
from helpcourse.web.mails.message import MailWords
from helpcourse.web.mails.naming import Values


def _confirm(values: Values) -> MailWords:
    return MailWords(
        subject=_("Confirm your e-mail address"),
        before=(
            _("You have registered with this address for courses on human rights."),
            _("To open your account, follow the link and press the button on the page:"),
        ),
        action=_("Confirm the address"),
        path=_own(f"confirm/{values['token']}"),
        after=(
            _("The link works for 3 days."),
            _("If it was not you who registered, do nothing: without confirmation the account stays shut."),
        ),
    )


def _already_registered(_values: Values) -> MailWords:
    return MailWords(
        subject=_("You have an account already"),
        before=(
            _("Somebody, probably you, has tried to register with this address. There is an account with it already."),
            _("Simply log in. If you have forgotten the password, the same page leads to a new one."),
        ),
        action=_("Log in"),
        path=_own("login"),
        after=(_("If it was not you, do nothing: nothing has changed."),),
    )


def _reset(values: Values) -> MailWords:
    return MailWords(
        subject=_("A new password"),
        before=(_("A new password was asked for, for your account. Follow the link to set it:"),),
        action=_("Set a new password"),
        path=_own(f"password/{values['token']}"),
        after=(
            _("The link works for 2 hours, once."),
            _("If it was not you who asked, do nothing: your password stays as it is."),
        ),
    )


def _password_changed(_values: Values) -> MailWords:
    return MailWords(
        subject=_("Your password was changed"),
        before=(
            _("The password of your account was changed, and your other devices were logged out."),
            _("If it was not you, set a new password at once:"),
        ),
        action=_("Set a new password"),
        path=_own("password"),
    )


def _new_email(values: Values) -> MailWords:
    return MailWords(
        subject=_("Confirm your new e-mail address"),
        before=(
            _("This address is to become the address of an account for courses on human rights."),
            _("To confirm it, follow the link and press the button on the page:"),
        ),
        action=_("Confirm the address"),
        path=_own(f"new-email/{values['token']}"),
        after=(
            _("The link works for 3 days."),
            _("If it was not you who asked, do nothing: without confirmation nothing changes."),
        ),
    )


def _email_change_asked(_values: Values) -> MailWords:
    return MailWords(
        subject=_("Your e-mail address is about to change"),
        before=(
            _("A new e-mail address was given for your account. It holds once the new address has confirmed it."),
            _("If it was not you, set a new password at once:"),
        ),
        action=_("Set a new password"),
        path=_own("password"),
    )


def _own(path: str) -> str:
    """A page of accounts; the worker has no request that url_for() could build on."""
    return f"/{current_language()}/{path}"


WORDS: Mapping[MailKind, Callable[[Values], MailWords]] = {
    MailKind.CONFIRM: _confirm,
    MailKind.ALREADY_REGISTERED: _already_registered,
    MailKind.RESET: _reset,
    MailKind.PASSWORD_CHANGED: _password_changed,
    MailKind.NEW_EMAIL: _new_email,
    MailKind.EMAIL_CHANGE_ASKED: _email_change_asked,
}
