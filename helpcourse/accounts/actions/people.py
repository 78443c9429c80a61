"""What people tell about themselves, the roles they are given, and how they leave."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from helpcourse.accounts.actions.logins import end_logins
from helpcourse.accounts.actions.registration import Profile, name_key, search_text
from helpcourse.accounts.display import Display
from helpcourse.accounts.models import Identity, Login, NameSpelling, Person, Role, RoleGrant, Token
from helpcourse.errors import ConflictError, NotFoundError
from helpcourse.messages.actions import forget


def edit_profile(session: Session, person_id: int, profile: Profile, spellings: Mapping[str, str]) -> None:
    """Keep what a person tells about themselves; `spellings`: the full name by language, empty where as above."""
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
    identity = session.get_one(Identity, person_id)
    identity.surname = profile.surname
    identity.given_name = profile.given_name
    identity.patronymic = profile.patronymic
    identity.phone = profile.phone
    identity.name_key = name_key(profile.full_name)
    identity.search_text = search_text(profile.full_name, identity.email)
    session.execute(delete(NameSpelling).where(NameSpelling.person_id == person_id))
    session.add_all(
        NameSpelling(person_id=person_id, language=language, full_name=name)
        for language, name in spellings.items()
        if name
    )


def choose_display(session: Session, person_id: int, display: Display) -> None:
    """Keep how pages are to look, on every device."""
    session.execute(update(Person).where(Person.id == person_id).values(display=display.codes))


def erase(session: Session, person_id: int, *, now: datetime) -> None:
    """Drop who a person is; the learner key stays for the figures, issued papers stay checkable.

    What they wrote is erased by reporting.personal.erase, which calls this. ConflictError("last_admin") for the last.
    """
    _keep_an_admin(session, person_id)
    for table in (Identity, NameSpelling, Token, Login):
        session.execute(delete(table).where(table.person_id == person_id))
    session.execute(update(RoleGrant).where(_in_force(person_id)).values(ended_at=now))
    session.execute(
        update(Person).where(Person.id == person_id).values(erased_at=now, deactivated_at=now, display=None)
    )
    forget(session, person_id, now=now)


def grant_role(
    session: Session, person_id: int, role: Role, *, country: str = "", by_id: int | None, now: datetime
) -> None:
    """Give a role, a coordinator's for one country; once, however often asked. `by_id` is None for the command line.

    Raises ConflictError("country_of_coordinator") if a coordinator has no country or somebody else has one.
    """
    if (role is Role.COORDINATOR) != bool(country):
        raise ConflictError("country_of_coordinator")
    _get_person(session, person_id)
    same = _in_force(person_id) & (RoleGrant.role == role) & (RoleGrant.country == country)
    if session.execute(select(RoleGrant.id).where(same)).first():
        return
    session.add(RoleGrant(person_id=person_id, role=role, country=country, granted_at=now, granted_by_id=by_id))
    end_logins(session, person_id, now=now)


def end_role(session: Session, person_id: int, role: Role, *, country: str = "", now: datetime) -> None:
    """Take a role back; ConflictError("last_admin") if nobody would be left to administer."""
    _get_person(session, person_id)
    if role is Role.ADMIN:
        _keep_an_admin(session, person_id)
    ended = _in_force(person_id) & (RoleGrant.role == role) & (RoleGrant.country == country)
    session.execute(update(RoleGrant).where(ended).values(ended_at=now))
    end_logins(session, person_id, now=now)


def deactivate(session: Session, person_id: int, *, now: datetime) -> None:
    """Log a person out everywhere and let them in no more; ConflictError("last_admin") for the last admin."""
    person = _get_person(session, person_id)
    _keep_an_admin(session, person_id)
    person.deactivated_at = person.deactivated_at or now
    end_logins(session, person_id, now=now)


def reactivate(session: Session, person_id: int) -> None:
    """Let a deactivated person in again; an erased one stays erased."""
    _get_person(session, person_id).deactivated_at = None


def _get_person(session: Session, person_id: int) -> Person:
    person = session.get(Person, person_id, with_for_update=True)
    if person is None or person.erased_at:
        raise NotFoundError
    return person


def _keep_an_admin(session: Session, person_id: int) -> None:
    admins = (
        select(Person.id)
        .join(RoleGrant, RoleGrant.person_id == Person.id)
        .where(RoleGrant.role == Role.ADMIN, RoleGrant.ended_at.is_(None), Person.deactivated_at.is_(None))
        .with_for_update()
    )
    if set(session.execute(admins).scalars()) == {person_id}:
        raise ConflictError("last_admin")


def _in_force(person_id: int) -> ColumnElement[bool]:
    return (RoleGrant.person_id == person_id) & RoleGrant.ended_at.is_(None)
