"""What questionnaires' codes mean, as sentences."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from helpcourse.tutoring.evaluation.asked import LONGEST_WORDS, Fault, Kind, Question
from helpcourse.tutoring.evaluation.queries import Asked
from helpcourse.tutoring.evaluation.rules import Phase, Standing
from helpcourse.tutoring.options import Option
from helpcourse.web.call_wording import said
from helpcourse.web.extensions import calendar
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import lazy_gettext

PHASES: Mapping[Phase, Any] = {
    Phase.BEFORE: lazy_gettext("Questionnaire before the course"),
    Phase.AFTER: lazy_gettext("Questionnaire after the course"),
}

KINDS: Mapping[Kind, Any] = {
    Kind.SCALE: lazy_gettext("A sentence to agree with, in five steps"),
    Kind.CHOICE: lazy_gettext("One of several options"),
    Kind.SEVERAL: lazy_gettext("Any number of options"),
    Kind.WORDS: lazy_gettext("In one's own words"),
}

SCALE: Mapping[str, Any] = {
    "1": lazy_gettext("Disagree"),
    "2": lazy_gettext("Rather disagree"),
    "3": lazy_gettext("Hard to say"),
    "4": lazy_gettext("Rather agree"),
    "5": lazy_gettext("Agree"),
}

_FAULTS: Mapping[Fault, Any] = {
    Fault.NO_OPTION: lazy_gettext("Choose one of the options."),
    Fault.TOO_LONG: lazy_gettext("The answer may have up to %(number)s characters: shorten it.", number=LONGEST_WORDS),
}


def fault(found: Fault) -> str:
    return str(_FAULTS[found])


def question_words(question: Question) -> Markup:
    return said(question.wording)


def option_words(option: Option) -> Markup:
    return said(option.wording)


def choice_words(question: Question) -> Mapping[str, Any]:
    """What can be chosen, in words by id."""
    return SCALE if question.kind is Kind.SCALE else {one.id: option_words(one) for one in question.options}


def standing(asked: Asked, found: Standing) -> str:
    """How it stands, with the day that matters."""
    if found is Standing.OVER:
        return _("Over since %(date)s", date=calendar().long_date(asked.window.last_on))
    if found is Standing.OPEN:
        return _("Open until %(date)s", date=calendar().long_date(asked.window.last_on))
    return _("Opens on %(date)s", date=calendar().long_date(asked.window.opens_on or asked.window.last_on))
