"""A list of people taken into a cohort: accounts are made where there are none, everybody is enrolled and told."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from helpcourse.accounts.actions import NewPerson, Profile, add_person
from helpcourse.accounts.actions.tokens import make_token
from helpcourse.accounts.models import Country, Profession, TokenPurpose
from helpcourse.learning.actions import enrol
from helpcourse.tutoring.actions.cohorts import get_running
from helpcourse.tutoring.actions.members import join, tell_member
from helpcourse.tutoring.member_list import Entry
from helpcourse.tutoring.models import Cohort
from helpcourse.tutoring.planning import Outcome, PlannedLine

INVITATION_LASTS = timedelta(days=14)  # the link with which a new person sets a password


@dataclass(frozen=True, slots=True)
class Links:
    """Where a mail leads, in its reader's language."""

    course: Callable[[str], str]  # language -> path
    set_password: Callable[[str, str], str]  # language, token -> path


@dataclass(frozen=True, slots=True)
class Taken:
    """How many were taken in, and how many of them have a new account."""

    added: int
    new_accounts: int

    def __add__(self, other: "Taken") -> "Taken":
        return Taken(self.added + other.added, self.new_accounts + other.new_accounts)


def take_in(
    session: Session,
    cohort_id: uuid.UUID,
    lines: Sequence[PlannedLine],
    *,
    titles: Mapping[str, str],
    links: Links,
    language: str,
    password_hash: str,
    now: datetime,
) -> Taken:
    """Do what was planned. `language`: of those of whom the list says none; `password_hash`: of a password that

    nobody knows, since people set their own by the link in the mail; `titles`: of the course, by language.
    """
    cohort = get_running(session, cohort_id)
    good = [line for line in lines if line.outcome is not Outcome.LEFT_OUT]
    for line in good:
        person_id, spoken, path = _person(session, cohort, line, links, language, password_hash, now)
        enrolment_id = line.enrolment_id or enrol(session, person_id, cohort.course_id, now=now)
        join(session, cohort, enrolment_id, now=now)
        is_new = not line.has_password
        tell_member(session, person_id, spoken, cohort.name, dict(titles), path, is_new=is_new, now=now)
    return Taken(len(good), sum(line.outcome is Outcome.NEW_ACCOUNT for line in good))


def _person(
    session: Session,
    cohort: Cohort,
    line: PlannedLine,
    links: Links,
    language: str,
    password_hash: str,
    now: datetime,
) -> tuple[int, str, str]:
    """Whose line it is, in which language they are told, and where the mail leads."""
    spoken = line.language or language
    person_id = line.person_id
    if person_id is None:
        person_id = add_person(session, _new_person(line.entry, cohort.country, spoken, password_hash), now=now)
    if line.has_password:
        return person_id, spoken, links.course(spoken)
    token = make_token(session, person_id, TokenPurpose.RESET, lasts=INVITATION_LASTS, now=now)
    return person_id, spoken, links.set_password(spoken, token)


def _new_person(entry: Entry, country: Country, language: str, password_hash: str) -> NewPerson:
    """They are asked for their consent when they first log in."""
    profile = Profile(
        surname=entry.surname,
        given_name=entry.given_name,
        patronymic=entry.patronymic,
        country=Country(entry.country) if entry.country else country,
        profession=Profession(entry.profession) if entry.profession else Profession.OTHER,
        language=language,
    )
    return NewPerson(
        email=entry.email, password_hash=password_hash, profile=profile, consent_version="", consent_language=""
    )
