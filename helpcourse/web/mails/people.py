"""The sentences of mails about who is in a cohort."""

from collections.abc import Callable, Mapping

from helpcourse.messages.models import MailKind
from helpcourse.web.i18n import gettext as _
from helpcourse.web.mails.message import MailWords
from helpcourse.web.mails.naming import Values, cohort_line, course_line


def _tutor_added(values: Values) -> MailWords:
    return MailWords(
        subject=_("You tutor a cohort: %(cohort)s", cohort=values["cohort"]),
        before=(
            _("You have been named a tutor of a cohort."),
            course_line(values),
            cohort_line(values),
        ),
        action=_("Open the cohort"),
        path=values["path"],
    )


def _cohort_added(values: Values) -> MailWords:
    return MailWords(
        subject=_("You are in a cohort: %(cohort)s", cohort=values["cohort"]),
        before=(
            _("You have been taken into a cohort that learns with a tutor."),
            course_line(values),
            cohort_line(values),
            *_new_account(values),
        ),
        action=_("Set a password") if values.get("is_new") else _("Open the course"),
        path=values["path"],
    )


def _new_account(values: Values) -> tuple[str, ...]:
    if not values.get("is_new"):
        return ()
    return (_("An account was made for you with this address. Set a password within 14 days, then log in:"),)


WORDS: Mapping[MailKind, Callable[[Values], MailWords]] = {
    MailKind.TUTOR_ADDED: _tutor_added,
    MailKind.COHORT_ADDED: _cohort_added,
}
