"""What papers' codes mean, as sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from helpcourse.certification.models import EventKind
from helpcourse.certification.queries import Paper
from helpcourse.certification.record import PaperKind
from helpcourse.certification.rules import Obstacle, PaperStatus
from helpcourse.web.extensions import calendar
from helpcourse.web.i18n import gettext as _
from helpcourse.web.i18n import lazy_gettext

KINDS: Mapping[PaperKind, Any] = {
    PaperKind.STATEMENT: lazy_gettext("Statement of accomplishment"),
    PaperKind.CERTIFICATE: lazy_gettext("Certificate"),
}

STATUSES: Mapping[PaperStatus, Any] = {
    PaperStatus.VALID: lazy_gettext("Valid"),
    PaperStatus.REVOKED: lazy_gettext("Revoked"),
    PaperStatus.REPLACED: lazy_gettext("Replaced"),
}

SIGNS: Mapping[PaperStatus, str] = {  # kinds of badges and verdicts
    PaperStatus.VALID: "success",
    PaperStatus.REVOKED: "error",
    PaperStatus.REPLACED: "warning",
}

EVENTS: Mapping[EventKind, Any] = {
    EventKind.ISSUED: lazy_gettext("Issued"),
    EventKind.REVOKED: lazy_gettext("Revoked"),
    EventKind.REPLACED: lazy_gettext("Replaced"),
}

OBSTACLES: Mapping[Obstacle, Any] = {
    Obstacle.NOT_FINISHED: lazy_gettext("The course is not finished"),
    Obstacle.NOT_CONFIRMED: lazy_gettext("The tutor has not confirmed"),
    Obstacle.ERASED: lazy_gettext("The person was erased: there is no name to print"),
    Obstacle.UNPRINTABLE: lazy_gettext("The name has letters that cannot be printed"),
    Obstacle.ISSUED: lazy_gettext("Has the certificate already"),
}


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
    if paper.status is PaperStatus.REVOKED:
        return Verdict(sign, _("This paper was revoked"), _("Date of revocation: %(date)s.", date=day))
    return Verdict(sign, _("This paper was replaced by another"), _("Date of replacement: %(date)s.", date=day))


def file_verdict(*, is_exact: bool) -> Verdict:
    """Whether a file is a paper, to the last byte."""
    if is_exact:
        return Verdict("success", _("The file is exactly this paper"), _("Not one byte differs from what was issued."))
    text = _("It is not the paper that was issued with this code. Trust only what this page shows.")
    return Verdict("error", _("ALTERED: the file is not this paper"), text)
