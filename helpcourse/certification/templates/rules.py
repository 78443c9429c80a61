"""What a template says, which prefixes its numbers may have, and whose papers those of a cohort are."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from helpcourse.certification.record import OwnWords, PaperKind
from helpcourse.certification.rules import Issuer

KINDS = (PaperKind.CERTIFICATE, PaperKind.ACHIEVEMENT, PaperKind.ATTENDANCE)  # of cohorts, the highest first
LONGEST_PREFIX = 12
_PREFIX = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)*")  # no letter that looks like another alphabet's


@dataclass(frozen=True, slots=True)
class Texts:
    """Who issues and who signs, in one language."""

    issuer: str
    signatory: str
    position: str
    place: str  # may be empty


@dataclass(frozen=True, slots=True)
class Details:
    languages: tuple[str, ...]  # of the papers, in the order of printing
    number_prefix: str
    texts: Mapping[str, Texts]  # by language; of those that are printed no text but the place is empty


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """How the papers of an institution look."""

    institution_id: int
    details: Details
    words: Mapping[PaperKind, Mapping[str, OwnWords]]
    logo: str  # its SHA-256; empty: none
    version: str  # changes with each change
    used_since: datetime | None  # None: being prepared, papers are still the site's


def version(changed_at: datetime) -> str:
    """What a form brings back, so that nobody overwrites what they have not seen."""
    return changed_at.isoformat()


def issuer_by(template: Template, site: Issuer) -> Issuer:
    """The institution in the place of the site, which still numbers days, verifies and signs."""
    texts = template.details.texts
    return replace(
        site,
        languages=template.details.languages,
        names={language: text.issuer for language, text in texts.items()},
        signatories={language: text.signatory for language, text in texts.items()},
        positions={language: text.position for language, text in texts.items()},
        places={language: text.place for language, text in texts.items()},
        number_prefix=template.details.number_prefix,
        institution_id=template.institution_id,
        logo=template.logo,
        words=template.words,
    )


def normal_prefix(typed: str) -> str:
    """In capitals, without spaces."""
    return re.sub(r"\s", "", typed).upper()


def is_prefix(prefix: str) -> bool:
    """Whether numbers may begin so: Latin letters and digits, in parts with hyphens between."""
    return len(prefix) <= LONGEST_PREFIX and _PREFIX.fullmatch(prefix) is not None
