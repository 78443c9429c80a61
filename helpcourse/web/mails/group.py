"""The sentences of mails about what a group says, is given and is asked."""

from collections.abc import Callable, Mapping

from helpcourse.messages.models import MailKind
from helpcourse.web.i18n import gettext as _
from helpcourse.web.mails.message import MailWords
from helpcourse.web.mails.naming import Values, cohort_line, course_line


def _announcement(values: Values) -> MailWords:
    return MailWords(
        subject=_("Announcement: %(title)s", title=_title(values)),
        before=(cohort_line(values), *values["text"].split("\n\n")),
        action=_("Read it on the group's page"),
        path=values["path"],
    )


def _mention(values: Values) -> MailWords:
    return MailWords(
        subject=_("You are named in the discussion: %(title)s", title=_title(values)),
        before=(_("Somebody of your group has named you in a message."), cohort_line(values)),
        action=_("Read the message"),
        path=values["path"],
    )


def _answer(values: Values) -> MailWords:
    return MailWords(
        subject=_("A new answer: %(title)s", title=_title(values)),
        before=(_("There is an answer in a thread in which you have written."), cohort_line(values)),
        action=_("Read the answer"),
        path=values["path"],
    )


def _thread(values: Values) -> MailWords:
    return MailWords(
        subject=_("A new thread: %(title)s", title=_title(values)),
        before=(_("Somebody of your group has begun a thread."), cohort_line(values)),
        action=_("Read the thread"),
        path=values["path"],
    )


def _material(values: Values) -> MailWords:
    return MailWords(
        subject=_("A new material: %(title)s", title=values["title"]),
        before=(_("A tutor has given your group something to read."), cohort_line(values)),
        action=_("Open the material"),
        path=values["path"],
    )


def _questionnaire(values: Values) -> MailWords:
    return MailWords(
        subject=_("A questionnaire waits for you"),
        before=(
            _("Tell us what you expect of your course, or what it has given you: it takes a few minutes."),
            course_line(values),
            cohort_line(values),
        ),
        action=_("Answer the questions"),
        path=values["path"],
        after=(_("It is anonymous: nobody who uses the site can tell whose an answer is."),),
    )


def _title(values: Values) -> str:
    return values["title"] or _("Erased subject")


WORDS: Mapping[MailKind, Callable[[Values], MailWords]] = {
    MailKind.GROUP_ANNOUNCEMENT: _announcement,
    MailKind.GROUP_MENTION: _mention,
    MailKind.GROUP_ANSWER: _answer,
    MailKind.GROUP_THREAD: _thread,
    MailKind.GROUP_MATERIAL: _material,
    MailKind.QUESTIONNAIRE_WAITS: _questionnaire,
}
