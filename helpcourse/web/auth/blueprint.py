"""The blueprint, and how somebody is let in."""

from flask import Blueprint, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from helpcourse.web.access import LOGIN_KEY, admit_anyone, find_current, is_safe_next

blueprint = Blueprint("auth", __name__, url_prefix="/<language:lang>")
admit_anyone(blueprint)


def let_in(token: str) -> None:
    """Begin a session of their own: nothing that a stranger put into the old one stays."""
    session.clear()
    session[LOGIN_KEY] = token
    session.permanent = True
    g.pop("me", None)


ONWARD_KEY = "onward"  # of the session cookie: where somebody who registers was going


def keep_onward() -> None:
    """For the time until the address is confirmed, in the same browser; what somebody else was after is forgotten."""
    session.pop(ONWARD_KEY, None)
    if is_safe_next(target := request.args.get("next")):
        session[ONWARD_KEY] = target


def kept_onward() -> str | None:
    target: str | None = session.get(ONWARD_KEY)
    return target


def onward(target: str | None = None) -> ResponseReturnValue:
    """Where they were going (`target`: as it was kept), or to the page on which their work waits."""
    target = target or request.args.get("next")
    return redirect(target if target and is_safe_next(target) else url_for(_own_page()), 303)


def _own_page() -> str:
    person = find_current()
    if person and person.is_admin:
        return "admin.home"
    return "tutor.desk" if person and person.is_tutor else "learner.my"
