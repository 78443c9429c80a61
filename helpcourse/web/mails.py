"""The sentences of mails, in the language that is being spoken."""

from collections.abc import Callable, Mapping
from typing import Any

from helpcourse.languages import in_language
from helpcourse.messages.models import MailKind
from helpcourse.web import call_mails, case_mails, schedule_mails
from helpcourse.web.i18n import current_language
from helpcourse.web.i18n import gettext as _
from helpcourse.web.mail_message import MailWords

Values = Mapping[str, Any]


def mail_words(kind: MailKind, values: Values) -> MailWords:
    """What is said; messages/models.py tells which values each kind carries."""
    return _WORDS[kind](values)


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


def _tutor_added(values: Values) -> MailWords:
    return MailWords(
        subject=_("You tutor a cohort: %(cohort)s", cohort=values["cohort"]),
        before=(
            _("You have been named a tutor of a cohort."),
            _course(values),
            _("Cohort: %(cohort)s", cohort=values["cohort"]),
        ),
        action=_("Open the cohort"),
        path=values["path"],
    )


def _cohort_added(values: Values) -> MailWords:
    return MailWords(
        subject=_("You are in a cohort: %(cohort)s", cohort=values["cohort"]),
        before=(
            _("You have been taken into a cohort that learns with a tutor."),
            _course(values),
            _("Cohort: %(cohort)s", cohort=values["cohort"]),
            *_new_account(values),
        ),
        action=_("Set a password") if values.get("is_new") else _("Open the course"),
        path=values["path"],
    )


def _new_account(values: Values) -> tuple[str, ...]:
    if not values.get("is_new"):
        return ()
    return (_("An account was made for you with this address. Set a password within 14 days, then log in:"),)


def _attempt_result(values: Values) -> MailWords:
    return MailWords(
        subject=_("The result of your quiz") if "module_title" in values else _("The result of your final test"),
        before=(
            _("Your quiz has been graded.") if "module_title" in values else _("Your final test has been graded."),
            *_which_test(values),
        ),
        action=_("See the result"),
        path=values["path"],
    )


def _attempt_awaits_review(values: Values) -> MailWords:
    return MailWords(
        subject=_("Your test is with a tutor"),
        before=(
            _("You have submitted a test in which a tutor reads what you wrote in your own words."),
            *_which_test(values),
            _("You will be told when your answers have been read. What is graded already stands on the page."),
        ),
        action=_("See the result so far"),
        path=values["path"],
    )


def _reviewed(values: Values) -> MailWords:
    return MailWords(
        subject=_("A tutor has read your answers"),
        before=(_("A tutor has given points for what you wrote in your own words."), *_which_test(values)),
        action=_("See the result"),
        path=values["path"],
    )


def _allowance_given(values: Values) -> MailWords:
    minutes, attempts = values["minutes"], values["attempts"]
    return MailWords(
        subject=_("You have been given more for the test"),
        before=(
            _("The rules of a test were eased for you."),
            *_which_test(values),
            *([_("Extra time for each attempt, in minutes: %(minutes)s", minutes=minutes)] if minutes else []),
            *([_("Extra attempts: %(count)s", count=attempts)] if attempts else []),
            _("Reason: %(reason)s", reason=values["reason"]),
        ),
        action=_("To the test"),
        path=values["path"],
    )


def _allowance_taken_back(values: Values) -> MailWords:
    return MailWords(
        subject=_("The usual rules of the test hold again"),
        before=(
            _("The extra time or the extra attempts that you were given for a test were taken back."),
            *_which_test(values),
        ),
        action=_("To the test"),
        path=values["path"],
        after=(_("An attempt that you have begun keeps its time. If you do not agree, write to your tutor."),),
    )


def _refresher(values: Values) -> MailWords:
    return MailWords(
        subject=_("A few questions, to keep in mind what you have learnt"),
        before=(
            _course(values),
            _("Questions that wait for you: %(count)s", count=values["count"]),
            _("Three minutes will do: those that you are likeliest to have forgotten come first."),
        ),
        action=_("Answer a few questions"),
        path=values["path"],
        leave=values["leave"],
    )


def _regraded(values: Values) -> MailWords:
    return MailWords(
        subject=_("The result of your test has changed"),
        before=(
            _("A question of a test that you have taken was graded again, and your points have changed."),
            *_which_test(values),
            _("Reason: %(reason)s", reason=values["reason"]),
        ),
        action=_("See the result"),
        path=values["path"],
        after=(_("Certificates that were issued to you do not change by themselves."),),
    )


def _statement_issued(values: Values) -> MailWords:
    return MailWords(
        subject=_("Your statement of accomplishment"),
        before=(_("Congratulations: you have completed the course."), _course(values)),
        action=_("Open the statement"),
        path=values["path"],
        after=(_("Whoever you show it to can verify it by the code that is printed on it."),),
    )


def _certificate_issued(values: Values) -> MailWords:
    return MailWords(
        subject=_("Your certificate"),
        before=(_("Congratulations: a certificate has been issued to you."), _course(values)),
        action=_("Open the certificate"),
        path=values["path"],
        after=(_("Whoever you show it to can verify it by the code that is printed on it."),),
    )


def _certificate_revoked(values: Values) -> MailWords:
    return MailWords(
        subject=_("Your certificate was revoked"),
        before=(
            _("A certificate that was issued to you is no longer valid."),
            _course(values),
            _("Reason: %(reason)s", reason=values["reason"]),
        ),
        action=_("See the certificate's page"),
        path=values["path"],
        after=(_("If you do not agree, write to the institution that issued it."),),
    )


_WORDS: Mapping[MailKind, Callable[[Values], MailWords]] = {
    MailKind.CONFIRM: _confirm,
    MailKind.ALREADY_REGISTERED: _already_registered,
    MailKind.RESET: _reset,
    MailKind.PASSWORD_CHANGED: _password_changed,
    MailKind.NEW_EMAIL: _new_email,
    MailKind.EMAIL_CHANGE_ASKED: _email_change_asked,
    MailKind.TUTOR_ADDED: _tutor_added,
    MailKind.COHORT_ADDED: _cohort_added,
    MailKind.ATTEMPT_RESULT: _attempt_result,
    MailKind.ATTEMPT_AWAITS_REVIEW: _attempt_awaits_review,
    MailKind.REVIEWED: _reviewed,
    MailKind.ALLOWANCE_GIVEN: _allowance_given,
    MailKind.ALLOWANCE_TAKEN_BACK: _allowance_taken_back,
    **call_mails.WORDS,
    MailKind.REFRESHER: _refresher,
    MailKind.REGRADED: _regraded,
    MailKind.STATEMENT_ISSUED: _statement_issued,
    MailKind.CERTIFICATE_ISSUED: _certificate_issued,
    MailKind.CERTIFICATE_REVOKED: _certificate_revoked,
    **schedule_mails.WORDS,
    **case_mails.WORDS,
}


def _own(path: str) -> str:
    """A page of accounts; the worker has no request that url_for() could build on."""
    return f"/{current_language()}/{path}"


def _course(values: Values) -> str:
    return _("Course: %(course)s", course=_title(values["course_title"]))


def _which_test(values: Values) -> tuple[str, ...]:
    module = values.get("module_title")
    return (_course(values), *([_("Quiz of the module: %(title)s", title=_title(module))] if module else []))


def _title(titles: Mapping[str, str]) -> str:
    return in_language(titles, current_language(), next(iter(titles)))[0]
