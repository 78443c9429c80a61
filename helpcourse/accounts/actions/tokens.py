"""Links sent by mail, and the passwords that are changed with them or without."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from helpcourse.accounts.actions.logins import end_logins
from helpcourse.accounts.models import Identity, Person, Token, TokenPurpose
from helpcourse.accounts.queries import find_account
from helpcourse.accounts.rules import RESET_LASTS, SLIP_LASTS, token_hash
from helpcourse.messages.actions import queue
from helpcourse.messages.models import MailKind

_CLEAR_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another
_SLIP_LETTERS = 16  # 79 bits: not to be guessed


def make_token(
    session: Session,
    person_id: int,
    purpose: TokenPurpose,
    *,
    lasts: timedelta,
    email: str | None = None,
    now: datetime,
) -> str:
    """A new link; earlier ones for the same purpose are good no more."""
    session.execute(delete(Token).where(Token.person_id == person_id, Token.purpose == purpose))
    token = secrets.token_urlsafe(32)
    hash_, ends_at = token_hash(token), now + lasts
    session.add(Token(token_hash=hash_, person_id=person_id, purpose=purpose, expires_at=ends_at, email=email))
    return token


def use_token(session: Session, token: str, purpose: TokenPurpose, *, now: datetime) -> int | None:
    """Whose link it was, used up by this; None if it is unknown, used or too old."""
    is_good = (
        (Token.token_hash == token_hash(token))
        & (Token.purpose == purpose)
        & (Token.expires_at > now)
        & Token.used_at.is_(None)
    )
    used = update(Token).where(is_good).values(used_at=now).returning(Token.person_id)
    return session.execute(used).scalar_one_or_none()


def request_reset(session: Session, email: str, *, now: datetime) -> None:
    """Mail a link for a new password, if anybody has this address."""
    account = find_account(session, email)
    if account is None or account.is_deactivated:
        return
    token = make_reset_token(session, account.person_id, now=now)
    queue(session, account.person_id, MailKind.RESET, account.language, {"token": token}, now=now)


def make_reset_token(session: Session, person_id: int, *, now: datetime) -> str:
    """A link for a new password, to be handed over by whoever asked for it."""
    return make_token(session, person_id, TokenPurpose.RESET, lasts=RESET_LASTS, now=now)


def make_slip_token(session: Session, person_id: int, *, now: datetime) -> str:
    """A link for the first password that is short enough to be typed from paper; one that was mailed stays good.

    Only for an account that nobody has used yet: whoever prints it could use it.
    """
    letters = "".join(secrets.choice(_CLEAR_LETTERS) for _ in range(_SLIP_LETTERS))
    token = "-".join(letters[start : start + 4] for start in range(0, _SLIP_LETTERS, 4))
    ends_at = now + SLIP_LASTS
    row = Token(token_hash=token_hash(token), person_id=person_id, purpose=TokenPurpose.RESET, expires_at=ends_at)
    session.add(row)
    return token


def reset_password(session: Session, token: str, password_hash: str, *, now: datetime) -> int | None:
    """Set the password by a mailed link, end all log-ins; whose it was, or None if the link is good no more.

    Whoever has the link reads the mails of the address: that confirms it too.
    """
    person_id = use_token(session, token, TokenPurpose.RESET, now=now)
    if person_id is None:
        return None
    unconfirmed = (Identity.person_id == person_id) & Identity.email_confirmed_at.is_(None)
    session.execute(update(Identity).where(unconfirmed).values(email_confirmed_at=now))
    _set_password(session, person_id, password_hash, now=now)
    end_logins(session, person_id, now=now)
    return person_id


def change_password(session: Session, person_id: int, password_hash: str, *, keep: bytes, now: datetime) -> None:
    """Set the password of somebody who has shown the old one; all log-ins end but the one to `keep`."""
    _set_password(session, person_id, password_hash, now=now)
    end_logins(session, person_id, keep=keep, now=now)


def _set_password(session: Session, person_id: int, password_hash: str, *, now: datetime) -> None:
    session.execute(update(Identity).where(Identity.person_id == person_id).values(password_hash=password_hash))
    session.execute(delete(Token).where(Token.person_id == person_id, Token.used_at.is_(None)))
    language = session.execute(select(Person.language).where(Person.id == person_id)).scalar_one()
    queue(session, person_id, MailKind.PASSWORD_CHANGED, language, {}, now=now)
