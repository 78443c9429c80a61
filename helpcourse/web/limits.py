"""How often something may be tried: counted in the database, told on a page of its own."""

from flask import abort, request

from helpcourse.accounts import throttling
from helpcourse.accounts.rules import Limit, folded_email, is_too_often, network_of
from helpcourse.db import begin_write
from helpcourse.web.extensions import db, now


def count_try(by_email: Limit, by_address: Limit, email: str) -> None:
    """Count a try, committed whatever comes of it; answers 429 if it is one too many."""
    begin_write(db.session)
    is_over = [
        is_too_often(limit, throttling.count(db.session, limit, key, now=now()))
        for limit, key in ((by_email, folded_email(email)), (by_address, _address()))
    ]
    db.session.commit()
    if any(is_over):
        abort(429)


def count_try_here(by_address: Limit) -> None:
    """The same for what anybody may try, counted by the address only."""
    begin_write(db.session)
    tries = throttling.count(db.session, by_address, _address(), now=now())
    db.session.commit()
    if is_too_often(by_address, tries):
        abort(429)


def take_back_try(by_email: Limit, by_address: Limit, email: str) -> None:
    """It succeeded, so it does not count; the caller commits."""
    throttling.take_back(db.session, by_email, folded_email(email))
    throttling.take_back(db.session, by_address, _address())


def _address() -> str:
    return network_of(request.remote_addr or "")
