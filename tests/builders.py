"""People and courses as tests need them, put straight into the database."""

from dataclasses import dataclass
from datetime import UTC, datetime

from argon2 import PasswordHasher
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Consent, Country, Identity, Person, Profession, Role, RoleGrant
from helpcourse.assessment.questions import TICKED
from helpcourse.config import Settings
from helpcourse.languages import folded, sort_key

NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
PASSWORD = "Бозторғай-2026"

# Hashed once and cheaply: what a hash costs is tested where log-in is tested.
_HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


@dataclass(frozen=True, slots=True)
class Someone:
    """A person of the cast: what tests need to know to log them in and to look for them."""

    id: int
    email: str
    name: str


def ticks(*options: str) -> dict[str, str]:
    """The answer that ticks these options of a choice."""
    return dict.fromkeys(options, TICKED)


def add_person(
    session: Session,
    given_name: str,
    surname: str,
    patronymic: str = "",
    *,
    email: str,
    language: str = "kk",
    country: Country = Country.KZ,
    profession: Profession = Profession.ADVOCATE,
    roles: tuple[Role, ...] = (),
) -> Someone:
    """A person whose e-mail is confirmed and who has consented, with PASSWORD."""
    person = Person(country=country, profession=profession, institution_id=None, language=language, registered_at=NOW)
    session.add(person)
    session.flush()
    name = " ".join(part for part in (surname, given_name, patronymic) if part)
    session.add(
        Identity(
            person_id=person.id,
            email=email,
            email_folded=email.casefold(),
            password_hash=_HASH,
            surname=surname,
            given_name=given_name,
            patronymic=patronymic,
            name_key=sort_key(name),
            search_text=folded(f"{name} {email}"),
            email_confirmed_at=NOW,
        )
    )
    session.add(Consent(person_id=person.id, version=Settings().consent_version, language=language, given_at=NOW))
    for role in roles:
        place = country.value if role is Role.COORDINATOR else ""
        session.add(RoleGrant(person_id=person.id, role=role, granted_at=NOW, granted_by_id=None, country=place))
    return Someone(person.id, email, name)


def add_cast(session: Session) -> dict[str, Someone]:
    """Aigerim learns, Bolat is a stranger, Dana tutors, Yerlan administers, Gulnara coordinates Kazakhstan."""
    return {
        "aigerim": add_person(session, "Айгерім", "Серікова", "Нұрланқызы", email="aigerim@example.kz"),
        "bolat": add_person(session, "Болат", "Ахметов", email="bolat@example.kz", profession=Profession.JUDGE),
        "dana": add_person(session, "Дана", "Оспанова", "Қайратқызы", email="dana@example.kz", roles=(Role.TUTOR,)),
        "yerlan": add_person(session, "Ерлан", "Әбдіров", email="yerlan@example.kz", roles=(Role.ADMIN,)),
        "gulnara": add_person(session, "Гүлнара", "Төлегенова", email="gulnara@example.kz", roles=(Role.COORDINATOR,)),
    }
