"""How the pages look to whoever reads: as they chose on any device, else as this device was told."""

from datetime import timedelta

from flask import request
from werkzeug.wrappers import Response

from helpcourse.accounts.display import Display, display_of
from helpcourse.web.access import find_current
from helpcourse.web.extensions import settings

_COOKIE = "display"
_YEAR = timedelta(days=365)


def chosen() -> Display:
    """A person's own choice goes before the device's, which others may use too."""
    person = find_current()
    own = person.display if person else None
    return display_of(request.cookies.get(_COOKIE, "") if own is None else own)


def keep(response: Response, display: Display) -> None:
    """On this device, for a year; what is as usual needs no cookie."""
    if display.codes:
        response.set_cookie(
            _COOKIE, display.codes, max_age=_YEAR, secure=settings().is_https, httponly=True, samesite="Lax"
        )
    else:
        response.delete_cookie(_COOKIE, secure=settings().is_https, httponly=True, samesite="Lax")
