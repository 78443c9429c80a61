"""A course's rules and states as sentences."""

from collections.abc import Mapping
from typing import Any

from helpcourse.accounts.models import Country
from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.content.model import TestRules
from helpcourse.learning.rules import NOTHING_EXTRA, Admission, Extra, Reason
from helpcourse.web.extensions import calendar
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import lazy_gettext
from helpcourse.web.wording import COUNTRIES, COUNTS

LANGUAGES: Mapping[str, Any] = {
    "kk": lazy_gettext("in Kazakh"),
    "ru": lazy_gettext("in Russian"),
    "en": lazy_gettext("in English"),
}

Fact = tuple[str, str]  # a name and its value, for the facts macro


def facts_of_course(edition: ServedEdition) -> list[Fact]:
    """What the panel beside a course tells."""
    course = edition.course
    facts = [
        (_("Academic hours"), f"{course.hours:g}"),
        (_("Languages"), ", ".join(str(LANGUAGES[language]) for language in LANGUAGES if language in course.languages)),
        (_("National law"), ", ".join(str(COUNTRIES[Country(country)]) for country in course.countries)),
        (
            _("Edition"),
            _("%(number)s, %(date)s", number=edition.number, date=calendar().short_date(edition.published_at)),
        ),
    ]
    return facts + (facts_of_test(course.test) if course.test else [])


def facts_of_test(rules: TestRules, extra: Extra = NOTHING_EXTRA) -> list[Fact]:
    """The rules of a test, as a learner needs them before it, with what this one was given on top."""
    count = sum(rules.draw.values()) if isinstance(rules.draw, Mapping) else rules.draw
    return [
        (_("Questions in the test"), str(count)),
        (_("Pass mark"), _("%(share)s %%", share=round(rules.pass_mark * 100))),
        (_("Time, in minutes"), _with(rules.minutes, extra.minutes) if rules.minutes else _("no limit")),
        (_("Attempts"), _with(rules.attempts, extra.attempts) if rules.attempts else _("as many as you like")),
        (_("Wait between attempts, in hours"), str(rules.wait_hours) if rules.wait_hours else _("none")),
        *([(_("What counts"), str(COUNTS[rules.counts]))] if rules.attempts != 1 else []),
    ]


def _with(given: int, extra: int) -> str:
    """40 + 15"""
    return f"{given} + {extra}" if extra else str(given)


def reason(admitted: Admission) -> str:
    """Why no attempt may be begun now; empty if one may."""
    match admitted.reason:
        case Reason.ALREADY_PASSED:
            return _("You have passed this test already.")
        case Reason.NO_ATTEMPTS_LEFT:
            return _("You have used all attempts. Write to your tutor or to the training institution.")
        case Reason.AWAITS_REVIEW:
            return _("A tutor is yet to read your answers in the last attempt: another may not be needed.")
        case Reason.WAIT if admitted.not_before:
            return _("The next attempt opens on %(moment)s.", moment=calendar().moment(admitted.not_before))
    return ""
