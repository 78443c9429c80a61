"""Lists: of people, for those who administer them, and of institutions."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from helpcourse.accounts.models import (
    Country,
    Identity,
    Institution,
    InstitutionName,
    Login,
    Person,
    Profession,
    Role,
    RoleGrant,
)
from helpcourse.languages import folded, sort_key


@dataclass(frozen=True, slots=True)
class GrantedRole:
    role: Role
    country: str  # of a coordinator; else empty
    granted_at: datetime


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A person as the admin sees them; an erased one has no name and no address."""

    id: int
    key: uuid.UUID
    full_name: str
    email: str
    is_confirmed: bool
    country: Country
    profession: Profession
    institution_id: int | None
    language: str
    registered_at: datetime
    deactivated_at: datetime | None
    erased_at: datetime | None
    last_used_at: datetime | None  # None: never logged in, or long ago
    roles: tuple[GrantedRole, ...]


@dataclass(frozen=True, slots=True)
class PeoplePage:
    people: list[ListedPerson]
    total: int
    page: int
    pages: int


def search_people(
    session: Session,
    *,
    text: str = "",
    role: Role | None = None,
    country: str = "",
    deactivated: bool | None = None,
    countries: frozenset[str] | None = None,
    order: str = "name",
    page: int = 1,
    per_page: int = 50,
) -> PeoplePage:
    """People whose name or address has all these words; None means either.

    `countries`: those that the asker administers; None: all. `order`: "name" as in a Kazakh dictionary, "registered"
    or "used", "-" before it for descending.
    """
    found = _narrowed(text, role, country, deactivated)
    if countries is not None:
        found = found.where(Person.country.in_(sorted(countries)))
    total = session.execute(select(func.count()).select_from(found.subquery())).scalar_one()
    pages = max(1, -(-total // per_page))
    page = min(max(page, 1), pages)
    found = found.order_by(*_order(order), Identity.name_key, Person.id)
    ids = list(session.execute(found.offset((page - 1) * per_page).limit(per_page)).scalars())
    people = _listed(session, ids)
    return PeoplePage([people[id_] for id_ in ids], total, page, pages)


def _narrowed(text: str, role: Role | None, country: str, deactivated: bool | None) -> Select[int]:
    found = select(Person.id).join(Identity, Identity.person_id == Person.id)
    found = found.where(*(Identity.search_text.contains(word, autoescape=True) for word in folded(text).split()))
    if role is not None:
        found = found.where(exists().where(_grant_in_force(), RoleGrant.role == role))
    if country:
        found = found.where(Person.country == Country(country))
    if deactivated is not None:
        found = found.where(Person.deactivated_at.is_not(None) if deactivated else Person.deactivated_at.is_(None))
    return found


_Column = ColumnElement[Any] | InstrumentedAttribute[Any]


def _order(order: str) -> list[_Column]:
    """Whoever has never logged in counts as the longest away."""
    last_used = select(func.max(Login.last_used_at)).where(Login.person_id == Person.id).scalar_subquery()
    keys: dict[str, list[_Column]] = {
        "registered": [Person.registered_at],
        "used": [last_used.is_not(None), last_used],
    }
    by_name: list[_Column] = [Identity.name_key]
    key = keys.get(order.removeprefix("-"), by_name)
    return [column.desc() for column in key] if order.startswith("-") else key


def _grant_in_force() -> ColumnElement[bool]:
    return and_(RoleGrant.person_id == Person.id, RoleGrant.ended_at.is_(None))


def find_person(session: Session, key: uuid.UUID) -> ListedPerson | None:
    """One person by the key in the URL."""
    id_ = session.execute(select(Person.id).where(Person.key == key)).scalar_one_or_none()
    return _listed(session, [id_])[id_] if id_ is not None else None


def _listed(session: Session, ids: list[int]) -> dict[int, ListedPerson]:
    roles = _roles_of(session, ids)
    last_used = select(func.max(Login.last_used_at)).where(Login.person_id == Person.id).scalar_subquery()
    rows = session.execute(
        select(Person, Identity, last_used)
        .outerjoin(Identity, Identity.person_id == Person.id)
        .where(Person.id.in_(ids))
    )
    return {
        person.id: _listed_person(person, identity, used, roles.get(person.id, ())) for person, identity, used in rows
    }


def _listed_person(
    person: Person, identity: Identity | None, last_used_at: datetime | None, roles: tuple[GrantedRole, ...]
) -> ListedPerson:
    return ListedPerson(
        id=person.id,
        key=person.key,
        full_name=identity.full_name if identity else "",
        email=identity.email if identity else "",
        is_confirmed=identity is not None and identity.email_confirmed_at is not None,
        country=person.country,
        profession=person.profession,
        institution_id=person.institution_id,
        language=person.language,
        registered_at=person.registered_at,
        deactivated_at=person.deactivated_at,
        erased_at=person.erased_at,
        last_used_at=last_used_at,
        roles=roles,
    )


def _roles_of(session: Session, ids: list[int]) -> dict[int, tuple[GrantedRole, ...]]:
    grants = (
        select(RoleGrant)
        .where(RoleGrant.person_id.in_(ids), RoleGrant.ended_at.is_(None))
        .order_by(RoleGrant.granted_at, RoleGrant.id)
    )
    found: dict[int, tuple[GrantedRole, ...]] = {}
    for grant in session.execute(grants).scalars():
        theirs = GrantedRole(grant.role, grant.country, grant.granted_at)
        found[grant.person_id] = (*found.get(grant.person_id, ()), theirs)
    return found


@dataclass(frozen=True, slots=True)
class NamedInstitution:
    id: int
    country: Country
    name: str


def institutions(
    session: Session, language: str, country: str = "", *, today: date, also: int | None = None
) -> list[NamedInstitution]:
    """Institutions still there, by what they are called today, in dictionary order.

    `country`: of this one only; `also`: this one too, though it was closed (somebody still belongs to it).
    """
    is_open = (Institution.closed_on.is_(None)) | (Institution.closed_on > today) | (Institution.id == also)
    found = _names(language, today).where(is_open)
    if country:
        found = found.where(Institution.country == Country(country))
    named = [NamedInstitution(id_, where, name) for id_, where, name in session.execute(found)]
    return sorted(named, key=lambda institution: (institution.country, sort_key(institution.name)))


def institution_name(session: Session, institution_id: int | None, language: str, *, on: date) -> str:
    """What it was called on a day; empty if it is not on the list."""
    row = session.execute(_names(language, on).where(Institution.id == institution_id)).one_or_none()
    return row.name if row else ""


def institution_names(session: Session, ids: Collection[int], language: str, *, on: date) -> dict[int, str]:
    """The same of several, closed ones too: people who belong to them keep them."""
    rows = session.execute(_names(language, on).where(Institution.id.in_(list(ids))))
    return {row.id: row.name for row in rows}


def _names(language: str, day: date) -> Select[int, Country, str]:
    """Each institution under the name that is in force on this day."""
    names = {"kk": InstitutionName.name_kk, "ru": InstitutionName.name_ru, "en": InstitutionName.name_en}
    newest = (
        select(func.max(InstitutionName.valid_from))
        .where(InstitutionName.institution_id == Institution.id, InstitutionName.valid_from <= day)
        .correlate(Institution)
        .scalar_subquery()
    )
    return (
        select(Institution.id, Institution.country, names[language].label("name"))
        .join(InstitutionName, InstitutionName.institution_id == Institution.id)
        .where(InstitutionName.valid_from == newest)
    )
