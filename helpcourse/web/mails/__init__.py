"""The sentences of mails, in the language that is being spoken."""

from collections.abc import Callable, Mapping

from helpcourse.messages.models import MailKind
from helpcourse.web.mails import accounts, assessment, calls, cases, letters, papers, people, schedule
from helpcourse.web.mails.message import MailWords
from helpcourse.web.mails.naming import Values

_WORDS: Mapping[MailKind, Callable[[Values], MailWords]] = {
    **accounts.WORDS,
    **people.WORDS,
    **calls.WORDS,
    **schedule.WORDS,
    **cases.WORDS,
    **letters.WORDS,
    **assessment.WORDS,
    **papers.WORDS,
}


def mail_words(kind: MailKind, values: Values) -> MailWords:
    """What is said; messages/models.py tells which values each kind carries."""
    return _WORDS[kind](values)
