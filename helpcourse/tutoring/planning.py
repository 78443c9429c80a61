"""What taking a list of people into a cohort would do, line by line."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Country, Identity, Person
from helpcourse.accounts.rules import folded_email
from helpcourse.learning.models import Enrolment
from helpcourse.tutoring.member_list import Entry, LineProblem, Problem, with_problem
from helpcourse.tutoring.models import Cohort, CohortMember
from helpcourse.tutoring.queries import CohortRow, full_name


class Outcome(StrEnum):
    """What becomes of a line."""

    NEW_ACCOUNT = "new_account"  # an account is made, they are enrolled and mailed
    ADDED = "added"  # has an account: enrolled and mailed
    COMES_BACK = "comes_back"  # was a member and left
    LEFT_OUT = "left_out"  # because of its problems


@dataclass(frozen=True, slots=True)
class PlannedLine:
    entry: Entry
    outcome: Outcome
    person_id: int | None  # None: no account yet
    enrolment_id: uuid.UUID | None  # None: not enrolled in the course yet
    account_name: str  # of the account, which stays as it is; empty: no account yet
    language: str  # of the account, or of the list
    has_password: bool  # else they have never used their account, and need a link to set one


@dataclass(frozen=True, slots=True)
class _Known:
    """Who has an account already, as far as the plan depends on it."""

    row: Any
    is_member: bool
    has_left: bool
    other_cohort: str  # its name; empty: none


def plan(
    session: Session, cohort: CohortRow, entries: Sequence[Entry], *, countries: frozenset[str] | None
) -> list[PlannedLine]:
    """What would happen to each line; `countries`: whose people the asker may add (None: all)."""
    known = _known(session, cohort, [folded_email(entry.email) for entry in entries])
    return [_planned(entry, known.get(folded_email(entry.email)), cohort, countries) for entry in entries]


def _planned(entry: Entry, known: _Known | None, cohort: CohortRow, countries: frozenset[str] | None) -> PlannedLine:
    found = _problems_of_known(known, countries) if known else _problems_of_new(entry, cohort.country, countries)
    whole = with_problem(entry, *found)
    if known is None:
        outcome = Outcome.LEFT_OUT if whole.problems else Outcome.NEW_ACCOUNT
        return PlannedLine(whole, outcome, None, None, "", entry.language, False)
    outcome = Outcome.COMES_BACK if known.has_left else Outcome.ADDED
    return PlannedLine(
        whole,
        Outcome.LEFT_OUT if whole.problems else outcome,
        known.row.id,
        known.row.enrolment_id,
        full_name(known.row),
        known.row.language,
        known.row.email_confirmed_at is not None,
    )


def _problems_of_new(entry: Entry, country: Country, countries: frozenset[str] | None) -> list[LineProblem]:
    problems = []
    if not (entry.surname and entry.given_name):
        problems.append(LineProblem(Problem.NO_NAME))
    if countries is not None and (entry.country or country) not in countries:
        problems.append(LineProblem(Problem.OUT_OF_REACH))
    return problems


def _problems_of_known(known: _Known, countries: frozenset[str] | None) -> list[LineProblem]:
    if countries is not None and known.row.country not in countries:
        return [LineProblem(Problem.OUT_OF_REACH)]
    if known.row.deactivated_at:
        return [LineProblem(Problem.DEACTIVATED)]
    if known.is_member:
        return [LineProblem(Problem.ALREADY_MEMBER)]
    return [LineProblem(Problem.OTHER_COHORT, known.other_cohort)] if known.other_cohort else []


def _known(session: Session, cohort: CohortRow, emails: Sequence[str]) -> dict[str, _Known]:
    """By folded address; a person has a row for each cohort of this course that they are or were in."""
    statement = (
        select(
            Identity.email_folded,
            Identity.email_confirmed_at,
            Identity.surname,
            Identity.given_name,
            Identity.patronymic,
            Person.id,
            Person.country,
            Person.language,
            Person.deactivated_at,
            Enrolment.id.label("enrolment_id"),
            Cohort.id.label("cohort_id"),
            Cohort.name.label("cohort"),
            Cohort.closed_at,
            CohortMember.left_at,
        )
        .join(Person, Person.id == Identity.person_id)
        .outerjoin(Enrolment, and_(Enrolment.person_id == Person.id, Enrolment.course_id == cohort.course_id))
        .outerjoin(CohortMember, CohortMember.enrolment_id == Enrolment.id)
        .outerjoin(Cohort, Cohort.id == CohortMember.cohort_id)
        .where(Identity.email_folded.in_(emails))
    )
    rows: dict[str, list[Any]] = {}
    for row in session.execute(statement):
        rows.setdefault(row.email_folded, []).append(row)
    return {email: _summed_up(of_person, cohort.id) for email, of_person in rows.items()}


def _summed_up(rows: Sequence[Any], cohort_id: uuid.UUID) -> _Known:
    here = [row for row in rows if row.cohort_id == cohort_id]
    others = [row.cohort for row in rows if row.cohort_id and row.cohort_id != cohort_id and is_running(row)]
    return _Known(
        row=rows[0],
        is_member=any(row.left_at is None for row in here),
        has_left=any(row.left_at is not None for row in here),
        other_cohort=others[0] if others else "",
    )


def is_running(row: Any) -> bool:
    """Whether a membership goes on: not left, the cohort not closed."""
    return row.left_at is None and row.closed_at is None
