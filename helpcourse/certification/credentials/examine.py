"""What a file or the text of a square code is worth by its signature alone, without asking the register."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qs, urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from helpcourse.certification.credentials.baking import PNG, baked_in_png, baked_in_svg
from helpcourse.certification.credentials.contexts import CREDENTIALS, OPEN_BADGES
from helpcourse.certification.credentials.proof import SUITE, is_proven
from helpcourse.certification.credentials.square import PARAMETER
from helpcourse.certification.credentials.token import kid_of, read_token
from helpcourse.certification.keys import PublicKey

LARGEST = 64 * 1024  # bytes of a credential; ours have some 4,000
_MOST_OBJECTS, _LONGEST_LIST = 16, 3  # to find what a hostile document means may take for ever
_TOKEN = re.compile(r"[\w-]+\.[\w-]+\.[\w-]+")
_CODE = re.compile(r"/certificates/([0-9A-Z]{16})/")


class Finding(StrEnum):
    EXACT = "exact"  # to the last byte what was issued
    GENUINE = "genuine"  # signed here; the file was saved anew since
    ALTERED = "altered"  # it names a key of ours, which did not sign this
    WRONG_KEY = "wrong_key"  # signed by somebody else
    NOTHING = "nothing"  # no credential is in it


@dataclass(frozen=True, slots=True)
class Examined:
    finding: Finding
    said: Mapping[str, Any]  # the credential, or the claims of a square code; empty: nothing was found

    @property
    def code(self) -> str:
        """Of the paper that it speaks of; empty: it names none of ours."""
        named = _CODE.search(str(self.said.get("id", "")))
        return named[1] if named else str(self.said.get("c", ""))


_NOTHING = Examined(Finding.NOTHING, {})


def examine(content: bytes, keys: Mapping[str, PublicKey]) -> Examined:
    """A credential as JSON or token, a picture that carries one, or the address in a square code."""
    document = _document(content).strip()
    if len(document) > LARGEST:
        return _NOTHING
    if document.startswith(("http://", "https://")):
        document = parse_qs(urlsplit(document).query).get(PARAMETER, [""])[0]
    if document.startswith("{"):
        return _examine_json(document, keys)
    return examine_token(document, keys) if _TOKEN.fullmatch(document) else _NOTHING


def examine_token(token: str, keys: Mapping[str, PublicKey]) -> Examined:
    """A credential's, or a square code's."""
    try:
        name = _key_name(kid_of(token))
    except ValueError:
        return _NOTHING
    if name not in keys:
        return Examined(Finding.WRONG_KEY, {})
    said = read_token(token, keys[name])
    return Examined(Finding.ALTERED, {}) if said is None else Examined(Finding.GENUINE, said)


def _document(content: bytes) -> str:
    """What may be a credential in a file of any kind."""
    if content.startswith(PNG):
        return baked_in_png(content) or ""
    text = content.decode("utf-8-sig", "replace")
    return baked_in_svg(text) or "" if "<svg" in text[:1000] else text


def _examine_json(text: str, keys: Mapping[str, PublicKey]) -> Examined:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return _NOTHING
    if not _is_credential(document):
        return _NOTHING
    key = keys.get(_key_name(str(document["proof"].get("verificationMethod"))))
    if not isinstance(key, Ed25519PublicKey):
        return Examined(Finding.WRONG_KEY, document)
    is_ours = _is_of_our_shape(document) and is_proven(document, key)
    return Examined(Finding.GENUINE if is_ours else Finding.ALTERED, document)


def _is_credential(document: Any) -> bool:
    proof = document.get("proof") if isinstance(document, dict) else None
    return isinstance(proof, dict) and proof.get("cryptosuite") == SUITE and isinstance(proof.get("proofValue"), str)


def _key_name(method: str) -> str:
    """The site may have moved to another address since: a key is known by its own name."""
    return method.rpartition("#")[2]


def _is_of_our_shape(document: Mapping[str, Any]) -> bool:
    """Only the words that we write, and no more of them: a word without a meaning would not be signed."""
    objects = list(_objects(document))
    lists = [value for one in objects for value in one.values() if isinstance(value, list)]
    return (
        document.get("@context") == [CREDENTIALS, OPEN_BADGES]
        and len(objects) <= _MOST_OBJECTS
        and all(len(value) <= _LONGEST_LIST for value in lists)
        and {word for one in objects for word in one} <= _WORDS
    )


def _objects(value: Any) -> list[dict[str, Any]]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    found = [one for member in inner for one in _objects(member)]
    return [value, *found] if isinstance(value, dict) else found


_WORDS = frozenset(  # the structure, the paper, its status, the proof
    ("@context", "id", "type", "name", "issuer", "url", "validFrom", "validUntil")
    + ("credentialSubject", "identifier", "hashed", "identityHash", "identityType", "activityStartDate")
    + ("activityEndDate", "creditsEarned", "licenseNumber", "achievement", "achievementType", "inLanguage")
    + ("description", "criteria", "narrative", "creditsAvailable")
    + ("credentialStatus", "statusPurpose", "statusListIndex", "statusListCredential")
    + ("proof", "cryptosuite", "created", "verificationMethod", "proofPurpose", "proofValue")
)
