"""Who may enter: one line a blueprint, closed by default."""

from flask import Blueprint, Flask, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from helpcourse.accounts.models import Role
from helpcourse.accounts.queries import Me, find_me
from helpcourse.accounts.rules import token_hash
from helpcourse.errors import NotAllowedError
from helpcourse.web.extensions import db, now
from helpcourse.web.i18n import current_language

LOGIN_KEY = "login"  # of the session cookie: the token of the log-in

_opened: set[str] = set()


def admit_anyone(blueprint: Blueprint) -> None:
    """Visitors too."""
    _opened.add(blueprint.name)


def admit_only(blueprint: Blueprint, *roles: Role) -> None:
    """People who are logged in and have one of these roles; without roles, all who are logged in."""
    _opened.add(blueprint.name)

    @blueprint.before_request
    def check() -> ResponseReturnValue | None:
        person = find_current()
        if person is None:
            return _to_log_in()
        if roles and not person.roles & set(roles):
            raise NotAllowedError
        return None


def close_the_rest(app: Flask) -> None:
    """Refuse to start with a blueprint of which nobody has said who may enter."""
    if forgotten := set(app.blueprints) - _opened:
        raise RuntimeError(f"say who may enter: {', '.join(sorted(forgotten))}")


def find_current() -> Me | None:
    """Who is logged in; looked up once a request."""
    if "me" not in g:
        token = session.get(LOGIN_KEY)
        g.me = find_me(db.session, token_hash(token), now=now()) if token else None
    person: Me | None = g.me
    return person


def me() -> Me:
    """Who is logged in, where somebody must be."""
    person = find_current()
    if person is None:
        raise NotAllowedError
    return person


def _to_log_in() -> ResponseReturnValue:
    """Log in first, then come back; what was posted is asked for again by the page itself."""
    target = request.full_path.rstrip("?") if request.method == "GET" else request.referrer and _own_path()
    return redirect(url_for("auth.log_in", lang=current_language(), next=target or None), 303)


def _own_path() -> str | None:
    """The page that the form stood on, if it was ours."""
    referrer = request.referrer or ""
    return referrer.removeprefix(request.host_url.rstrip("/")) if referrer.startswith(request.host_url) else None


def is_safe_next(target: str | None) -> bool:
    """Whether `next=` stays on the site: a path of ours, not another host in disguise."""
    if not target:
        return False
    return target.startswith("/") and not target.startswith(("//", "/\\")) and target.isprintable()
