"""create_app(): settings, extensions, blueprints, headers, error pages."""

from collections.abc import Callable
from datetime import datetime, timedelta

from flask import Flask, Response, request
from sqlalchemy import Engine
from werkzeug.middleware.proxy_fix import ProxyFix

from helpcourse.catalogue.older import Elsewhere
from helpcourse.catalogue.shelf import Shelf
from helpcourse.config import Settings, read_settings, secret_key
from helpcourse.db import make_engine
from helpcourse.web import (
    account,
    admin,
    auth,
    calls,
    citing,
    credentials,
    display_form,
    errors,
    feeds,
    frame,
    group,
    guide,
    keyboard,
    learner,
    leaving,
    machine,
    media,
    notice_choices,
    offline,
    public,
    search,
    signed_files,
    styleguide,
    tables,
    takeaway,
    tutor,
    verification,
)
from helpcourse.web.access import close_the_rest
from helpcourse.web.compression import compress
from helpcourse.web.extensions import csrf, db, system_clock
from helpcourse.web.i18n import Calendar
from helpcourse.web.pages import KeptNumberConverter, LanguageConverter, set_up_pages
from helpcourse.web.reader import refuse_other_reader, tell_reader
from helpcourse.web.sent import MAX_FORM_BYTES, bound_form
from helpcourse.web.static_files import StaticFiles

_PAGES = (
    public,
    citing,
    display_form,
    keyboard,
    calls,
    search,
    takeaway,
    verification,
    signed_files,
    credentials,
    media,
    auth,
    account,
    notice_choices,
    learner,
    group,
    leaving,
    feeds,
    tutor,
    admin,
    tables,
    offline,
    machine,
)  # two may share a blueprint

MAX_REQUEST_BYTES = 12 * 1024 * 1024  # an uploaded certificate with room to spare

_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; media-src 'self'; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def create_app(settings: Settings | None = None, *, clock: Callable[[], datetime] = system_clock) -> Flask:
    """The whole site. Without `settings` they are read from the environment."""
    app = make_pages()
    equip(app, settings or read_settings(), clock=clock)
    return app


def make_pages() -> Flask:
    """All that sites have in common; each is then equipped with what is its own."""
    app = Flask(__name__, static_folder=None)
    app.url_map.converters |= {"language": LanguageConverter, "int": KeptNumberConverter}
    db.init_app(app)
    app.before_request(bound_form)  # before CSRF, which reads the form
    csrf.init_app(app)
    StaticFiles().init_app(app)
    set_up_pages(app)
    app.before_request(refuse_other_reader)
    app.jinja_env.globals |= {
        "page_bar": frame.bar,
        "page_foot": frame.foot,
        "page_notices": frame.notices,
        "draw_outline": frame.outline,
        "page_explained": guide.explained_link,
        "guide_url": guide.guide_url,
    }
    for blueprint in dict.fromkeys(module.blueprint for module in _PAGES):
        app.register_blueprint(blueprint)
    if app.debug:
        styleguide.set_up(app)
    close_the_rest(app)
    errors.set_up(app)
    app.after_request(tell_reader)
    app.after_request(_secure)
    app.after_request(compress)
    app.after_request(_unchanged)
    return app


def equip(
    app: Flask, settings: Settings, *, engine: Engine | None = None, clock: Callable[[], datetime] = system_clock
) -> None:
    """Give the pages a site: its database (`engine`, if it was opened before), its courses, its keys and its time."""
    settings.data.mkdir(parents=True, exist_ok=True)
    app.config.from_mapping(_flask_config(settings))
    app.extensions |= {"settings": settings, "clock": clock, "calendar": Calendar(settings.timezone)}
    app.extensions |= {"shelf": Shelf(Elsewhere.of(settings)), "engine": engine or make_engine(settings.engine_url)}
    app.jinja_env.globals["calendar"] = app.extensions["calendar"]
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]  # as Flask's manual says


def _flask_config(settings: Settings) -> dict[str, object]:
    return {
        "SECRET_KEY": secret_key(settings.data),
        "MAX_CONTENT_LENGTH": MAX_REQUEST_BYTES,
        "MAX_FORM_MEMORY_SIZE": MAX_FORM_BYTES,
        "SESSION_COOKIE_NAME": "helpcourse",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.is_https,
        "SESSION_REFRESH_EACH_REQUEST": False,
        "PERMANENT_SESSION_LIFETIME": timedelta(days=365),  # a log-in ends by its row, 30 days after its last use
        "WTF_CSRF_TIME_LIMIT": None,  # a test takes longer than an hour; the session's own life is the limit
        "WTF_I18N_ENABLED": False,  # web/forms.py names the language itself
    }


def _unchanged(response: Response) -> Response:
    """A page that the browser has already is not sent again: lines are slow here. Files see to that themselves."""
    _tag, is_of_page = response.get_etag()
    if is_of_page:
        response.make_conditional(request)
    return response


def _secure(response: Response) -> Response:
    headers = response.headers
    headers["X-Content-Type-Options"] = "nosniff"
    if request.endpoint != "static" or response.mimetype == "image/svg+xml":  # the page's own hold for its parts
        headers.setdefault("Content-Security-Policy", _POLICY)
        headers["Referrer-Policy"] = "same-origin"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if request.is_secure:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    if "Cache-Control" not in headers:
        headers["Cache-Control"] = "private, no-cache"
    return response
