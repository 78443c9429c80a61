"""The list of institutions: added, renamed from a day on, closed."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Country, Institution, InstitutionName
from helpcourse.errors import ConflictError, NotFoundError


@dataclass(frozen=True, slots=True)
class Names:
    """What an institution is called."""

    kk: str
    ru: str
    en: str


def add_institution(session: Session, country: Country, names: Names, *, since: date) -> int:
    """Put it on the list; its id. Raises ConflictError if one of this country is called so already."""
    same = (
        select(Institution.id)
        .join(InstitutionName, InstitutionName.institution_id == Institution.id)
        .where(Institution.country == country, Institution.closed_on.is_(None), InstitutionName.name_ru == names.ru)
    )
    if session.execute(same).first():
        raise ConflictError("institution_known")
    institution = Institution(country=country)
    session.add(institution)
    session.flush()
    session.add(_name(institution.id, names, since))
    return institution.id


def rename_institution(session: Session, institution_id: int, names: Names, *, since: date) -> None:
    """Call it so from a day on; papers and earlier days keep the old name. The same day again mends what was typed."""
    get_institution(session, institution_id)
    named = session.scalar(
        select(InstitutionName).where(
            InstitutionName.institution_id == institution_id, InstitutionName.valid_from == since
        )
    )
    if named is None:
        session.add(_name(institution_id, names, since))
        return
    named.name_kk, named.name_ru, named.name_en = names.kk, names.ru, names.en


def close_institution(session: Session, institution_id: int, *, on: date) -> None:
    """Offer it no more; who belongs to it still does. Again is no error."""
    institution = get_institution(session, institution_id)
    institution.closed_on = institution.closed_on or on


def reopen_institution(session: Session, institution_id: int) -> None:
    get_institution(session, institution_id).closed_on = None


def get_institution(session: Session, institution_id: int) -> Institution:
    """Held until the commit. Raises NotFoundError."""
    institution = session.get(Institution, institution_id, with_for_update=True, populate_existing=True)
    if institution is None:
        raise NotFoundError
    return institution


def _name(institution_id: int, names: Names, since: date) -> InstitutionName:
    return InstitutionName(
        institution_id=institution_id, valid_from=since, name_kk=names.kk, name_ru=names.ru, name_en=names.en
    )
