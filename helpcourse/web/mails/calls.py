"""The sentences of letters about applications."""

from collections.abc import Callable, Mapping

from helpcourse.messages.models import MailKind
from helpcourse.web.i18n import gettext as _
from helpcourse.web.mails.message import MailWords
from helpcourse.web.mails.naming import Values, cohort_line, course_line


def _application_received(values: Values) -> MailWords:
    return MailWords(
        subject=_("Your application is received: %(cohort)s", cohort=values["cohort"]),
        before=(_("Your application is with those who choose. Everybody gets an answer by mail."), *_place(values)),
        action=_("See my application"),
        path=values["path"],
        after=(_("Until the deadline of the call you can change it or withdraw it on its page."),),
    )


def _application_accepted(values: Values) -> MailWords:
    return MailWords(
        subject=_("You are accepted: %(cohort)s", cohort=values["cohort"]),
        before=(
            _("Congratulations: there is a place for you, and you are enrolled in the course."),
            *_place(values),
            *_added(values),
        ),
        action=_("Open the course"),
        path=values["path"],
        after=(_("If you cannot take part, give the place up among “My applications”: somebody waits for it."),),
    )


def _application_waiting(values: Values) -> MailWords:
    return MailWords(
        subject=_("You are on the waiting list: %(cohort)s", cohort=values["cohort"]),
        before=(
            _("All places are given. You are on the waiting list: if one becomes free, you may get it."),
            *_place(values),
            *_added(values),
        ),
        action=_("See my application"),
        path=values["path"],
    )


def _application_refused(values: Values) -> MailWords:
    return MailWords(
        subject=_("About your application: %(cohort)s", cohort=values["cohort"]),
        before=(
            _("Thank you for applying. There were more applicants than places, and this time none is left for you."),
            *_place(values),
            *_added(values),
        ),
        action=_("See my application"),
        path=values["path"],
        after=(_("You are welcome to apply to the next call."),),
    )


def _call_withdrawn(values: Values) -> MailWords:
    return MailWords(
        subject=_("The training does not take place: %(cohort)s", cohort=values["cohort"]),
        before=(
            _("The organisers have withdrawn the call to which you applied. You need to do nothing."),
            *_place(values),
            *_added(values),
        ),
        action=_("See my application"),
        path=values["path"],
    )


def _place(values: Values) -> tuple[str, str]:
    return course_line(values), cohort_line(values)


def _added(values: Values) -> tuple[str, ...]:
    """What those who chose have added in their own words."""
    return tuple(part for part in values["words"].split("\n\n") if part.strip())


WORDS: Mapping[MailKind, Callable[[Values], MailWords]] = {
    MailKind.APPLICATION_RECEIVED: _application_received,
    MailKind.APPLICATION_ACCEPTED: _application_accepted,
    MailKind.APPLICATION_WAITING: _application_waiting,
    MailKind.APPLICATION_REFUSED: _application_refused,
    MailKind.CALL_WITHDRAWN: _call_withdrawn,
}
