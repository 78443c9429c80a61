"""Reads of one person: whose address or link it is, what they told. Lists are in lists.py."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.accounts.models import (
    Consent,
    Country,
    Identity,
    Login,
    NameSpelling,
    Person,
    Profession,
    RoleGrant,
    Token,
    TokenPurpose,
)
from helpcourse.accounts.rules import LOGIN_LASTS, folded_email, token_hash
from helpcourse.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class Account:
    """What is needed to let somebody in, or to write to them."""

    person_id: int
    email: str
    full_name: str
    password_hash: str
    language: str
    is_confirmed: bool
    is_deactivated: bool

    @property
    def about(self) -> list[str]:
        """What a password must not be made of."""
        return [self.email, self.full_name]


def _account(identity: Identity, person: Person) -> Account:
    return Account(
        person_id=person.id,
        email=identity.email,
        full_name=identity.full_name,
        password_hash=identity.password_hash,
        language=person.language,
        is_confirmed=identity.email_confirmed_at is not None,
        is_deactivated=person.deactivated_at is not None,
    )


_ACCOUNT = select(Identity, Person).join(Person, Person.id == Identity.person_id)


def find_account(session: Session, email: str) -> Account | None:
    row = session.execute(_ACCOUNT.where(Identity.email_folded == folded_email(email))).one_or_none()
    return _account(*row) if row else None


def find_account_of(session: Session, person_id: int) -> Account | None:
    """None: the person was erased."""
    row = session.execute(_ACCOUNT.where(Identity.person_id == person_id)).one_or_none()
    return _account(*row) if row else None


def get_account_of(session: Session, person_id: int) -> Account:
    if account := find_account_of(session, person_id):
        return account
    raise NotFoundError


def find_token_owner(session: Session, token: str, purpose: TokenPurpose, *, now: datetime) -> Account | None:
    """Whose link this is, without using it up; None if it is good no more."""
    row = session.execute(
        _ACCOUNT.join(Token, Token.person_id == Person.id).where(
            Token.token_hash == token_hash(token),
            Token.purpose == purpose,
            Token.expires_at > now,
            Token.used_at.is_(None),
        )
    ).one_or_none()
    return _account(*row) if row else None


@dataclass(frozen=True, slots=True)
class NewEmail:
    """The address that somebody's account is to have."""

    person_id: int
    email: str


def find_new_email(session: Session, token: str, *, now: datetime) -> NewEmail | None:
    """What a link would change, without using it up; None if it is good no more."""
    good = (Token.token_hash == token_hash(token)) & (Token.expires_at > now) & Token.used_at.is_(None)
    found = select(Token.person_id, Token.email).where(good, Token.purpose == TokenPurpose.NEW_EMAIL)
    row = session.execute(found).one_or_none()
    return NewEmail(row.person_id, row.email) if row else None


def has_consented(session: Session, person_id: int, version: str) -> bool:
    """Whether they agreed to this version of the consent text."""
    given = select(Consent.id).where(Consent.person_id == person_id, Consent.version == version).limit(1)
    return session.execute(given).first() is not None


@dataclass(frozen=True, slots=True)
class Details:
    """All that a person told about themselves."""

    id: int
    key: uuid.UUID
    email: str
    surname: str
    given_name: str
    patronymic: str
    country: Country
    profession: Profession
    institution_id: int | None  # None: not on the list
    language: str
    phone: str
    registered_at: datetime
    spellings: Mapping[str, str]  # full name by language, where it differs


def get_details(session: Session, person_id: int) -> Details:
    """Raises NotFoundError for an erased person."""
    row = session.execute(_ACCOUNT.where(Person.id == person_id)).one_or_none()
    if row is None:
        raise NotFoundError
    identity, person = row
    return Details(
        id=person.id,
        key=person.key,
        email=identity.email,
        surname=identity.surname,
        given_name=identity.given_name,
        patronymic=identity.patronymic,
        country=person.country,
        profession=person.profession,
        institution_id=person.institution_id,
        language=person.language,
        phone=identity.phone,
        registered_at=person.registered_at,
        spellings=spellings_of(session, person_id),
    )


def spellings_of(session: Session, person_id: int) -> dict[str, str]:
    """Full name by language, where it is spelled otherwise than in the identity."""
    spelled = select(NameSpelling.language, NameSpelling.full_name).where(NameSpelling.person_id == person_id)
    return {row.language: row.full_name for row in session.execute(spelled)}


@dataclass(frozen=True, slots=True)
class OpenLogin:
    hash: bytes
    began_at: datetime
    last_used_at: datetime

    @property
    def hex(self) -> str:
        """Names it in a form; of no use as a cookie."""
        return self.hash.hex()


def logins_of(session: Session, person_id: int, *, now: datetime) -> list[OpenLogin]:
    """Where a person is logged in, the last used first."""
    theirs = (
        select(Login.token_hash, Login.began_at, Login.last_used_at)
        .where(Login.person_id == person_id, Login.ended_at.is_(None), Login.last_used_at > now - LOGIN_LASTS)
        .order_by(Login.last_used_at.desc(), Login.began_at.desc())
    )
    return [OpenLogin(*row) for row in session.execute(theirs)]


def own_data(session: Session, person_id: int) -> dict[str, Any]:
    """What is kept about a person here, for them to take away; times in ISO 8601, UTC."""
    details = get_details(session, person_id)
    consents = select(Consent).where(Consent.person_id == person_id).order_by(Consent.given_at)
    grants = select(RoleGrant).where(RoleGrant.person_id == person_id).order_by(RoleGrant.granted_at)
    logins = select(Login.began_at, Login.last_used_at, Login.ended_at).where(Login.person_id == person_id)
    return {
        "email": details.email,
        "surname": details.surname,
        "given_name": details.given_name,
        "patronymic": details.patronymic,
        "spellings": dict(details.spellings),
        "phone": details.phone,
        "country": details.country.value,
        "profession": details.profession.value,
        "institution": details.institution_id,
        "language": details.language,
        "display": session.scalar(select(Person.display).where(Person.id == person_id)),
        "registered_at": details.registered_at.isoformat(),
        "consents": [
            {"version": consent.version, "language": consent.language, "given_at": consent.given_at.isoformat()}
            for consent in session.execute(consents).scalars()
        ],
        "roles": [
            {"role": grant.role.value, "country": grant.country, "granted_at": grant.granted_at.isoformat()}
            for grant in session.execute(grants).scalars()
        ],
        "logins": [
            {"began_at": began.isoformat(), "last_used_at": used.isoformat(), "ended_at": ended and ended.isoformat()}
            for began, used, ended in session.execute(logins.order_by(Login.began_at))
        ],
    }
