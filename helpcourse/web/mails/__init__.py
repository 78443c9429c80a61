"""The sentences of mails, in the language that is being spoken."""

from collections.abc import Callable, Mapping

from helpcourse.messages.models import MailKind
from helpcourse.web.i18n import gettext as _
from helpcourse.web.mails import accounts, assessment, calls, cases, group, letters, papers, people, schedule
from helpcourse.web.mails.message import Listed, MailWords
from helpcourse.web.mails.naming import Values

_WORDS: Mapping[MailKind, Callable[[Values], MailWords]] = {
    **accounts.WORDS,
    **people.WORDS,
    **calls.WORDS,
    **schedule.WORDS,
    **cases.WORDS,
    **assessment.WORDS,
    **papers.WORDS,
    **letters.WORDS,
    **group.WORDS,
}


def mail_words(kind: MailKind, values: Values) -> MailWords:
    """What is said; messages/models.py tells which values each kind carries."""
    return _digest(values) if kind is MailKind.DIGEST else _WORDS[kind](values)


def _digest(values: Values) -> MailWords:
    """What was put off, each by the subject that its own mail would have had."""
    told = [_WORDS[MailKind(one["kind"])](one["values"]) for one in values["notices"]]
    return MailWords(
        subject=_("News of your courses: %(count)s", count=len(told)),
        before=(_("What has happened since the last such mail:"),),
        listed=tuple(Listed(words.subject, words.path) for words in told),
        action=_("See all notifications"),
        path=values["path"],
        after=(_("Under “My details”, “Notifications”, you choose what you get by mail, and how often."),),
    )
