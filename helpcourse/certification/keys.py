"""What papers are signed with: key files in a folder of their own, made at first need, older public keys kept.

A key is called by its kind and a number that only grows: rsa-1, ed25519-2. Signatures name it, so a name is never given
twice. `<name>.pem` is the private key, `<name>.pub` the public one; once a key is replaced, only that is left.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from helpcourse.config import write_once

RSA_BITS = 3072  # good beyond 2030 (NIST SP 800-57, part 1, table 2)
_FILE = re.compile(r"(ed25519|rsa)-([1-9]\d*)\.(pem|pub)")


class KeyKind(StrEnum):
    ED25519 = "ed25519"  # embedded proofs, square codes
    RSA = "rsa"  # JSON Web Tokens, the issuer's seal


PublicKey = Ed25519PublicKey | RSAPublicKey
_PrivateKey = Ed25519PrivateKey | RSAPrivateKey


@dataclass(frozen=True, slots=True)
class Signer:
    """The keys in force, with the names by which they are published."""

    ed25519_name: str
    ed25519: Ed25519PrivateKey
    rsa_name: str
    rsa: RSAPrivateKey


@dataclass(frozen=True, slots=True)
class KeyFolder:
    """The keys of a site."""

    root: Path

    def signer(self) -> Signer:
        """The keys in force; those that are not there yet are made."""
        ed25519_name, ed25519 = self._in_force(KeyKind.ED25519)
        rsa_name, rsa = self._in_force(KeyKind.RSA)
        if not (isinstance(ed25519, Ed25519PrivateKey) and isinstance(rsa, RSAPrivateKey)):
            raise TypeError(f"a key in {self.root} is not of the kind that its name says")
        return Signer(ed25519_name, ed25519, rsa_name, rsa)

    def public(self) -> Mapping[str, PublicKey]:
        """Every key that ever signed, by name: those in force first, RSA before all, which verifiers of tokens take."""
        if not self._names():
            self.signer()
        return {name: self._public(name) for name in sorted(self._names(), key=self._place)}

    def is_in_force(self, name: str) -> bool:
        return self._private_file(name).exists()

    def rotate(self) -> tuple[str, ...]:
        """Replace the keys in force: whatever they signed is still verified, and nothing new is. The new names."""
        self.signer()
        return tuple(self._replace(kind) for kind in KeyKind)

    def _replace(self, kind: KeyKind) -> str:
        old = self._numbers(kind, "pem")
        name = self._make(kind)
        for number in old:
            self._private_file(f"{kind}-{number}").unlink()
        return name

    def _names(self) -> set[str]:
        files = self.root.iterdir() if self.root.is_dir() else ()
        return {path.stem for path in files if _FILE.fullmatch(path.name) and path.suffix == ".pub"}

    def _in_force(self, kind: KeyKind) -> tuple[str, _PrivateKey]:
        numbers = self._numbers(kind, "pem")
        name = f"{kind}-{numbers[-1]}" if numbers else self._make(kind)
        return name, self._load(name)

    def _make(self, kind: KeyKind) -> str:
        """Two processes that make the same key at once have one: the first to have written it."""
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = f"{kind}-{max([0, *self._numbers(kind, 'pem'), *self._numbers(kind, 'pub')]) + 1}"
        key = Ed25519PrivateKey.generate() if kind is KeyKind.ED25519 else generate_private_key(65537, RSA_BITS)
        write_once(self._private_file(name), key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        write_once(self.root / f"{name}.pub", _public_pem(self._load(name).public_key()))  # of whoever was first
        return name

    def _numbers(self, kind: KeyKind, ending: str) -> list[int]:
        files = self.root.iterdir() if self.root.is_dir() else ()
        found = (_FILE.fullmatch(path.name) for path in files)
        return sorted(int(match[2]) for match in found if match and match[1] == kind and match[3] == ending)

    def _public(self, name: str) -> PublicKey:
        key = load_pem_public_key((self.root / f"{name}.pub").read_bytes())
        if not isinstance(key, PublicKey):
            raise TypeError(f"{name}.pub is no public key of ours")
        return key

    def _load(self, name: str) -> _PrivateKey:
        key = load_pem_private_key(self._private_file(name).read_bytes(), password=None)
        if not isinstance(key, _PrivateKey):
            raise TypeError(f"{name}.pem is no private key of ours")
        return key

    def _private_file(self, name: str) -> Path:
        return self.root / f"{name}.pem"

    def _place(self, name: str) -> tuple[bool, bool, int]:
        kind, number = name.split("-")
        return not self.is_in_force(name), kind != KeyKind.RSA, -int(number)


def _public_pem(key: PublicKey) -> bytes:
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
