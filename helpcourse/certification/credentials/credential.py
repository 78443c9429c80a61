"""A record as an OpenBadgeCredential (https://www.imsglobal.org/spec/ob/v3p0), yet without a signature."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from helpcourse.certification.credentials.contexts import CREDENTIALS, OPEN_BADGES
from helpcourse.certification.credentials.status import StatusPlace, status_entries
from helpcourse.certification.printed import columns
from helpcourse.certification.record import PaperKind, Record

_TYPES = {  # words of Open Badges
    PaperKind.CERTIFICATE: "Certificate",
    PaperKind.ACHIEVEMENT: "CertificateOfCompletion",
    PaperKind.ATTENDANCE: "Course",
    PaperKind.STATEMENT: "CertificateOfCompletion",
}


def site_of(record: Record) -> str:
    """The address of the site, as it is printed."""
    return record.verify_url.rpartition("/verify/")[0]


def credential_url(record: Record) -> str:
    """Where the credential is to be had, which is also what it is called."""
    return f"{site_of(record)}/certificates/{record.code}/credential.json"


def credential(
    record: Record, issuer: str, place: StatusPlace, *, issued_at: datetime, zone: ZoneInfo
) -> dict[str, Any]:
    """What the paper says, of one whose name is printed on it: no address, no account, so it needs none to last.

    Open Badges has one language for a title; the first of the paper is taken, and all stand in the description.
    """
    sheets, first = columns(record), record.languages[0]
    valid_until = {"validUntil": _moment(_end_of(record.expires_on, zone))} if record.expires_on else {}
    return {
        "@context": [CREDENTIALS, OPEN_BADGES],
        "id": credential_url(record),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": f"{sheets[0].heading}: {record.course_titles[first]}",
        "issuer": {"id": issuer, "type": ["Profile"], "name": record.issuers[first], "url": site_of(record)},
        "validFrom": _moment(issued_at),
        **valid_until,
        "credentialSubject": {
            "id": f"{record.verify_url}#holder",
            "type": ["AchievementSubject"],
            "identifier": [
                {"type": "IdentityObject", "hashed": False, "identityHash": record.names[first], "identityType": "name"}
            ],
            "activityStartDate": _moment(_start_of(record.started_on, zone)),
            "activityEndDate": _moment(_start_of(record.finished_on, zone)),
            "creditsEarned": record.hours,
            "licenseNumber": record.number,
            "achievement": {
                "id": f"{record.verify_url}#achievement",
                "type": ["Achievement"],
                "achievementType": _TYPES[record.kind],
                "name": record.course_titles[first],
                "inLanguage": first,
                "description": "\n".join(_said(sheet.facts[:3], sheet.course) for sheet in sheets),
                "criteria": {"narrative": "\n".join(f"{sheet.sentence} {sheet.course}" for sheet in sheets)},
                "creditsAvailable": record.hours,
            },
        },
        "credentialStatus": status_entries(site_of(record), place),
    }


def _said(facts: tuple[tuple[str, str], ...], course: str) -> str:
    return "; ".join([course, *(f"{label}: {value}" for label, value in facts)])


def _start_of(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), tzinfo=zone)


def _end_of(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=zone) - timedelta(seconds=1)


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
