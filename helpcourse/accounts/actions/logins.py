"""Log-ins: begun, noted, ended; and the consent that is asked for at them."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, update
from sqlalchemy.orm import Session

from helpcourse.accounts import throttling
from helpcourse.accounts.models import Consent, Identity, Login, Person, Token
from helpcourse.accounts.rules import LOGIN_LASTS, USE_IS_NOTED_EVERY, token_hash
from helpcourse.db import rows_touched
from helpcourse.errors import NotAllowedError

_KEPT = timedelta(days=7)  # links and log-ins that are over, before they are deleted


def log_in(session: Session, person_id: int, *, now: datetime) -> str:
    """Begin a log-in; the token for the cookie. Raises NotAllowedError if they were deactivated since."""
    person = session.get(Person, person_id, with_for_update=True)
    if person is None or person.deactivated_at or person.erased_at:
        raise NotAllowedError
    token = secrets.token_urlsafe(32)
    session.add(Login(token_hash=token_hash(token), person_id=person_id, began_at=now, last_used_at=now))
    return token


def replace_hash(session: Session, person_id: int, old: str, new: str) -> None:
    """The same password, hashed with today's parameters; not if it was changed meanwhile."""
    unchanged = (Identity.person_id == person_id) & (Identity.password_hash == old)
    session.execute(update(Identity).where(unchanged).values(password_hash=new))


def log_out(session: Session, hash_: bytes, *, now: datetime) -> None:
    session.execute(update(Login).where(Login.token_hash == hash_, Login.ended_at.is_(None)).values(ended_at=now))


def end_login(session: Session, person_id: int, hash_: bytes, *, now: datetime) -> bool:
    """End one log-in of this person; False if it is not theirs or over already."""
    theirs = (Login.token_hash == hash_) & (Login.person_id == person_id) & Login.ended_at.is_(None)
    ended = session.execute(update(Login).where(theirs).values(ended_at=now))
    return bool(rows_touched(ended))


def end_logins(session: Session, person_id: int, *, keep: bytes = b"", now: datetime) -> None:
    """End all log-ins of a person, but for the one to `keep`."""
    others = (Login.person_id == person_id) & (Login.token_hash != keep) & Login.ended_at.is_(None)
    session.execute(update(Login).where(others).values(ended_at=now))


def note_use(session: Session, hash_: bytes, *, now: datetime) -> None:
    """Write down that a log-in is used; once, however many requests come at the same time."""
    is_due = (Login.token_hash == hash_) & Login.ended_at.is_(None) & (Login.last_used_at <= now - USE_IS_NOTED_EVERY)
    session.execute(update(Login).where(is_due).values(last_used_at=now))


def give_consent(session: Session, person_id: int, version: str, language: str, *, now: datetime) -> None:
    session.add(Consent(person_id=person_id, version=version, language=language, given_at=now))


def delete_old(session: Session, *, now: datetime) -> None:
    """Log-ins, links and counted tries that are over; run daily."""
    over = or_(Login.ended_at < now - _KEPT, Login.last_used_at < now - LOGIN_LASTS - _KEPT)
    session.execute(delete(Login).where(over))
    session.execute(delete(Token).where(Token.expires_at < now - _KEPT))
    throttling.delete_old(session, now=now)
