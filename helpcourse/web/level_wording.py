"""What levels' codes mean, as sentences."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from helpcourse.certification.batches.rules import BatchState
from helpcourse.tutoring.levels.rules import Lack, Level, Need, Rule
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import lazy_gettext, lazy_pgettext
from helpcourse.web.pages import figure

LEVELS: Mapping[Level, Any] = {
    Level.ATTENDANCE: lazy_pgettext("level", "Attendance"),
    Level.ACHIEVEMENT: lazy_gettext("Achievement"),
    Level.CERTIFICATE: lazy_gettext("Certificate"),
}

NEEDS: Mapping[Need, Any] = {
    Need.COURSE: lazy_gettext("Course finished by its own rules"),
    Need.LESSONS: lazy_gettext("Lessons finished, %"),
    Need.EVENTS: lazy_gettext("Events attended, %"),
    Need.CASES: lazy_gettext("Case studies accepted, %"),
    Need.TEST: lazy_gettext("Final test, % of the points"),
    Need.MINUTES: lazy_gettext("Time spent on lessons, minutes"),
}

BATCHES: Mapping[BatchState, Any] = {
    BatchState.WORKING: lazy_gettext("Being made"),
    BatchState.READY: lazy_gettext("Made, nobody is told yet"),
    BatchState.TOLD: lazy_gettext("Issued and told"),
    BatchState.UNDONE: lazy_gettext("Taken back"),
}
SIGNS: Mapping[BatchState, str] = {
    BatchState.WORKING: "info",
    BatchState.READY: "info",
    BatchState.TOLD: "success",
    BatchState.UNDONE: "warning",
}


def lacking(lack: Lack) -> str:
    """What a learner has of what is asked."""
    return _LACKS[lack.need](figure(round(lack.has, 1)), lack.asked)


_LACKS: Mapping[Need, Callable[[str, int], str]] = {
    Need.COURSE: lambda _has, _asked: _("the course is not finished"),
    Need.LESSONS: lambda has, asked: _("lessons: %(has)s %% of %(asked)s %%", has=has, asked=asked),
    Need.EVENTS: lambda has, asked: _("events: %(has)s %% of %(asked)s %%", has=has, asked=asked),
    Need.CASES: lambda has, asked: _("case studies: %(has)s %% of %(asked)s %%", has=has, asked=asked),
    Need.TEST: lambda has, asked: _("test: %(has)s %% of %(asked)s %%", has=has, asked=asked),
    Need.MINUTES: lambda has, asked: _("minutes: %(has)s of %(asked)s", has=has, asked=asked),
}


def asked(rule: Rule) -> Sequence[str]:
    """What a level asks, point by point."""
    values = {need: int(getattr(rule, need.value)) for need in Need}
    return [_ASKED[need](value) for need, value in values.items() if value]


_ASKED: Mapping[Need, Callable[[int], str]] = {
    Need.COURSE: lambda _value: _("the course is finished by its own rules"),
    Need.LESSONS: lambda value: _("lessons finished: %(value)s %% or more", value=value),
    Need.EVENTS: lambda value: _("events attended: %(value)s %% or more", value=value),
    Need.CASES: lambda value: _("case studies accepted: %(value)s %% or more", value=value),
    Need.TEST: lambda value: _("final test: %(value)s %% of the points or more", value=value),
    Need.MINUTES: lambda value: _("time spent on lessons: %(value)s minutes or more", value=value),
}
