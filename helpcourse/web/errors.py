"""The domain's errors, and HTTP's, as pages in the reader's language."""

from typing import Any

from flask import Flask, g, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError

from helpcourse.errors import ConflictError, NotAllowedError, NotFoundError
from helpcourse.languages import LANGUAGES
from helpcourse.web import wording
from helpcourse.web.i18n import speak


def set_up(app: Flask) -> None:
    app.register_error_handler(NotFoundError, lambda error: _page(404))
    app.register_error_handler(NotAllowedError, lambda error: _page(403))
    app.register_error_handler(ConflictError, lambda error: _page(409, wording.conflict(error.code)))
    app.register_error_handler(CSRFError, lambda error: _page(400, wording.conflict("form_expired")))
    app.register_error_handler(HTTPException, _http_page)
    app.register_error_handler(InternalServerError, lambda error: _page(500))


def _http_page(error: HTTPException) -> Any:
    """Redirects and ready-made responses pass; every other error has a page of ours."""
    if error.response is not None or (error.code or 500) < 400:
        return error
    return _page(error.code or 500)


def _page(status: int, explanation: object = None) -> tuple[str, int]:
    _speak_language_of_path()
    words = wording.error_page(status)
    return render_template("error.html", status=status, words=words, explanation=explanation), status


def _speak_language_of_path() -> None:
    """A path that leads nowhere has matched no route, but its first segment still tells the language."""
    first = request.path.split("/", 2)[1] if "/" in request.path else ""
    if first in LANGUAGES:
        g.has_language = True
        speak(first)
