"""What a reader chose for all lessons: a second language, and whose law comes first."""

from datetime import timedelta

from flask import request, session
from werkzeug.wrappers import Response

from helpcourse.accounts.models import Country
from helpcourse.content.compiled import CompiledCourse
from helpcourse.languages import LANGUAGES, is_language
from helpcourse.web.access import find_current
from helpcourse.web.extensions import settings
from helpcourse.web.i18n import current_language

BESIDE, COUNTRY = "beside", "country"  # names of cookies, of fields, and of what an address may ask for once
CHOSEN_COUNTRY = "country"  # of the session cookie: chosen since this person logged in or said where they live

_YEAR = timedelta(days=365)


def second_language(course: CompiledCourse) -> str:
    """Which language stands beside the page's own: as asked, or as chosen before; empty: none."""
    asked = request.args.get(BESIDE)
    wanted = [asked] if asked is not None else request.cookies.get(BESIDE, "").split(".")
    return next((code for code in wanted if code in languages_beside(course)), "")


def languages_beside(course: CompiledCourse) -> list[str]:
    """All that a lesson may be read in beside the page's own."""
    spoken = current_language() if current_language() in course.languages else course.source
    return [code for code in LANGUAGES if code in course.languages and code != spoken]


def first_country(course: CompiledCourse) -> str:
    """Whose law comes first: as asked, as chosen since the log-in, the reader's own, as this device was told before.

    Else that of the country which the course names first.
    """
    person = find_current()
    own = (session.get(CHOSEN_COUNTRY), person.country) if person else ()
    chosen = (request.args.get(COUNTRY), *own, request.cookies.get(COUNTRY))
    covered = course.countries
    return next((country for country in chosen if country and country in covered), covered[0] if covered else "")


def keep(response: Response) -> None:
    """Keep what the form says, for a year; what it leaves empty is forgotten, what it does not name stays."""
    beside, country = request.form.get(BESIDE), request.form.get(COUNTRY)
    if beside == "" or (beside and is_language(beside)):
        # Whoever then turns to the second language finds the first beside it.
        _set(response, BESIDE, f"{beside}.{current_language()}" if beside else "")
    if country == "" or country in set(Country):
        _set(response, COUNTRY, country or "")
        if find_current():
            session[CHOSEN_COUNTRY] = country


def _set(response: Response, name: str, value: str) -> None:
    if value:
        response.set_cookie(name, value, max_age=_YEAR, secure=settings().is_https, httponly=True, samesite="Lax")
    else:
        response.delete_cookie(name, secure=settings().is_https, httponly=True, samesite="Lax")
