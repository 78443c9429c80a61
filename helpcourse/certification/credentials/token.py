"""Credentials as JSON Web Tokens (RS256), and the short tokens of square codes (Ed25519)."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey, RSAKey

from helpcourse.certification.keys import PublicKey


def sign_credential(document: Mapping[str, Any], kid: str, key: RSAPrivateKey) -> str:
    """The token of a credential or a status list, with the claims that Open Badges asks for."""
    claims = {
        "iss": _id(document["issuer"]),
        "jti": document["id"],
        "sub": document["credentialSubject"]["id"],
        "nbf": _seconds(document["validFrom"]),
    }
    if "validUntil" in document:
        claims["exp"] = _seconds(document["validUntil"])
    return _signed({"alg": "RS256", "typ": "JWT", "kid": kid}, {**document, **claims}, RSAKey(key, key))


def sign_claims(claims: Mapping[str, Any], kid: str, key: Ed25519PrivateKey) -> str:
    """As short as a token can be: a square code of it is printed."""
    return _signed({"alg": "Ed25519", "kid": kid}, claims, OKPKey(key, key))


def kid_of(token: str) -> str:
    """The name of the key that a token claims to be signed by. Raises ValueError for what is no token."""
    try:
        return str(jws.extract_compact(token.encode()).headers().get("kid", ""))
    except JoseError as error:
        raise ValueError("not a token") from error


def read_token(token: str, key: PublicKey) -> dict[str, Any] | None:
    """What it says, if it is signed by this key; None: it is not."""
    known = RSAKey(key, key) if isinstance(key, RSAPublicKey) else OKPKey(key, key)
    algorithm = "RS256" if isinstance(key, RSAPublicKey) else "Ed25519"
    try:
        said = json.loads(jws.deserialize_compact(token, known, algorithms=[algorithm]).payload)
    except (JoseError, ValueError):
        return None
    return said if isinstance(said, dict) else None


def _signed(header: dict[str, Any], payload: Mapping[str, Any], key: RSAKey | OKPKey) -> str:
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    return jws.serialize_compact(header, text, key, algorithms=[header["alg"]])


def _id(issuer: Any) -> str:
    return str(issuer["id"] if isinstance(issuer, Mapping) else issuer)


def _seconds(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp())
