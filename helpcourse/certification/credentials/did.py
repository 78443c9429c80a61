"""Who signs, as did:web (https://w3c-ccg.github.io/did-method-web/): the site's address as a name, and its keys."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc.jwk import RSAKey

from helpcourse.certification.keys import PublicKey

_BASE_58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"  # Bitcoin's alphabet
_ED25519 = b"\xed\x01"  # how multicodec marks such a public key


def did_of(site_url: str) -> str:
    """did:web:courses.example.kz, of a site at https://courses.example.kz; a port and a path are part of it."""
    address = urlsplit(site_url)
    parts = [address.netloc, *(part for part in address.path.split("/") if part)]
    return "did:web:" + ":".join(quote(part, safe="") for part in parts)


def did_document(did: str, keys: Mapping[str, PublicKey]) -> dict[str, Any]:
    """What is published: every key that ever signed, so that no old signature loses its key."""
    methods = [_method(did, name, key) for name, key in keys.items()]
    return {
        "@context": [
            "https://www.w3.org/ns/did/v1",
            "https://w3id.org/security/multikey/v1",
            "https://w3id.org/security/jwk/v1",
        ],
        "id": did,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def _method(did: str, name: str, key: PublicKey) -> dict[str, Any]:
    method = {"id": f"{did}#{name}", "controller": did}
    if isinstance(key, Ed25519PublicKey):
        raw = key.public_bytes(Encoding.Raw, PublicFormat.Raw)
        return method | {"type": "Multikey", "publicKeyMultibase": base_58(_ED25519 + raw)}
    jwk = RSAKey.import_key(key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    return method | {"type": "JsonWebKey", "publicKeyJwk": jwk.as_dict(private=False) | {"alg": "RS256"}}


def base_58(content: bytes) -> str:
    """As multibase writes it, with its z."""
    number, signs = int.from_bytes(content), ""
    while number:
        number, digit = divmod(number, 58)
        signs = _BASE_58[digit] + signs
    zeros = len(content) - len(content.lstrip(b"\0"))
    return "z" + "1" * zeros + signs


def from_base_58(text: str) -> bytes:
    """Of multibase. Raises ValueError for anything else."""
    if not text.startswith("z"):
        raise ValueError("not base58btc")
    signs = text[1:]
    number = 0
    for sign in signs:
        number = number * 58 + _BASE_58.index(sign)
    zeros = len(signs) - len(signs.lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8)
