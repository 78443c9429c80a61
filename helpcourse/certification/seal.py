"""Makes all the files of a paper out of its record: the PDF, and its credential in every form."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from helpcourse.certification.credentials.baking import bake_png, bake_svg
from helpcourse.certification.credentials.credential import credential, site_of
from helpcourse.certification.credentials.did import did_of
from helpcourse.certification.credentials.forms import CredentialFile, CredentialForm
from helpcourse.certification.credentials.proof import add_proof
from helpcourse.certification.credentials.square import square_url
from helpcourse.certification.credentials.status import StatusPlace
from helpcourse.certification.credentials.token import sign_credential
from helpcourse.certification.draw import draw
from helpcourse.certification.keys import Signer
from helpcourse.certification.picture import draw_png, draw_svg
from helpcourse.certification.record import Record


@dataclass(frozen=True, slots=True)
class Undrawn:
    """A paper that was issued and has no files yet."""

    record: Record
    place: StatusPlace
    issued_at: datetime
    logo: bytes = b""  # of its record


class Sealer(Protocol):
    """Puts the issuer's seal on a PDF: pades.py, where its library is installed."""

    def seal(self, pdf: bytes, record: Record) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Files:
    """What is kept of a paper, and served byte for byte."""

    pdf: bytes
    credentials: tuple[CredentialFile, ...]


def seal(paper: Undrawn, signer: Signer, zone: ZoneInfo, sealer: Sealer | None = None, *, now: datetime) -> Files:
    """Draw and sign it; without a sealer the PDF has no signature inside. Raises UnprintableError."""
    record = paper.record
    issuer = did_of(site_of(record))
    bare = credential(record, issuer, paper.place, issued_at=paper.issued_at, zone=zone)
    proven = add_proof(bare, f"{issuer}#{signer.ed25519_name}", signer.ed25519, now=now)
    text = json.dumps(proven, ensure_ascii=False, indent=2)
    contents = {
        CredentialForm.JSON: text.encode(),
        CredentialForm.JWT: sign_credential(bare, f"{issuer}#{signer.rsa_name}", signer.rsa).encode(),
        CredentialForm.PNG: bake_png(draw_png(record), text),
        CredentialForm.SVG: bake_svg(draw_svg(record), text).encode(),
    }
    files = (CredentialFile(form, content, _digest(content)) for form, content in contents.items())
    pdf = draw(record, square_url(record, signer), paper.logo)
    return Files(sealer.seal(pdf, record) if sealer else pdf, tuple(files))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
