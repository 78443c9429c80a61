"""Another e-mail address: asked for by its owner, in force once the new address has confirmed it."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from helpcourse.accounts.actions.logins import end_logins
from helpcourse.accounts.actions.registration import search_text
from helpcourse.accounts.actions.tokens import make_token, use_token
from helpcourse.accounts.models import Identity, Person, Token, TokenPurpose
from helpcourse.accounts.queries import find_account, find_new_email
from helpcourse.accounts.rules import CONFIRM_LASTS, folded_email
from helpcourse.messages.actions import queue
from helpcourse.messages.models import MailKind


def ask_for_new_email(session: Session, person_id: int, email: str, *, now: datetime) -> None:
    """Mail a link to the new address and a notice to the old one.

    If somebody has the new address already, they are told that there is an account; the caller cannot tell.
    """
    language = session.execute(select(Person.language).where(Person.id == person_id)).scalar_one()
    queue(session, person_id, MailKind.EMAIL_CHANGE_ASKED, language, {}, now=now)
    if owner := find_account(session, email):
        queue(session, owner.person_id, MailKind.ALREADY_REGISTERED, owner.language, {}, now=now)
        return
    token = make_token(session, person_id, TokenPurpose.NEW_EMAIL, lasts=CONFIRM_LASTS, email=email, now=now)
    queue(session, person_id, MailKind.NEW_EMAIL, language, {"token": token, "to": email}, now=now)


def confirm_new_email(session: Session, token: str, *, keep: bytes, now: datetime) -> bool:
    """Change the address by the mailed link, end all log-ins but the one to `keep`; False if it is good no more."""
    new = find_new_email(session, token, now=now)
    if new is None or use_token(session, token, TokenPurpose.NEW_EMAIL, now=now) is None:
        return False
    try:
        with session.begin_nested():
            _set_email(session, new.person_id, new.email, now=now)
    except IntegrityError:  # somebody has registered with it meanwhile
        return False
    session.execute(delete(Token).where(Token.person_id == new.person_id, Token.used_at.is_(None)))
    end_logins(session, new.person_id, keep=keep, now=now)
    return True


def _set_email(session: Session, person_id: int, email: str, *, now: datetime) -> None:
    identity = session.get_one(Identity, person_id)
    identity.email, identity.email_folded = email, folded_email(email)
    identity.search_text = search_text(identity.full_name, email)
    identity.email_confirmed_at = now
