"""The domain's errors, and HTTP's, as pages in the reader's language."""

from typing import Any

from flask import Flask, g, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError, generate_csrf
from werkzeug.exceptions import HTTPException, InternalServerError

from helpcourse.errors import ConflictError, NotAllowedError, NotFoundError
from helpcourse.languages import LANGUAGES
from helpcourse.web import wording
from helpcourse.web.access import find_current, is_closed, to_log_in
from helpcourse.web.extensions import db
from helpcourse.web.i18n import speak
from helpcourse.web.sent import typed, wants_json


def set_up(app: Flask) -> None:
    app.register_error_handler(NotFoundError, lambda error: _page(404))
    app.register_error_handler(NotAllowedError, lambda error: _page(403))
    app.register_error_handler(ConflictError, _conflict)
    app.register_error_handler(CSRFError, _form_expired)
    app.register_error_handler(HTTPException, _http_page)
    app.register_error_handler(InternalServerError, _fault)


def _conflict(error: ConflictError) -> ResponseReturnValue:
    words = wording.conflict(error.code)
    return (jsonify(said=words, code=error.code), 409) if wants_json() else _page(409, words, typed())


def _form_expired(_error: CSRFError) -> ResponseReturnValue:
    """The form's token is not this session's: it ended, or another began. A script gets a new token and tries again."""
    if find_current() is None and is_closed(request.blueprint):
        return to_log_in()
    words = wording.conflict("form_expired")
    return (jsonify(said=words, token=generate_csrf()), 400) if wants_json() else _page(400, words, typed())


def _http_page(error: HTTPException) -> Any:
    """Redirects and ready-made responses pass; every other error has a page of ours."""
    if error.response is not None or (error.code or 500) < 400:
        return error
    return _page(error.code or 500)


def _fault(_error: InternalServerError) -> ResponseReturnValue:
    """PostgreSQL answers nothing more in a transaction that failed, and the page asks who is logged in."""
    db.session.rollback()
    return _page(500)


def _page(status: int, explanation: object = None, typed_words: str = "") -> ResponseReturnValue:
    _speak_language_of_path()
    words = wording.error_page(status)
    if wants_json():
        return jsonify(said=f"{words.title}. {words.text}"), status
    page = render_template("error.html", status=status, words=words, explanation=explanation, typed=typed_words)
    return page, status


def _speak_language_of_path() -> None:
    """A path that leads nowhere has matched no route, but its first segment still tells the language."""
    first = request.path.split("/", 2)[1] if "/" in request.path else ""
    if first in LANGUAGES:
        g.has_language = True
        speak(first)
