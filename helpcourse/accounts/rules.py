"""Decisions about accounts: names, addresses, passwords, how often something may be tried."""

import hashlib
import ipaddress
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from helpcourse.accounts.common_passwords import COMMON_PASSWORDS, COMMON_STEMS
from helpcourse.languages import folded

CONFIRM_LASTS = timedelta(days=3)
RESET_LASTS = timedelta(hours=2)
SLIP_LASTS = timedelta(days=14)  # a link on paper, handed over by whoever runs a training
LOGIN_LASTS = timedelta(days=30)  # since its last use
USE_IS_NOTED_EVERY = timedelta(minutes=10)

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200  # hashing must not become work for us that others order

_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[^\s@<>\"(),:;\\\[\]]+\.[^\s@<>\"(),:;\\\[\].]{2,}")
_NAME_SIGNS = frozenset(" -'’ʼ.·()")


class PasswordFault(StrEnum):
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    TOO_COMMON = "too_common"
    TELLS_WHO = "tells_who"  # the address or the name


def is_email(text: str) -> bool:
    """Whether mail can be addressed so; only the mail itself shows that it arrives."""
    return len(text) <= 254 and text.isprintable() and _EMAIL.fullmatch(text) is not None


def folded_email(text: str) -> str:
    """One account an address, however it was typed."""
    return unicodedata.normalize("NFC", text).strip().casefold()


def cleaned(text: str) -> str:
    """A line as typed, without stray spaces, in one form of Unicode."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def is_name(text: str) -> bool:
    """Whether this can stand on a certificate as a part of a name: letters, hyphens, apostrophes."""
    letters = [sign for sign in text if unicodedata.category(sign)[0] in "LM"]
    return bool(letters) and all(sign in _NAME_SIGNS or unicodedata.category(sign)[0] in "LM" for sign in text)


def password_fault(password: str, about: Collection[str] = ()) -> PasswordFault | None:
    """What is wrong with a new password; `about`: the person's address and names. No rule of composition."""
    if len(password) < SHORTEST_PASSWORD:
        return PasswordFault.TOO_SHORT
    if len(password) > LONGEST_PASSWORD:
        return PasswordFault.TOO_LONG
    if _is_common(password):
        return PasswordFault.TOO_COMMON
    if _tells_who(password, about):
        return PasswordFault.TELLS_WHO
    return None


def _is_common(password: str) -> bool:
    plain = password.casefold()
    stem = plain.strip("0123456789!@#$%^&*()_-+=.,?/ ")
    return plain in COMMON_PASSWORDS or stem in COMMON_STEMS or len(set(plain)) < 4


def _tells_who(password: str, about: Collection[str]) -> bool:
    """Whether little is left of it without the address and the names."""
    rest = folded(password)
    words = {word for text in about for word in (folded(text), *re.split(r"[\W_]+", folded(text))) if len(word) > 2}
    for word in sorted(words, key=len, reverse=True):
        rest = rest.replace(word, "")
    return len(words) > 0 and len(re.sub(r"[\W\d_]", "", rest)) < 3 and rest != folded(password)


def token_hash(token: str) -> bytes:
    """What the database keeps of a token: whoever reads the database cannot use it."""
    return hashlib.sha256(token.encode()).digest()


def is_use_due(last_used_at: datetime, *, now: datetime) -> bool:
    """Whether the use of a log-in is to be written down again."""
    return now - last_used_at >= USE_IS_NOTED_EVERY


@dataclass(frozen=True, slots=True)
class Limit:
    """So many tries within a window, counted for each key; `name` is the key's kind in the database."""

    name: str
    tries: int
    window: timedelta


LOG_IN_BY_EMAIL = Limit("log_in_email", 10, timedelta(minutes=15))
LOG_IN_BY_ADDRESS = Limit("log_in_address", 50, timedelta(minutes=15))
REGISTER_BY_EMAIL = Limit("register_email", 5, timedelta(hours=1))
REGISTER_BY_ADDRESS = Limit("register_address", 120, timedelta(hours=1))  # a launch seminar has one address
RESET_BY_EMAIL = Limit("reset_email", 5, timedelta(hours=1))
RESET_BY_ADDRESS = Limit("reset_address", 20, timedelta(hours=1))
LONGEST_WINDOW = timedelta(hours=1)


def is_too_often(limit: Limit, tries: int) -> bool:
    """Whether this try, the `tries`-th in its window, is one too many."""
    return tries > limit.tries


def network_of(address: str) -> str:
    """Who is counted as one: an IPv4 address, or an IPv6 network, of which one house has all addresses."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network(f"{address}/64", strict=False)) if parsed.version == 6 else str(parsed)
