"""The sentences of mails about schedules, in the language that is being spoken."""

from collections.abc import Callable, Mapping
from datetime import datetime

from helpcourse.messages.models import MailKind
from helpcourse.tutoring.schedule.rules import EntryKind, WallTime
from helpcourse.tutoring.schedule.subjects import Subject
from helpcourse.web import schedule_wording
from helpcourse.web.i18n import gettext as _
from helpcourse.web.mails.message import MailWords
from helpcourse.web.mails.naming import Values, course_line


def _schedule_changed(values: Values) -> MailWords:
    return MailWords(
        subject=_("The schedule has changed: %(cohort)s", cohort=values["cohort"]),
        before=(
            _("Of what is to come in your cohort, this is new or has changed."),
            course_line(values),
            *(_changed(told) for told in values["changes"]),
        ),
        action=_("Open the schedule"),
        path=values["path"],
        after=(_("All times stand there with their zone; your calendar can follow them."),),
    )


def _deadline_near(values: Values) -> MailWords:
    return MailWords(
        subject=_("A deadline comes near"),
        before=(
            _("You are not done yet with what is due in the next days."),
            course_line(values),
            *(_due(told) for told in values["due"]),
        ),
        action=_("Open the schedule"),
        path=values["path"],
        after=(_("If you need more time, write to your tutor before the deadline."),),
    )


def _extension_given(values: Values) -> MailWords:
    return MailWords(
        subject=_("You have been given more time"),
        before=(
            _("A deadline was extended for you."),
            course_line(values),
            _due(values["due"]),
            _("Reason: %(reason)s", reason=values["reason"]),
        ),
        action=_("Open the schedule"),
        path=values["path"],
    )


def _extension_taken_back(values: Values) -> MailWords:
    return MailWords(
        subject=_("The usual deadline holds again"),
        before=(
            _("The extension of a deadline that you were given was taken back. This deadline holds now:"),
            course_line(values),
            _due(values["due"]),
        ),
        action=_("Open the schedule"),
        path=values["path"],
        after=(_("If you do not agree, write to your tutor."),),
    )


WORDS: Mapping[MailKind, Callable[[Values], MailWords]] = {
    MailKind.SCHEDULE_CHANGED: _schedule_changed,
    MailKind.DEADLINE_NEAR: _deadline_near,
    MailKind.EXTENSION_GIVEN: _extension_given,
    MailKind.EXTENSION_TAKEN_BACK: _extension_taken_back,
}


def _changed(told: Values) -> str:
    """One entry in one paragraph: what, when, where, and what it was before."""
    what = _("%(kind)s: %(title)s", kind=schedule_wording.KINDS[EntryKind(told["kind"])], title=_title(told))
    if told["is_cancelled"]:
        return _("CANCELLED: %(what)s. It was set for: %(when)s", what=what, when=_when(told["was"] or told))
    lines = [what, _when(told), _moved(told), told["place"], told["link"]]
    return ". ".join(line for line in lines if line)


def _moved(told: Values) -> str:
    was = told["was"]
    if was is None or (was["wall_at"], was["zone"]) == (told["wall_at"], told["zone"]):
        return ""
    return _("Before: %(when)s", when=_when(was))


def _due(told: Values) -> str:
    return _("%(title)s: %(when)s", title=_title(told), when=_when(told))


def _title(told: Values) -> str:
    if title := told.get("title"):
        return str(title)
    subject = told["subject"]
    if subject is None:
        return _("No longer in the course")
    found = Subject("", subject["titles"], subject["number"], subject["is_case"])
    return schedule_wording.title_of_subject(found, "")


def _when(told: Values) -> str:
    return schedule_wording.wall(WallTime(datetime.fromisoformat(told["wall_at"]), told["zone"]))
