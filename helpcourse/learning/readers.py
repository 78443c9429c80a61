"""Who a mail about an enrolment goes to."""

import uuid
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Person
from helpcourse.learning.models import Enrolment


class Learner(NamedTuple):
    id: int  # of the person
    language: str  # of their mails


def learner_of(session: Session, enrolment_id: uuid.UUID) -> Learner:
    found = (
        select(Person.id, Person.language)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .where(Enrolment.id == enrolment_id)
    )
    person_id, language = session.execute(found).one()
    return Learner(person_id, language)
