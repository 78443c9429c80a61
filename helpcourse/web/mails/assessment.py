"""The sentences of mails about tests and what is asked again."""

from collections.abc import Callable, Mapping

from helpcourse.messages.models import MailKind
from helpcourse.web.i18n import gettext as _
from helpcourse.web.mails.message import MailWords
from helpcourse.web.mails.naming import Values, course_line, title_of


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
            course_line(values),
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


def _grade_changed(values: Values) -> MailWords:
    return MailWords(
        subject=_("The result of your test has changed"),
        before=(
            _("The result of a test that you have taken was changed."),
            *_which_test(values),
            _("Changed by: %(name)s", name=values["by"]),
            _("Reason: %(reason)s", reason=values["reason"]),
        ),
        action=_("See the result"),
        path=values["path"],
        after=(_("Certificates that were issued to you do not change by themselves."),),
    )


def _which_test(values: Values) -> tuple[str, ...]:
    module = values.get("module_title")
    return (course_line(values), *([_("Quiz of the module: %(title)s", title=title_of(module))] if module else []))


WORDS: Mapping[MailKind, Callable[[Values], MailWords]] = {
    MailKind.ATTEMPT_RESULT: _attempt_result,
    MailKind.ATTEMPT_AWAITS_REVIEW: _attempt_awaits_review,
    MailKind.REVIEWED: _reviewed,
    MailKind.ALLOWANCE_GIVEN: _allowance_given,
    MailKind.ALLOWANCE_TAKEN_BACK: _allowance_taken_back,
    MailKind.REGRADED: _regraded,
    MailKind.GRADE_CHANGED: _grade_changed,
    MailKind.REFRESHER: _refresher,
}
