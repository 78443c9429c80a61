"""What papers' codes mean, as sentences."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from helpcourse.certification.beside.rules import SignedFault
from helpcourse.certification.credentials.examine import Examined, Finding
from helpcourse.certification.credentials.forms import FILE_NAMES, CredentialForm
from helpcourse.certification.models import EventKind, ReplaceCause
from helpcourse.certification.queries import Event, Paper
from helpcourse.certification.record import PaperKind
from helpcourse.certification.rules import Obstacle, PaperStatus
from helpcourse.certification.templates.png import LogoFault
from helpcourse.certification.wording import grouped
from helpcourse.web.extensions import calendar
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import lazy_gettext

KINDS: Mapping[PaperKind, Any] = {
    PaperKind.STATEMENT: lazy_gettext("Statement of accomplishment"),
    PaperKind.ATTENDANCE: lazy_gettext("Certificate of attendance"),
    PaperKind.ACHIEVEMENT: lazy_gettext("Certificate of achievement"),
    PaperKind.CERTIFICATE: lazy_gettext("Certificate"),
}

STATUSES: Mapping[PaperStatus, Any] = {
    PaperStatus.VALID: lazy_gettext("Valid"),
    PaperStatus.REVOKED: lazy_gettext("Revoked"),
    PaperStatus.REPLACED: lazy_gettext("Replaced"),
    PaperStatus.EXPIRED: lazy_gettext("Expired"),
}

SIGNS: Mapping[PaperStatus, str] = {  # kinds of badges and verdicts
    PaperStatus.VALID: "success",
    PaperStatus.REVOKED: "error",
    PaperStatus.REPLACED: "warning",
    PaperStatus.EXPIRED: "warning",
}

DOWNLOADS: Mapping[str, Any] = {  # forms of a credential, by what they are called as files
    FILE_NAMES[CredentialForm.JSON]: lazy_gettext("Open Badges credential (JSON)"),
    FILE_NAMES[CredentialForm.JWT]: lazy_gettext("The same as a token (JWT)"),
    FILE_NAMES[CredentialForm.PNG]: lazy_gettext("Badge: a picture with the credential in it (PNG)"),
    FILE_NAMES[CredentialForm.SVG]: lazy_gettext("Badge: a drawing with the credential in it (SVG)"),
}

EVENTS: Mapping[EventKind, Any] = {
    EventKind.ISSUED: lazy_gettext("Issued"),
    EventKind.REVOKED: lazy_gettext("Revoked"),
    EventKind.REPLACED: lazy_gettext("Replaced"),
    EventKind.TAKEN_BACK: lazy_gettext("Taken back by the issuer before anybody was told"),
    EventKind.EXPIRED: lazy_gettext("Expired, and another one was issued"),
}

OBSTACLES: Mapping[Obstacle, Any] = {
    Obstacle.NOT_FINISHED: lazy_gettext("The course is not finished"),
    Obstacle.NOT_CONFIRMED: lazy_gettext("The tutor has not confirmed"),
    Obstacle.NOT_REACHED: lazy_gettext("The level is not reached"),
    Obstacle.ERASED: lazy_gettext("The person was erased: there is no name to print"),
    Obstacle.UNPRINTABLE: lazy_gettext("The name has letters that cannot be printed"),
    Obstacle.ISSUED: lazy_gettext("Has the certificate already"),
    Obstacle.LEFT: lazy_gettext("Has left the cohort"),
    Obstacle.CHANGED: lazy_gettext("Is proposed for another level since"),
}


SIGNED_FAULTS: Mapping[SignedFault, Any] = {
    SignedFault.EMPTY: lazy_gettext("The file is empty."),
    SignedFault.TOO_LARGE: lazy_gettext("The file is larger than 2 MB."),
    SignedFault.UNKNOWN_TYPE: lazy_gettext("This is no signed file of a kind that is taken: PDF, CMS, ASICE or XML."),
}

DETAILS: Mapping[str, Any] = {  # of a template, by their names in its texts
    "issuer": lazy_gettext("Issuer"),
    "signatory": lazy_gettext("Name of the signatory"),
    "position": lazy_gettext("Office of the signatory"),
    "place": lazy_gettext("City"),
}

OWN_WORDS: Mapping[str, Any] = {  # of the form of a paper
    "heading": lazy_gettext("Heading"),
    "lead": lazy_gettext("Above the name"),
    "sentence": lazy_gettext("Between the name and the course"),
}

LOGO_FAULTS: Mapping[LogoFault, Any] = {
    LogoFault.EMPTY: lazy_gettext("The file is empty."),
    LogoFault.TOO_LARGE: lazy_gettext("The file is larger than 150 kB. Make the picture smaller and save it again."),
    LogoFault.TOO_MANY_POINTS: lazy_gettext("A logo has up to 1,000 points a side. Make the picture smaller."),
    LogoFault.NOT_PNG: lazy_gettext("This is no PNG picture, or it is broken. Save it as PNG again."),
}

CAUSES: Mapping[ReplaceCause, Any] = {
    ReplaceCause.NAME_CHANGED: lazy_gettext("The holder has changed their name"),
    ReplaceCause.MISPRINT: lazy_gettext("The name was printed wrongly"),
    ReplaceCause.OTHER: lazy_gettext("Another reason"),
}


def why(ended: Paper | Event) -> str:
    """Why a paper has ended, in the reader's words and in those of whoever ended it; empty: nobody has said."""
    cause = str(CAUSES[ended.cause]) if ended.cause and ended.cause is not ReplaceCause.OTHER else ""
    return ". ".join(part for part in (cause, ended.reason) if part)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The big answer of a verification page."""

    sign: str
    title: str
    text: str


def verdict(paper: Paper) -> Verdict:
    sign = SIGNS[paper.status]
    if paper.status is PaperStatus.VALID:
        text = _("It was issued as shown here, and neither revoked nor replaced.")
        return Verdict(sign, _("This paper is valid"), text)
    day = calendar().long_date(paper.ended_at or paper.issued_at)
    if paper.status is PaperStatus.EXPIRED:
        last = calendar().long_date(paper.record.expires_on or paper.record.issued_on)
        return Verdict(
            sign, _("This paper has expired"), _("It was issued as shown here. Last day: %(date)s.", date=last)
        )
    if paper.status is PaperStatus.REVOKED:
        return Verdict(sign, _("This paper was revoked"), _("Date of revocation: %(date)s.", date=day))
    return Verdict(sign, _("This paper was replaced by another"), _("Date of replacement: %(date)s.", date=day))


def file_verdict(finding: Finding) -> Verdict:
    """What a file is, beside the paper that it speaks of."""
    return _FILE_VERDICTS[finding]()


def _exact() -> Verdict:
    return Verdict("success", _("The file is exactly this paper"), _("Not one byte differs from what was issued."))


def _genuine() -> Verdict:
    text = _(
        "It is signed with the key of this site. It was saved anew since it was issued; what it says is unchanged."
    )
    return Verdict("success", _("The credential is genuine"), text)


def _altered() -> Verdict:
    text = _("It is not the paper that was issued with this code. Trust only what this page shows.")
    return Verdict("error", _("ALTERED: the file is not this paper"), text)


def _wrong_key() -> Verdict:
    text = _("It is signed with a key that this site never had. Trust only what this page shows.")
    return Verdict("error", _("WRONG KEY: the file was not signed here"), text)


_FILE_VERDICTS: Mapping[Finding, Callable[[], Verdict]] = {
    Finding.EXACT: _exact,
    Finding.GENUINE: _genuine,
    Finding.ALTERED: _altered,
    Finding.WRONG_KEY: _wrong_key,
    Finding.NOTHING: _altered,
}


def unregistered_verdict(finding: Finding) -> Verdict:
    """What a file or a square code is that speaks of no paper in the register."""
    if finding is not Finding.GENUINE:
        return file_verdict(finding)
    text = _(
        "The signature is of this site, but the register has no paper with this code. Ask the institution named on it."
    )
    return Verdict("warning", _("Signed here, but not in the register"), text)


def square_verdict(*, agrees: bool) -> Verdict:
    """Whether the square code that led here is of the paper."""
    if agrees:
        text = _("What it holds is signed with the key of this site and agrees with this page.")
        return Verdict("success", _("The square code is genuine"), text)
    text = _("What it holds is not what was issued with this code. Trust only what this page shows.")
    return Verdict("error", _("ALTERED: the square code is not of this paper"), text)


def signed_facts(examined: Examined) -> tuple[tuple[str, str], ...]:
    """What a square code or a credential of ours says, for somebody who holds the paper beside it."""
    said = examined.said
    if "p" in said:
        day = calendar().long_date(date.fromisoformat(said["d"]))
        texts = (said["p"], said["t"], f"{said['h']:g}", day, grouped(said["c"]))
    else:
        subject = said["credentialSubject"]
        day = calendar().long_date(datetime.fromisoformat(said["validFrom"]))
        name, title = subject["identifier"][0]["identityHash"], subject["achievement"]["name"]
        texts = (name, title, f"{subject['creditsEarned']:g}", day, grouped(examined.code))
    labels = (_("Name"), _("Course"), _("Academic hours"), _("Date of issue"), _("Code"))
    return tuple(zip(labels, texts, strict=True))
