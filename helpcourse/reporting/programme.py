"""The programme in figures: how far enrolments have come, divided by whose they are."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import reduce
from operator import add
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, and_, case, exists, func, or_, select, true
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Country, Person, Profession
from helpcourse.certification.models import Certificate
from helpcourse.certification.queries import in_force
from helpcourse.certification.record import PaperKind
from helpcourse.learning.models import Enrolment
from helpcourse.tutoring.models import CohortMember


class Format(StrEnum):
    """In which of its two formats a course is taken."""

    SELF_PACED = "self_paced"
    COHORT = "cohort"  # of which they are still a member


class Division(StrEnum):
    """By what the figures are divided; each is a field of a group."""

    FORMAT = "format"
    COUNTRY = "country"
    LANGUAGE = "language"
    PROFESSION = "profession"
    INSTITUTION = "institution"
    COURSE = "course"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which enrolments are reported on."""

    since: datetime | None  # the first moment; None: from the beginning
    until: datetime | None  # the first moment after them; None: up to now
    course_id: str | None  # None: all
    countries: frozenset[str] | None  # of the people; None: all


@dataclass(frozen=True, slots=True)
class Tally:
    """How many enrolments have come how far."""

    enrolled: int = 0
    begun: int = 0
    finished: int = 0
    statements: int = 0  # in force
    certificates: int = 0  # in force; of the level of this name, not of those below

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.enrolled + other.enrolled,
            self.begun + other.begun,
            self.finished + other.finished,
            self.statements + other.statements,
            self.certificates + other.certificates,
        )

    @property
    def percent(self) -> int:
        """Of the enrolled that have finished: a whole number, 100 only if all have; 0 of nobody."""
        share = 100 * self.finished / (self.enrolled or 1)
        return min(round(share), 99) if self.finished < self.enrolled else round(share)


@dataclass(frozen=True, slots=True)
class Group:
    """Enrolments that are alike in everything by which the report divides."""

    format: Format
    country: Country
    language: str  # of the person
    profession: Profession
    institution: int | None  # its id; None: not on the list
    course: str  # its id
    tally: Tally


@dataclass(frozen=True, slots=True)
class Programme:
    """The report: all its tables come out of the same groups, so that they agree."""

    groups: tuple[Group, ...]

    @property
    def total(self) -> Tally:
        return reduce(add, (group.tally for group in self.groups), Tally())

    def by(self, division: Division) -> Mapping[Any, Tally]:
        """The same, by the value of one field of the groups."""
        found: dict[Any, Tally] = defaultdict(Tally)
        for group in self.groups:
            found[getattr(group, division.value)] += group.tally
        return found


def programme(session: Session, scope: Scope, *, today: date) -> Programme:
    """In one statement, however many there are; whoever was erased counts as before."""
    in_cohort = _is_in_cohort().label("in_cohort")
    alike = (
        in_cohort,
        Person.country,
        Person.language,
        Person.profession,
        Person.institution_id,
        Enrolment.course_id,
    )
    rows = session.execute(
        select(
            *alike,
            func.count(),
            func.count(case((_has_begun(), 1))),
            func.count(Enrolment.finished_at),
            func.sum(_papers(PaperKind.STATEMENT, today)),
            func.sum(_papers(PaperKind.CERTIFICATE, today)),
        )
        .join(Person, Person.id == Enrolment.person_id)
        .where(_within(scope))
        .group_by(*alike)
    )
    return Programme(tuple(_group(row) for row in rows))


def _group(row: Sequence[Any]) -> Group:
    in_cohort, country, language, profession, institution, course, *counts = row
    how = Format.COHORT if in_cohort else Format.SELF_PACED
    return Group(how, country, language, profession, institution, course, Tally(*map(int, counts)))


def _within(scope: Scope) -> ColumnElement[bool]:
    countries = scope.countries
    return and_(
        Enrolment.enrolled_at >= scope.since if scope.since else true(),
        Enrolment.enrolled_at < scope.until if scope.until else true(),
        Enrolment.course_id == scope.course_id if scope.course_id else true(),
        true() if countries is None else Person.country.in_([Country(code) for code in sorted(countries)]),
    )


def _is_in_cohort() -> ColumnElement[bool]:
    member = (CohortMember.enrolment_id == Enrolment.id, CohortMember.left_at.is_(None))
    return exists().where(*member).correlate(Enrolment)


def _has_begun() -> ColumnElement[bool]:
    return or_(Enrolment.last_active_at.is_not(None), Enrolment.finished_at.is_not(None))


def _papers(kind: PaperKind, today: date) -> ScalarSelect[int]:
    """How many papers of this kind an enrolment has that neither an act nor their last day has ended."""
    return (
        select(func.count())
        .where(
            Certificate.enrolment_id == Enrolment.id,
            Certificate.kind == kind,
            in_force(today),
        )
        .correlate(Enrolment)
        .scalar_subquery()
    )
