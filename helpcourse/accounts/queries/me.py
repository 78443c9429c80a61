"""Who is logged in."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.orm import Session

from helpcourse.accounts.models import (
    Identity,
    Login,
    Person,
    Role,
    RoleGrant,
)
from helpcourse.accounts.rules import LOGIN_LASTS
from helpcourse.messages.models import Notice


@dataclass(frozen=True, slots=True)
class Me:
    """The person who is logged in, as every page needs to know them."""

    id: int
    name: str  # given name and surname, for the header
    initials: str
    language: str
    country: str
    roles: frozenset[Role]
    countries: frozenset[str]  # that they coordinate
    last_used_at: datetime
    unseen: int  # notices
    display: str | None = None  # how pages look, as display.py says it; None: never chosen

    @property
    def unseen_shown(self) -> str:
        """As the head of a page has room for it."""
        return str(self.unseen) if self.unseen < 100 else "99+"

    @property
    def is_tutor(self) -> bool:
        return Role.TUTOR in self.roles

    @property
    def is_admin(self) -> bool:
        """Whether they see the admin's pages: all of them, or one country's."""
        return Role.ADMIN in self.roles or Role.COORDINATOR in self.roles

    @property
    def grantable(self) -> tuple[Role, ...]:
        """The roles that they may give and take: an admin all of them, a coordinator the tutor's."""
        if Role.ADMIN in self.roles:
            return tuple(Role)
        return (Role.TUTOR,) if Role.COORDINATOR in self.roles else ()

    def may_lock_out(self, person_id: int, roles: Collection[Role]) -> bool:
        """Whether they may deactivate this person; nobody themselves, a coordinator nobody who administers."""
        return person_id != self.id and set(roles) <= set(self.grantable)


_UNSEEN = (
    select(func.count(Notice.id))
    .where(Notice.person_id == Person.id, Notice.seen_at.is_(None))
    .correlate(Person)
    .scalar_subquery()
)

# Built once: this statement runs on every page of everybody who is logged in.
_FIND_LOGIN = (
    select(
        Person.id,
        Identity.surname,
        Identity.given_name,
        Person.language,
        Person.country,
        Person.display,
        Login.last_used_at,
        RoleGrant.role,
        RoleGrant.country.label("coordinates"),
        _UNSEEN.label("unseen"),
    )
    .select_from(Login)
    .join(Person, Person.id == Login.person_id)
    .join(Identity, Identity.person_id == Person.id)
    .outerjoin(RoleGrant, and_(RoleGrant.person_id == Person.id, RoleGrant.ended_at.is_(None)))
    .where(
        Login.token_hash == bindparam("token_hash"),
        Login.ended_at.is_(None),
        Login.last_used_at > bindparam("since"),
        Person.deactivated_at.is_(None),
    )
)


def find_me(session: Session, hash_: bytes, *, now: datetime) -> Me | None:
    """Who holds this log-in; None if it has ended, is too old, or the person was deactivated."""
    rows = session.connection().execute(_FIND_LOGIN, {"token_hash": hash_, "since": now - LOGIN_LASTS}).all()
    if not rows:
        return None
    first = rows[0]
    return Me(
        id=first.id,
        name=f"{first.given_name} {first.surname}",
        initials=f"{first.given_name[:1]}{first.surname[:1]}",
        language=first.language,
        country=first.country.value,
        roles=frozenset(row.role for row in rows if row.role),
        countries=frozenset(row.coordinates for row in rows if row.coordinates),
        last_used_at=first.last_used_at,
        unseen=first.unseen,
        display=first.display,
    )
