"""The sentences of mails about case studies."""

from collections.abc import Callable, Mapping

from helpcourse.messages.models import MailKind
from helpcourse.web.i18n import gettext as _
from helpcourse.web.mails.message import MailWords
from helpcourse.web.mails.naming import Values, course_line


def _cases_waiting(values: Values) -> MailWords:
    return MailWords(
        subject=_("Case studies wait for review"),
        before=(
            _("Learners of your cohorts have handed in case studies."),
            _("New since the last such mail: %(count)s", count=values["count"]),
        ),
        action=_("Open the queue"),
        path=values["path"],
    )


def _case_reviewed(values: Values) -> MailWords:
    is_accepted = values["is_accepted"]
    return MailWords(
        subject=_("Your case study is accepted") if is_accepted else _("Your case study is returned for revision"),
        before=(
            _("Your work on a case study has been reviewed and accepted.")
            if is_accepted
            else _("Your work on a case study has been reviewed. Revise it and hand it in again."),
            course_line(values),
        ),
        action=_("Read the review"),
        path=values["path"],
    )


WORDS: Mapping[MailKind, Callable[[Values], MailWords]] = {
    MailKind.CASES_WAITING: _cases_waiting,
    MailKind.CASE_REVIEWED: _case_reviewed,
}
