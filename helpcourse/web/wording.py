"""The domain's codes as sentences; worker.py uses it too."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from helpcourse.accounts.models import Country, Profession, Role
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import lazy_gettext

PROFESSIONS: Mapping[Profession, Any] = {
    Profession.ADVOCATE: lazy_gettext("Advocate"),
    Profession.LEGAL_CONSULTANT: lazy_gettext("Legal consultant"),
    Profession.JUDGE: lazy_gettext("Judge"),
    Profession.PROSECUTOR: lazy_gettext("Prosecutor"),
    Profession.INVESTIGATOR: lazy_gettext("Investigator"),
    Profession.NOTARY: lazy_gettext("Notary"),
    Profession.COURT_STAFF: lazy_gettext("Court staff"),
    Profession.TRAINEE: lazy_gettext("Trainee"),
    Profession.STUDENT: lazy_gettext("Student"),
    Profession.OTHER: lazy_gettext("Other profession"),
}

COUNTRIES: Mapping[Country, Any] = {
    Country.KZ: lazy_gettext("Kazakhstan"),
    Country.KG: lazy_gettext("Kyrgyzstan"),
    Country.TJ: lazy_gettext("Tajikistan"),
    Country.TM: lazy_gettext("Turkmenistan"),
    Country.UZ: lazy_gettext("Uzbekistan"),
    Country.OTHER: lazy_gettext("Another country"),
}

ROLES: Mapping[Role, Any] = {
    Role.TUTOR: lazy_gettext("Tutor"),
    Role.COORDINATOR: lazy_gettext("Coordinator"),
    Role.ADMIN: lazy_gettext("Admin"),
}

_CONFLICTS: Mapping[str, Any] = {
    "form_expired": lazy_gettext(
        "The page was open for too long, or cookies are switched off. Go back, reload the page and send it again: "
        "what you typed is still in the form."
    ),
}


@dataclass(frozen=True, slots=True)
class ErrorWords:
    title: str
    text: str


def conflict(code: str) -> str:
    """What has happened since, and what to do; a code without a sentence of its own gets a general one."""
    return str(_CONFLICTS[code]) if code in _CONFLICTS else _("This has changed since the page was opened. Reload it.")


def error_page(status: int) -> ErrorWords:
    """Title and explanation of an error page."""
    match status:
        case 403:
            return ErrorWords(_("This page is not open to you"), _("Your account has no right to see this page."))
        case 404:
            return ErrorWords(
                _("There is no such page"), _("Perhaps the address was typed wrongly, or the page has moved.")
            )
        case 409:
            return ErrorWords(_("This could not be done"), _("Something has changed since the page was opened."))
        case 413:
            return ErrorWords(_("The file is too large"), _("Choose a file of up to 10 MB."))
        case 429:
            return ErrorWords(_("Too many tries"), _("Wait a quarter of an hour, then try again."))
        case 500:
            return ErrorWords(
                _("Something went wrong on our side"),
                _("Answers that the page called saved are safe. Try again in a minute."),
            )
    return ErrorWords(_("The request was not understood"), _("Go back, reload the page and try again."))
