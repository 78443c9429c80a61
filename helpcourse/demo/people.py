"""The demo's institutions, and the people with their roles."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from helpcourse.accounts.actions import NewPerson, Profile, add_person, grant_role
from helpcourse.accounts.actions.institutions import Names, add_institution
from helpcourse.accounts.models import Country, Role
from helpcourse.demo.data import DemoPerson, texts


@dataclass(frozen=True, slots=True)
class Account:
    """What all accounts of the demo have."""

    password_hash: str
    consent_version: str


@dataclass(frozen=True, slots=True)
class _Institution:
    country: Country
    names: Names


def add_institutions(session: Session, *, now: datetime) -> dict[str, int]:
    """Their ids, by what institutions.yaml calls them."""
    found = texts("institutions", dict[str, _Institution])
    return {key: add_institution(session, one.country, one.names, since=now.date()) for key, one in found.items()}


def add_one(session: Session, one: DemoPerson, institution_id: int | None, account: Account, *, now: datetime) -> int:
    """A person with their role; the id."""
    new = _new_person(one, institution_id, account)
    person_id = add_person(session, new, is_confirmed=not one.is_invited, now=now)
    if one.roles:
        name, _, country = one.roles.partition(" ")
        grant_role(session, person_id, Role(name), country=country, by_id=None, now=now)
    return person_id


def _new_person(one: DemoPerson, institution_id: int | None, account: Account) -> NewPerson:
    profile = Profile(
        surname=one.surname,
        given_name=one.given_name,
        patronymic=one.patronymic,
        country=one.country,
        profession=one.profession,
        institution_id=institution_id,
        language=one.language,
    )
    return NewPerson(
        email=one.email,
        password_hash=account.password_hash,
        profile=profile,
        consent_version=account.consent_version,
        consent_language=one.language,
    )
