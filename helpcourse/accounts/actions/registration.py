"""Registration, and the confirmation of an address."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from helpcourse.accounts.actions.logins import give_consent
from helpcourse.accounts.actions.tokens import make_token, use_token
from helpcourse.accounts.models import Country, Identity, Person, Profession, TokenPurpose
from helpcourse.accounts.queries import find_account
from helpcourse.accounts.rules import CONFIRM_LASTS, folded_email
from helpcourse.languages import folded, sort_key
from helpcourse.messages.actions import queue
from helpcourse.messages.models import MailKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a person tells about themselves; names as they shall stand on the certificate."""

    surname: str
    given_name: str
    patronymic: str = ""
    country: Country
    profession: Profession
    institution_id: int | None = None  # None: not on the list
    language: str
    phone: str = ""

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.surname, self.given_name, self.patronymic) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """Somebody who registers."""

    email: str
    password_hash: str
    profile: Profile
    consent_version: str
    consent_language: str


def register(session: Session, new: NewPerson, *, now: datetime) -> None:
    """Make an account and mail its confirmation. To a known address goes a mail that says so; the caller cannot tell.

    An account whose address was never confirmed is taken over by the last to register with it: else a stranger
    could register somebody's address first, with a password of their own, and wait for them to confirm it.
    """
    account = find_account(session, new.email)
    if account is None:
        _register_unknown(session, new, now=now)
    elif account.is_confirmed:
        queue(session, account.person_id, MailKind.ALREADY_REGISTERED, account.language, {}, now=now)
    else:
        _take_over(session, account.person_id, new, now=now)


def _register_unknown(session: Session, new: NewPerson, *, now: datetime) -> None:
    """If the same form was sent twice at once, the second finds the address taken and does nothing."""
    try:
        with session.begin_nested():
            person_id = add_person(session, new, now=now)
    except IntegrityError:
        return
    _mail_confirmation(session, person_id, new.profile.language, now=now)


def add_person(session: Session, new: NewPerson, *, is_confirmed: bool = False, now: datetime) -> int:
    """A person with identity and consent; their id."""
    profile = new.profile
    person = Person(
        country=profile.country,
        profession=profile.profession,
        institution_id=profile.institution_id,
        language=profile.language,
        registered_at=now,
    )
    session.add(person)
    session.flush()
    session.add(_identity(person.id, new, confirmed_at=now if is_confirmed else None))
    if new.consent_version:
        give_consent(session, person.id, new.consent_version, new.consent_language, now=now)
    session.flush()
    return person.id


def _identity(person_id: int, new: NewPerson, *, confirmed_at: datetime | None) -> Identity:
    return Identity(
        person_id=person_id,
        email=new.email,
        email_folded=folded_email(new.email),
        password_hash=new.password_hash,
        surname=new.profile.surname,
        given_name=new.profile.given_name,
        patronymic=new.profile.patronymic,
        name_key=name_key(new.profile.full_name),
        search_text=search_text(new.profile.full_name, new.email),
        phone=new.profile.phone,
        email_confirmed_at=confirmed_at,
    )


def name_key(full_name: str) -> str:
    return sort_key(full_name)[:300]


def search_text(full_name: str, email: str) -> str:
    return folded(f"{full_name} {email}")[:600]


def _take_over(session: Session, person_id: int, new: NewPerson, *, now: datetime) -> None:
    profile = new.profile
    session.execute(
        update(Person)
        .where(Person.id == person_id)
        .values(
            country=profile.country,
            profession=profile.profession,
            institution_id=profile.institution_id,
            language=profile.language,
        )
    )
    session.execute(
        update(Identity)
        .where(Identity.person_id == person_id)
        .values(
            password_hash=new.password_hash,
            surname=profile.surname,
            given_name=profile.given_name,
            patronymic=profile.patronymic,
            name_key=name_key(profile.full_name),
            search_text=search_text(profile.full_name, new.email),
        )
    )
    give_consent(session, person_id, new.consent_version, new.consent_language, now=now)
    _mail_confirmation(session, person_id, profile.language, now=now)


def send_confirmation(session: Session, email: str, *, now: datetime) -> None:
    """Mail a new confirmation, if somebody has this address and has not confirmed it."""
    account = find_account(session, email)
    if account and not account.is_confirmed and not account.is_deactivated:
        _mail_confirmation(session, account.person_id, account.language, now=now)


def _mail_confirmation(session: Session, person_id: int, language: str, *, now: datetime) -> None:
    token = make_token(session, person_id, TokenPurpose.CONFIRM, lasts=CONFIRM_LASTS, now=now)
    queue(session, person_id, MailKind.CONFIRM, language, {"token": token}, now=now)


def confirm_email(session: Session, token: str, *, now: datetime) -> int | None:
    """Use up a mailed link; whose address is confirmed by it, or None if the link is good no more."""
    person_id = use_token(session, token, TokenPurpose.CONFIRM, now=now)
    if person_id is None:
        return None
    session.execute(update(Identity).where(Identity.person_id == person_id).values(email_confirmed_at=now))
    is_active = select(Person.id).where(Person.id == person_id, Person.deactivated_at.is_(None))
    return session.execute(is_active).scalar_one_or_none()
