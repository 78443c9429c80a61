"""The signed lists of what became of papers: which are due, and keeping them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from helpcourse.certification.credentials.did import did_of
from helpcourse.certification.credentials.status import (
    LIST_LASTS,
    StatusPlace,
    StatusPurpose,
    list_url,
    status_list,
)
from helpcourse.certification.credentials.token import sign_credential
from helpcourse.certification.keys import Signer
from helpcourse.certification.models import Certificate, CertificateEvent, EventKind, StatusList

_PURPOSES: Mapping[EventKind, StatusPurpose] = {
    EventKind.REVOKED: StatusPurpose.REVOKED,
    EventKind.TAKEN_BACK: StatusPurpose.REVOKED,
    EventKind.REPLACED: StatusPurpose.REPLACED,
}


@dataclass(frozen=True, slots=True)
class DueList:
    """A list that is missing, lacks a paper that has ended, or will soon be too old to be believed."""

    purpose: StatusPurpose
    year: int
    page: int
    bits: tuple[int, ...]  # of the papers that have ended so


def due_lists(session: Session, *, now: datetime) -> list[DueList]:
    ended = _ended(session)
    made = {(row.purpose, row.year, row.page): row for row in session.scalars(select(StatusList))}
    due = []
    for year, last in session.execute(
        select(Certificate.year, func.max(Certificate.serial)).group_by(Certificate.year)
    ):
        for key in [
            (purpose, year, page) for purpose in StatusPurpose for page in range(StatusPlace(year, last).page + 1)
        ]:
            row = made.get(key)
            if row is None or row.ended != len(ended[key]) or now - row.made_at > LIST_LASTS / 3:
                due.append(DueList(*key, tuple(ended[key])))
    return due


def _ended(session: Session) -> dict[tuple[StatusPurpose, int, int], list[int]]:
    rows = session.execute(
        select(CertificateEvent.kind, Certificate.year, Certificate.serial)
        .join(Certificate, Certificate.id == CertificateEvent.certificate_id)
        .where(CertificateEvent.kind.in_(list(_PURPOSES)))
        .order_by(Certificate.serial)
    )
    found: dict[tuple[StatusPurpose, int, int], list[int]] = defaultdict(list)
    for kind, year, serial in rows:
        place = StatusPlace(year, serial)
        found[_PURPOSES[kind], year, place.page].append(place.bit)
    return found


def sign_list(due: DueList, site: str, signer: Signer, *, now: datetime) -> str:
    issuer = did_of(site)
    url = list_url(site, due.purpose, due.year, due.page)
    return sign_credential(
        status_list(issuer, url, due.purpose, due.bits, now=now), f"{issuer}#{signer.rsa_name}", signer.rsa
    )


def store_list(session: Session, due: DueList, content: str, *, now: datetime) -> None:
    """In place of the one before."""
    session.merge(
        StatusList(purpose=due.purpose, year=due.year, page=due.page, ended=len(due.bits), made_at=now, content=content)
    )


def find_list(session: Session, purpose: StatusPurpose, year: int, page: int) -> str | None:
    """The token; None: no paper of that list was issued, or it is not made yet."""
    return session.execute(
        select(StatusList.content).where(
            StatusList.purpose == purpose, StatusList.year == year, StatusList.page == page
        )
    ).scalar_one_or_none()
