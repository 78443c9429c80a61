"""Who is who in a group, and how each is called in messages."""

import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Identity, Person, Profession
from helpcourse.learning.models import Enrolment
from helpcourse.tutoring.models import CohortMember, CohortTutor
from helpcourse.tutoring.queries import full_name


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person of the group."""

    person_id: int
    name: str  # surname, name, patronymic
    surname: str
    given_name: str
    language: str  # of mails
    profession: Profession
    institution_id: int | None  # None: not on the list
    leads: bool

    @property
    def called(self) -> str:
        """As a mention writes it."""
        return f"{self.surname} {self.given_name}"


def people_of(session: Session, cohort_id: uuid.UUID) -> list[Somebody]:
    """Tutors first, then learners who have not left, each by name; who does both is a tutor."""
    about = (Person.id, Person.language, Person.profession, Person.institution_id)
    names = (Identity.surname, Identity.given_name, Identity.patronymic)
    tutors = (
        select(*about, *names, literal(True).label("leads"))
        .select_from(CohortTutor)
        .join(Person, Person.id == CohortTutor.person_id)
        .join(Identity, Identity.person_id == Person.id)
        .where(CohortTutor.cohort_id == cohort_id)
        .order_by(Identity.name_key)
    )
    learners = (
        select(*about, *names, literal(False).label("leads"))
        .select_from(CohortMember)
        .join(Enrolment, Enrolment.id == CohortMember.enrolment_id)
        .join(Person, Person.id == Enrolment.person_id)
        .join(Identity, Identity.person_id == Person.id)
        .where(CohortMember.cohort_id == cohort_id, CohortMember.left_at.is_(None))
        .order_by(Identity.name_key)
    )
    found: dict[int, Somebody] = {}
    for row in (*session.execute(tutors), *session.execute(learners)):
        found.setdefault(row.id, _somebody(row))
    return list(found.values())


def _somebody(row: Any) -> Somebody:
    return Somebody(
        person_id=row.id,
        name=full_name(row),
        surname=row.surname,
        given_name=row.given_name,
        language=row.language,
        profession=row.profession,
        institution_id=row.institution_id,
        leads=bool(row.leads),
    )


def called(row: Any) -> str:
    """How the person of a row is called; empty if they were erased."""
    return f"{row.surname} {row.given_name}" if row.surname else ""


def names_in(session: Session, cohort_id: uuid.UUID) -> Mapping[int, list[str]]:
    """How each may be called in a message: by both names, or by one of them that nobody else has."""
    people = people_of(session, cohort_id)
    often = Counter(name for one in people for name in (one.surname, one.given_name))
    return {
        one.person_id: [
            one.called,
            f"{one.given_name} {one.surname}",
            *(name for name in (one.surname, one.given_name) if often[name] == 1),
        ]
        for one in people
    }
