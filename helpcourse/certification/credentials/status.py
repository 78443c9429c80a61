"""Lists of what became of credentials (https://www.w3.org/TR/vc-bitstring-status-list/): a bit a paper.

Revoked and replaced are told apart: a revoked paper is worth nothing, a replaced one has a newer one in its place.
"""

import base64
import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from helpcourse.certification.credentials.contexts import CREDENTIALS

LIST_BITS = 131_072  # the least that the standard allows, so that nobody is found by the list that they are on
LIST_LASTS = timedelta(days=30)  # programs refuse one that is older, lest somebody shows them an old copy


class StatusPurpose(StrEnum):
    """As the standard calls them."""

    REVOKED = "revocation"
    REPLACED = "refresh"


@dataclass(frozen=True, slots=True)
class StatusPlace:
    """Where a paper stands: the papers of a year fill lists in the order of their serial numbers."""

    year: int
    serial: int

    @property
    def page(self) -> int:
        return self.serial // LIST_BITS

    @property
    def bit(self) -> int:
        return self.serial % LIST_BITS


def list_url(site: str, purpose: StatusPurpose, year: int, page: int) -> str:
    return f"{site}/credentials/{purpose}/{year}-{page}"


def status_entries(site: str, place: StatusPlace) -> list[dict[str, str]]:
    """What a credential says of where its status is found."""
    return [_entry(list_url(site, purpose, place.year, place.page), purpose, place.bit) for purpose in StatusPurpose]


def _entry(url: str, purpose: StatusPurpose, bit: int) -> dict[str, str]:
    return {
        "id": f"{url}#{bit}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose.value,
        "statusListIndex": str(bit),
        "statusListCredential": url,
    }


def status_list(issuer: str, url: str, purpose: StatusPurpose, bits: Iterable[int], *, now: datetime) -> dict[str, Any]:
    """The list as a credential, yet without a signature."""
    return {
        "@context": [CREDENTIALS],
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": now.isoformat(timespec="seconds"),
        "validUntil": (now + LIST_LASTS).isoformat(timespec="seconds"),
        "credentialSubject": {
            "id": f"{url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose.value,
            "encodedList": encoded(bits),
        },
    }


def encoded(bits: Iterable[int]) -> str:
    """As multibase writes the packed bits; the first bit is the leftmost."""
    packed = bytearray(LIST_BITS // 8)
    for bit in bits:
        packed[bit // 8] |= 0x80 >> bit % 8
    return "u" + base64.urlsafe_b64encode(gzip.compress(bytes(packed), mtime=0)).decode().rstrip("=")
