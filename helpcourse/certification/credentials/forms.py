"""The forms of a credential: what each is called as a file, and what it is to a browser."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class CredentialForm(StrEnum):
    JSON = "json"  # with an embedded proof
    JWT = "jwt"
    PNG = "png"  # pictures with the JSON baked in
    SVG = "svg"


@dataclass(frozen=True, slots=True)
class CredentialFile:
    """One form of the credential of a paper, as it is kept and given away."""

    form: CredentialForm
    content: bytes
    sha256: str


FILE_NAMES: Mapping[CredentialForm, str] = {
    CredentialForm.JSON: "credential.json",
    CredentialForm.JWT: "credential.jwt",
    CredentialForm.PNG: "badge.png",
    CredentialForm.SVG: "badge.svg",
}
FORMS: Mapping[str, CredentialForm] = {name: form for form, name in FILE_NAMES.items()}
MEDIA_TYPES: Mapping[CredentialForm, str] = {
    CredentialForm.JSON: "application/vc+ld+json",
    CredentialForm.JWT: "application/vc+jwt",
    CredentialForm.PNG: "image/png",
    CredentialForm.SVG: "image/svg+xml",
}
