"""Registers: which number a paper gets, and where it stands among all papers of the year."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from helpcourse.certification.models import CertificateRegister, NumberRegister
from helpcourse.certification.rules import CODE_BITS, Issuer, make_code, registration_number


@dataclass(frozen=True, slots=True)
class Mark:
    """What tells this paper from all others."""

    code: str
    serial: int  # within the year, whoever issues it
    number: str  # without gaps, of an issuer and a year
    on: date  # of issue


def take_mark(session: Session, issuer: Issuer, *, now: datetime) -> Mark:
    """Of the registers and of chance."""
    today = now.astimezone(issuer.zone).date()
    serial = _next(session, CertificateRegister, {"year": today.year})
    series = {"prefix": issuer.number_prefix, "year": today.year}
    number = _next(session, NumberRegister, series, institution_id=issuer.institution_id)
    code = make_code(secrets.randbits(CODE_BITS))
    return Mark(code, serial, registration_number(issuer.number_prefix, today.year, number), today)


def _next(
    session: Session, register: type[CertificateRegister | NumberRegister], row: dict[str, Any], **first: Any
) -> int:
    """The next number; who takes one holds the row until the commit, so a rollback gives it back."""
    new = _insert(session, register).values(**row, **first, last_serial=1)
    taken = new.on_conflict_do_update(
        index_elements=list(row), set_={"last_serial": register.last_serial + 1}
    ).returning(register.last_serial)
    return int(session.execute(taken).scalar_one())


def _insert(session: Session, register: type[CertificateRegister | NumberRegister]) -> Any:
    """Both databases know the same upsert; SQLAlchemy spells it once for each."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    return sqlite.insert(register) if is_sqlite else postgresql.insert(register)
