"""Statistics of the questions of a test: which attempts are counted, and what came of them."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from helpcourse.accounts.models import Country, Person
from helpcourse.assessment.sheets import Tally
from helpcourse.catalogue.models import Edition
from helpcourse.learning.models import Attempt, AttemptState, Enrolment, Sheet
from helpcourse.tutoring.models import CohortMember
from helpcourse.tutoring.queries import Sight, seen_ids


class Which(StrEnum):
    """Of the attempts of one learner; by a first one a question is judged, later ones have seen it."""

    FIRST = "first"
    LAST = "last"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which attempts are counted."""

    course_id: str
    module_id: str = ""  # whose quiz; empty: the final test
    which: Which = Which.FIRST
    edition_id: int | None = None  # None: of all editions
    language: str = ""  # empty: in all languages
    cohort_id: uuid.UUID | None = None  # None: of all learners who are seen


def tally(session: Session, sight: Sight, scope: Scope) -> Tally:
    """The sheets of these attempts, of learners whom this sight sees. Reads one row an attempt and no other."""
    columns = (Sheet.edition_id, Sheet.language, Sheet.points, Sheet.out_of, Sheet.is_passed)
    rows = session.connection().execute(
        select(*columns, Sheet.entries, Sheet.seconds).where(*conditions(session, sight, scope)),
        execution_options={"yield_per": 1000},
    )
    found = Tally()
    for edition, language, points, out_of, is_passed, entries, seconds in rows:
        found.add((edition, language, points, out_of, is_passed), entries, seconds)
    return found


def counted(session: Session, sight: Sight, course_ids: list[str]) -> Mapping[tuple[str, str], int]:
    """Course and module id -> how many attempts at a test there are sheets of, without tests that have none."""
    rows = session.execute(
        select(Edition.course_id, Sheet.module_id, func.count())
        .join(Sheet, Sheet.edition_id == Edition.id)
        .where(Edition.course_id.in_(course_ids), *_seen(sight))
        .group_by(Edition.course_id, Sheet.module_id)
    )
    return {(course_id, module_id): count for course_id, module_id, count in rows}


def uncounted(session: Session, course_id: str, module_id: str) -> int:
    """Closed attempts at a test of which there is no sheet yet: of before there were any, or of an older form."""
    return session.scalars(
        select(func.count())
        .select_from(Attempt)
        .join(Edition, Edition.id == Attempt.edition_id)
        .outerjoin(Sheet, Sheet.attempt_id == Attempt.id)
        .where(
            Edition.course_id == course_id,
            Attempt.module_id == module_id,
            Attempt.state != AttemptState.OPEN,
            Sheet.attempt_id.is_(None),
        )  # fmt: skip
    ).one()


def conditions(session: Session, sight: Sight, scope: Scope) -> list[ColumnElement[bool]]:
    """Which sheets those of the scope are, among those that are seen."""
    editions = session.scalars(select(Edition.id).where(Edition.course_id == scope.course_id)).all()
    chosen = [id_ for id_ in editions if scope.edition_id in (None, id_)]
    found = [
        Sheet.edition_id.in_(chosen),
        Sheet.module_id == scope.module_id,
        *_of_which(scope.which),
        *_seen(sight),
    ]
    if scope.language:
        found.append(Sheet.language == scope.language)
    if scope.cohort_id:
        found.append(Sheet.enrolment_id.in_(_members([scope.cohort_id])))
    return found


def _of_which(which: Which) -> list[ColumnElement[bool]]:
    if which is Which.FIRST:
        return [Sheet.number == 1]
    if which is Which.LAST:
        later = aliased(Sheet)
        same_test = and_(later.enrolment_id == Sheet.enrolment_id, later.module_id == Sheet.module_id)
        return [~select(1).where(same_test, later.number > Sheet.number).exists()]
    return []


def _seen(sight: Sight) -> list[ColumnElement[bool]]:
    """Learners of the cohorts that are seen, and those of a coordinator's countries who learn alone."""
    if sight.countries is None:
        return []
    at_home = [Country(code) for code in sorted(sight.countries)]
    of_countries = (
        select(Enrolment.id).join(Person, Person.id == Enrolment.person_id).where(Person.country.in_(at_home))
    )
    in_cohorts = _members(seen_ids(sight))
    return [or_(Sheet.enrolment_id.in_(in_cohorts), Sheet.enrolment_id.in_(of_countries))]


def _members(cohort_ids: Sequence[uuid.UUID] | Select[uuid.UUID]) -> Select[uuid.UUID]:
    return select(CohortMember.enrolment_id).where(
        CohortMember.cohort_id.in_(cohort_ids), CohortMember.left_at.is_(None)
    )
