"""The list of institutions as those see it who keep it: all names, closed ones too."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Country, Institution, InstitutionName, Person
from helpcourse.errors import NotFoundError
from helpcourse.languages import sort_key


@dataclass(frozen=True, slots=True)
class DatedName:
    valid_from: date
    kk: str
    ru: str
    en: str

    def in_language(self, language: str) -> str:
        return {"kk": self.kk, "ru": self.ru, "en": self.en}[language]


@dataclass(frozen=True, slots=True)
class KeptInstitution:
    """An institution with its history."""

    id: int
    country: Country
    closed_on: date | None  # None: offered in lists
    names: tuple[DatedName, ...]  # the latest first; one of them may begin in the future
    people: int  # who belong to it

    @property
    def all_names(self) -> str:
        """In all languages, of all times: to search in."""
        return " ".join(f"{name.kk} {name.ru} {name.en}" for name in self.names)

    def name_on(self, day: date) -> DatedName:
        """What it is called on a day; before its first name, that one."""
        return next((name for name in self.names if name.valid_from <= day), self.names[-1])


def kept_institutions(
    session: Session, language: str, *, countries: frozenset[str] | None, today: date
) -> list[KeptInstitution]:
    """Of these countries (None: of all), those offered first, in dictionary order."""
    found = select(Institution.id, Institution.country, Institution.closed_on)
    if countries is not None:
        found = found.where(Institution.country.in_([Country(code) for code in sorted(countries)]))
    names, people = _names(session), _people(session)
    kept = [
        KeptInstitution(id_, country, closed_on, tuple(names[id_]), people.get(id_, 0))
        for id_, country, closed_on in session.execute(found)
    ]

    def order(one: KeptInstitution) -> tuple[bool, str, str]:
        return one.closed_on is not None, one.country, sort_key(one.name_on(today).in_language(language))

    return sorted(kept, key=order)


def get_kept_institution(
    session: Session, institution_id: int, *, countries: frozenset[str] | None, today: date
) -> KeptInstitution:
    """Raises NotFoundError, for one of another country too."""
    for one in kept_institutions(session, "kk", countries=countries, today=today):
        if one.id == institution_id:
            return one
    raise NotFoundError


def _names(session: Session) -> dict[int, list[DatedName]]:
    by_institution: dict[int, list[DatedName]] = defaultdict(list)
    for name in session.scalars(select(InstitutionName).order_by(InstitutionName.valid_from.desc())):
        dated = DatedName(name.valid_from, name.name_kk, name.name_ru, name.name_en)
        by_institution[name.institution_id].append(dated)
    return by_institution


def _people(session: Session) -> dict[int, int]:
    counted = select(Person.institution_id, func.count()).where(Person.erased_at.is_(None))
    rows = session.execute(counted.group_by(Person.institution_id))
    return {institution_id: count for institution_id, count in rows if institution_id is not None}
