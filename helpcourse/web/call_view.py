"""A call as its pages tell it."""

from dataclasses import dataclass
from datetime import timedelta

from markupsafe import Markup

from helpcourse.accounts.queries import institution_name
from helpcourse.interop.people_markdown import to_html
from helpcourse.languages import in_language
from helpcourse.tutoring.calls.queries import CallRow
from helpcourse.tutoring.calls.rules import Standing
from helpcourse.web import call_wording, schedule_wording
from helpcourse.web.extensions import calendar, db, now, shelf
from helpcourse.web.i18n import current_language
from helpcourse.web.i18n import gettext as _
from helpcourse.web.outline import title_of

_SOON = timedelta(days=15)


@dataclass(frozen=True, slots=True)
class CallView:
    """A call in words of the page's language."""

    call: CallRow
    course_title: str
    text: Markup
    text_language: str  # empty: the page's
    facts: list[tuple[str, str]]
    standing: Standing
    when: str  # the deadline as it was set
    here: str  # by the site's clock; empty: the same
    left: str  # how long there is still time; empty: long, or over

    @property
    def is_open(self) -> bool:
        return self.standing is Standing.OPEN

    @property
    def due(self) -> str:
        """For the datetime of an element."""
        return self.call.due_at.strftime("%Y-%m-%dT%H:%M:%SZ")


def call_view(call: CallRow) -> CallView:
    text, language = _text(call)
    return CallView(
        call,
        title_of(shelf().edition(db.session, call.edition_id)),
        Markup(to_html(text)),  # noqa: S704 - cleaned there
        "" if language == current_language() else language,
        _facts(call),
        call.standing(now()),
        schedule_wording.wall(call.deadline),
        schedule_wording.here(call.deadline, call.due_at),
        _left(call),
    )


def _text(call: CallRow) -> tuple[str, str]:
    if not call.texts:
        return "", current_language()
    return in_language(call.texts, current_language(), next(iter(call.texts)))


def _facts(call: CallRow) -> list[tuple[str, str]]:
    today = calendar().today(now())
    return [
        (_("Cohort"), call.cohort_name),
        (_("Days of training"), f"{calendar().short_date(call.starts_on)} – {calendar().short_date(call.ends_on)}"),
        (_("Languages of the training"), call_wording.languages(call)),
        (_("Who may apply"), call_wording.countries(call)),
        (_("Places"), str(call.places)),
        (_("Partner institution"), institution_name(db.session, call.institution_id, current_language(), on=today)),
    ]


def _left(call: CallRow) -> str:
    left = call.due_at - now()
    if not timedelta() < left < _SOON:
        return ""
    if left < timedelta(days=1):
        return _("Hours left: %(count)s", count=max(1, int(left.total_seconds()) // 3600))
    return _("Days left: %(count)s", count=left.days)
