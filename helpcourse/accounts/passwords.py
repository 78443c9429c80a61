"""Passwords: argon2id. Slow on purpose, so never within a write."""

import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_HASHER = PasswordHasher(memory_cost=19456, time_cost=2, parallelism=1)  # 19 MiB, as OWASP advises


def hash_password(password: str) -> str:
    return _HASHER.hash(_normal(password))


def is_right(password: str, password_hash: str | None) -> bool:
    """Whether it is the password; without a hash (nobody has this address) no, after the same time."""
    try:
        return _HASHER.verify(password_hash or _nobodys(), _normal(password)) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(password_hash: str) -> bool:
    """Whether it was made with other parameters than ours today."""
    return _HASHER.check_needs_rehash(password_hash)


@cache
def _nobodys() -> str:
    return _HASHER.hash("nobody's")


def _normal(password: str) -> str:
    """Keyboards write й as one sign or as two; it is the same password."""
    return unicodedata.normalize("NFC", password)
