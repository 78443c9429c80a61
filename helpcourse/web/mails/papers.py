"""The sentences of mails about certificates."""

from collections.abc import Callable, Mapping

from helpcourse.messages.models import MailKind
from helpcourse.web.i18n import gettext as _
from helpcourse.web.mails.message import MailWords
from helpcourse.web.mails.naming import Values, course_line


def _statement_issued(values: Values) -> MailWords:
    return MailWords(
        subject=_("Your statement of accomplishment"),
        before=(_("Congratulations: you have completed the course."), course_line(values)),
        action=_("Open the statement"),
        path=values["path"],
        after=(_("Whoever you show it to can verify it by the code that is printed on it."),),
    )


def _certificate_issued(values: Values) -> MailWords:
    return MailWords(
        subject=_("Your certificate"),
        before=(_("Congratulations: a certificate has been issued to you."), course_line(values)),
        action=_("Open the certificate"),
        path=values["path"],
        after=(_("Whoever you show it to can verify it by the code that is printed on it."),),
    )


def _certificate_revoked(values: Values) -> MailWords:
    return MailWords(
        subject=_("Your certificate was revoked"),
        before=(
            _("A certificate that was issued to you is no longer valid."),
            course_line(values),
            _("Reason: %(reason)s", reason=values["reason"]),
        ),
        action=_("See the certificate's page"),
        path=values["path"],
        after=(_("If you do not agree, write to the institution that issued it."),),
    )


WORDS: Mapping[MailKind, Callable[[Values], MailWords]] = {
    MailKind.STATEMENT_ISSUED: _statement_issued,
    MailKind.CERTIFICATE_ISSUED: _certificate_issued,
    MailKind.CERTIFICATE_REVOKED: _certificate_revoked,
}
