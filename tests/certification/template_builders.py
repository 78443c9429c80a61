"""Templates of institutions, and logos drawn for tests."""

import struct
import zlib
from dataclasses import replace

from sqlalchemy.orm import Session

from helpcourse.accounts.actions.institutions import Names, add_institution
from helpcourse.accounts.models import Country
from helpcourse.certification.templates.actions import keep, keep_logo, use
from helpcourse.certification.templates.png import Png, read_logo
from helpcourse.certification.templates.rules import Details, Texts
from helpcourse.db import begin_write
from helpcourse.tutoring.models import Cohort
from tests.builders import NOW, TODAY, Someone

DETAILS = Details(
    languages=("ru", "en"),
    number_prefix="KBA",
    texts={
        "kk": Texts("Алқа", "", "", ""),
        "ru": Texts("Коллегия", "А. Садыков", "Председатель", "Алматы"),
        "en": Texts("Bar", "A. Sadykov", "President", "Almaty"),
    },
)


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int = 8, height: int = 4, *, shade: int = 0, rows: bytes | None = None, beside: bytes = b"") -> bytes:
    """One grey picture; `rows` in the place of its points, `beside` further chunks."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    points = zlib.compress((b"\0" + bytes([shade]) * width) * height if rows is None else rows)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + beside + chunk(b"IDAT", points) + chunk(b"IEND", b"")


def logo(shade: int = 0) -> Png:
    read = read_logo(png(shade=shade))
    assert isinstance(read, Png)
    return read


def add_template(
    session: Session, by: Someone, prefix: str = "KBA", *, is_used: bool = True, shade: int | None = None
) -> int:
    """An institution with a template; its id. Committed."""
    begin_write(session)
    institution_id = add_institution(session, Country.KZ, Names(prefix, prefix, prefix), since=TODAY)
    keep(session, institution_id, replace(DETAILS, number_prefix=prefix), by_id=by.id, now=NOW)
    if shade is not None:
        keep_logo(session, institution_id, logo(shade), by_id=by.id, now=NOW)
    if is_used:
        use(session, institution_id, by_id=by.id, now=NOW)
    session.commit()
    return institution_id


def make_partner(session: Session, cohort_id: object, institution_id: int) -> None:
    """The institution of this cohort; committed."""
    begin_write(session)
    session.get_one(Cohort, cohort_id).institution_id = institution_id
    session.commit()
