"""The sentences around what a tutor writes."""

from collections.abc import Callable, Mapping

from helpcourse.messages.models import MailKind
from helpcourse.web.i18n import gettext as _
from helpcourse.web.mails.message import MailWords
from helpcourse.web.mails.naming import Values, cohort_line


def _tutor_wrote(values: Values) -> MailWords:
    texts = [block.strip() for block in values["words"].split("\n\n") if block.strip()]
    return MailWords(
        subject=values["subject"],
        before=(*texts, _("Written by: %(name)s", name=values["by"]), cohort_line(values)),
        action=_("Read it on the site"),
        path=values["path"],
    )


WORDS: Mapping[MailKind, Callable[[Values], MailWords]] = {MailKind.TUTOR_WROTE: _tutor_wrote}
