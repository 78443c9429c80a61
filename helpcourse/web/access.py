"""Who may enter: one line a blueprint, closed by default."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Flask, g, jsonify, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from helpcourse.accounts.models import Role
from helpcourse.accounts.queries import Me, find_me
from helpcourse.accounts.rules import token_hash
from helpcourse.errors import NotAllowedError
from helpcourse.web.extensions import db, now
from helpcourse.web.i18n import current_language
from helpcourse.web.i18n import gettext as _
from helpcourse.web.sent import own_page, typed, wants_json

LOGIN_KEY = "login"  # of the session cookie: the token of the log-in

Keeper = Callable[[], str | None]

_opened: set[str] = set()
_keepers: dict[str, Keeper] = {}  # by endpoint
_NOT_LOOKED: Any = object()
_closed: set[str] = set()


def admit_anyone(blueprint: Blueprint) -> None:
    """Visitors too."""
    _opened.add(blueprint.name)


def admit_only(blueprint: Blueprint, *roles: Role) -> None:
    """People who are logged in and have one of these roles; without roles, all who are logged in."""
    _opened.add(blueprint.name)
    _closed.add(blueprint.name)

    @blueprint.before_request
    def check() -> ResponseReturnValue | None:
        person = find_current()
        if person is None:
            return to_log_in()
        if roles and not person.roles & set(roles):
            raise NotAllowedError
        return None


def close_the_rest(app: Flask) -> None:
    """Refuse to start with a blueprint of which nobody has said who may enter."""
    if forgotten := set(app.blueprints) - _opened:
        raise RuntimeError(f"say who may enter: {', '.join(sorted(forgotten))}")


def find_current() -> Me | None:
    """Who is logged in; looked up once a request."""
    person: Me | None = g.get("me", _NOT_LOOKED)
    if person is _NOT_LOOKED:
        token = session.get(LOGIN_KEY)
        person = g.me = find_me(db.session, token_hash(token), now=now()) if token else None
    return person


def me() -> Me:
    """Who is logged in, where somebody must be."""
    person = find_current()
    if person is None:
        raise NotAllowedError
    return person


def keep_when_logged_out(endpoint: str) -> Callable[[Keeper], Keeper]:
    """What the function keeps of a form whose log-in has ended; it says on which page that is offered again."""

    def register(keeper: Keeper) -> Keeper:
        _keepers[endpoint] = keeper
        return keeper

    return register


def to_log_in() -> ResponseReturnValue:
    """Log in first, then come back to the page. What was sent is kept or given back; a script keeps its own."""
    keeper = _keepers.get(request.endpoint or "")
    offered_on = keeper() if keeper and not wants_json() else None
    target = offered_on or (request.full_path.rstrip("?") if request.method == "GET" else own_page())
    url = url_for("auth.log_in", lang=current_language(), next=target)
    if wants_json():
        return jsonify(said=_("You are no longer logged in."), log_in=url), 401
    if typed() and not offered_on:
        return render_template("auth/logged_out.html", typed=typed(), url=url), 401
    return redirect(url, 303)


def is_closed(blueprint: str | None) -> bool:
    """Whether one must be logged in for these pages."""
    return blueprint in _closed


def is_safe_next(target: str | None) -> bool:
    """Whether `next=` stays on the site: a path of ours, not another host in disguise."""
    if not target:
        return False
    return target.startswith("/") and not target.startswith(("//", "/\\")) and target.isprintable()
