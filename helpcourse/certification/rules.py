"""Decisions about papers: codes, registration numbers, dates of training, spellings of a name, what is in the way."""

import re
from calendar import monthrange
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from helpcourse.certification.record import OwnWords, PaperKind
from helpcourse.config import Settings

CODE_LENGTH = 16  # the last sign checks the others
CODE_BITS = (CODE_LENGTH - 1) * 5
LONGEST_REASON = 500  # characters
USUAL_WAIT = timedelta(minutes=10)  # within which a statement is made, unless something is broken

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
_BASE = len(_SIGNS)
# What people read as 0 and 1, and the letters of a Russian keyboard that look like ours.
_MISREAD = str.maketrans("OILОІАВЕКМНРСТХУ", "011" + "01ABEKMHPCTXY")


class PaperStatus(StrEnum):
    VALID = "valid"
    REVOKED = "revoked"
    REPLACED = "replaced"
    EXPIRED = "expired"  # its last day is over


class Obstacle(StrEnum):
    """What stands between a learner and the paper."""

    NOT_FINISHED = "not_finished"
    NOT_REACHED = "not_reached"  # the level, by the rules of the cohort
    NOT_CONFIRMED = "not_confirmed"
    ERASED = "erased"  # there is no name to print
    UNPRINTABLE = "unprintable"  # the paper's fonts lack letters of the name
    ISSUED = "issued"
    LEFT = "left"  # the cohort
    CHANGED = "changed"  # proposed for another level since


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """Who issues papers and how they look; mappings are by language."""

    languages: tuple[str, ...]  # of a paper, in the order of printing
    names: Mapping[str, str]
    signatories: Mapping[str, str]
    positions: Mapping[str, str]
    places: Mapping[str, str]
    number_prefix: str
    valid_months: int  # from the day of issue; 0: for ever
    site_url: str
    zone: ZoneInfo  # days are counted in it
    institution_id: int | None = None  # by whose template; None: the site itself
    logo: str = ""  # its SHA-256; empty: none
    words: Mapping[PaperKind, Mapping[str, OwnWords]] = field(default_factory=dict)  # of the institution's own

    def verify_url(self, code: str) -> str:
        return f"{self.site_url}/verify/{code}"


def issuer_of(settings: Settings) -> Issuer:
    """The site, as its settings have it."""
    return Issuer(
        languages=tuple(language.strip() for language in settings.paper_languages.split(",")),
        names=settings.printed("issuer"),
        signatories=settings.printed("signatory"),
        positions=settings.printed("position"),
        places=settings.printed("place"),
        number_prefix=settings.number_prefix,
        valid_months=settings.paper_valid_months,
        site_url=settings.address,
        zone=ZoneInfo(settings.timezone),
    )


def make_code(chance: int) -> str:
    """The code of a paper from CODE_BITS bits of chance; stored and linked without hyphens."""
    signs = "".join(_SIGNS[chance >> 5 * place & 31] for place in range(CODE_LENGTH - 1))
    return signs + _check_sign(signs)


def normal_code(typed: str) -> str:
    """A code as it is stored, from whatever was typed: case, hyphens, spaces, O for 0, Cyrillic letters alike."""
    return re.sub(r"[\W_]", "", typed.upper()).translate(_MISREAD)


def is_code(code: str) -> bool:
    """Whether a normal code is typed rightly, issued or not: one wrong sign or two swapped ones are noticed."""
    is_whole = len(code) == CODE_LENGTH and set(code) <= set(_SIGNS)
    return is_whole and code[-1] == _check_sign(code[:-1])


def _check_sign(signs: str) -> str:
    """Luhn's check in base 32 (https://en.wikipedia.org/wiki/Luhn_mod_N_algorithm)."""
    total = 0
    for place, sign in enumerate(reversed(signs)):
        weighed = _SIGNS.index(sign) * (1 if place % 2 else 2)
        total += weighed // _BASE + weighed % _BASE
    return _SIGNS[-total % _BASE]


def registration_number(prefix: str, year: int, serial: int) -> str:
    """HC-2026-00001"""
    return f"{prefix}-{year}-{serial:05d}"


def status(endings: Collection[str], expires_on: date | None, *, today: date) -> PaperStatus:
    """Of a paper to which these things happened after it was issued, by the names of models.EventKind."""
    if "taken_back" in endings:
        return PaperStatus.REVOKED
    if ended := [kind for kind in (PaperStatus.REVOKED, PaperStatus.REPLACED) if kind in endings]:
        return ended[0]
    return PaperStatus.EXPIRED if expires_on and expires_on < today else PaperStatus.VALID


def expiry(issued_on: date, months: int) -> date | None:
    """The last day of a paper that is valid for so many months; of the 31st, the last day of a shorter month."""
    if not months:
        return None
    year, month = divmod(issued_on.year * 12 + issued_on.month - 1 + months, 12)
    return date(year, month + 1, min(issued_on.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class Training:
    """The first and the last day."""

    began_on: date
    ended_on: date


def training_alone(enrolled_at: datetime, finished_at: datetime, zone: ZoneInfo) -> Training:
    """Of somebody who learnt at their own pace."""
    return Training(enrolled_at.astimezone(zone).date(), finished_at.astimezone(zone).date())


def training_in_cohort(starts_on: date, ends_on: date, *, today: date) -> Training:
    """Of a cohort; a paper that is issued before its last day does not speak of the future."""
    return Training(starts_on, max(starts_on, min(ends_on, today)))


def names(own: str, spellings: Mapping[str, str], languages: Sequence[str]) -> dict[str, str]:
    """The name in each language of the paper.

    As it is spelled in that language; else as the person registered. Kazakh and Russian share the alphabet: of
    somebody registered in Latin letters, one spelling stands for both.
    """
    return {language: spellings.get(language) or _unspelled(own, spellings, language) for language in languages}


def _unspelled(own: str, spellings: Mapping[str, str], language: str) -> str:
    other = {"kk": "ru", "ru": "kk"}.get(language, "")
    return own if re.search("[а-яәі]", own.lower()) else spellings.get(other) or own


def obstacles(
    *, is_finished: bool, is_reached: bool, is_confirmed: bool, has_name: bool, is_printable: bool, is_issued: bool
) -> tuple[Obstacle, ...]:
    """What is in the way of a paper, all of it; empty: it may be issued."""
    found = {
        Obstacle.NOT_FINISHED: not is_finished,
        Obstacle.NOT_REACHED: not is_reached,
        Obstacle.NOT_CONFIRMED: not is_confirmed,
        Obstacle.ERASED: not has_name,
        Obstacle.UNPRINTABLE: not is_printable,
        Obstacle.ISSUED: is_issued,
    }
    return tuple(obstacle for obstacle, is_there in found.items() if is_there)
