"""What the square code of a paper says beside its address: signed, so that it verifies where there is no network."""

from typing import Any

from helpcourse.certification.credentials.token import sign_claims
from helpcourse.certification.keys import Signer
from helpcourse.certification.record import PaperKind, Record

PARAMETER = "s"  # of the address on the paper
_KINDS = {  # papers with the first and the last of these were printed before there were others
    PaperKind.STATEMENT: "s",
    PaperKind.ATTENDANCE: "at",
    PaperKind.ACHIEVEMENT: "ac",
    PaperKind.CERTIFICATE: "c",
}
_LONGEST = 80  # letters: with more, a point of the pattern is less than 0.35 mm wide on paper


def square_claims(record: Record) -> dict[str, Any]:
    """What tells this paper from one that was made of it: few and short, since each sign makes the pattern finer."""
    first = record.languages[0]
    claims = {
        "c": record.code,
        "p": record.names[first][:_LONGEST],
        "t": record.course_titles[first][:_LONGEST],
        "h": record.hours,
        "d": record.issued_on.isoformat(),
        "k": _KINDS[record.kind],
    }
    return claims | ({"x": record.expires_on.isoformat()} if record.expires_on else {})


def square_url(record: Record, signer: Signer) -> str:
    """The address of the verification page with the signed claims."""
    token = sign_claims(square_claims(record), signer.ed25519_name, signer.ed25519)
    return f"{record.verify_url}?{PARAMETER}={token}"
