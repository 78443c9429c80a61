"""Embedded proofs of the suite eddsa-rdfc-2022 (https://www.w3.org/TR/vc-di-eddsa/): the meaning is signed."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pyld import jsonld

from helpcourse.certification.credentials.contexts import load_context
from helpcourse.certification.credentials.did import base_58, from_base_58

SUITE = "eddsa-rdfc-2022"


def add_proof(document: Mapping[str, Any], method: str, key: Ed25519PrivateKey, *, now: datetime) -> dict[str, Any]:
    """The document with a proof by the key that is published under this name."""
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": now.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    }
    signature = key.sign(_hashes(document, options))
    return {**document, "proof": options | {"proofValue": base_58(signature)}}


def is_proven(document: Mapping[str, Any], key: Ed25519PublicKey) -> bool:
    """Whether the proof of this document is by this key. Bound the document first: meaning costs time to find."""
    bare = {name: value for name, value in document.items() if name != "proof"}
    options = {name: value for name, value in document["proof"].items() if name != "proofValue"}
    try:
        key.verify(from_base_58(document["proof"]["proofValue"]), _hashes(bare, options))
    except (InvalidSignature, ValueError, jsonld.JsonLdError):
        return False
    return True


def _hashes(document: Mapping[str, Any], options: Mapping[str, Any]) -> bytes:
    """As the suite puts them together: of the options, then of the document."""
    return _digest({"@context": document["@context"], **options}) + _digest(document)


def _digest(document: Mapping[str, Any]) -> bytes:
    """PyLD knows RDFC-1.0 by the name of its draft; with SHA-256 they are the same."""
    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": load_context}
    return hashlib.sha256(cast(str, jsonld.normalize(dict(document), options)).encode()).digest()
