"""One person's schedule over all their cohorts, and the private address under which calendars read it."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Identity, Person
from helpcourse.errors import NotFoundError
from helpcourse.learning.models import Enrolment
from helpcourse.tutoring.models import Cohort, CohortMember, CohortTutor
from helpcourse.tutoring.schedule.models import CalendarFeed, Extension
from helpcourse.tutoring.schedule.queries import entries_of_cohorts
from helpcourse.tutoring.schedule.rules import Deadline, Entry, EntryKind, HeldExtension, WallTime, deadline

KEPT = timedelta(days=366)  # what lies farther back is left out


@dataclass(frozen=True, slots=True)
class MyCohort:
    """A cohort in which a person learns, or which they lead."""

    id: uuid.UUID
    name: str
    edition_id: int
    enrolment_id: uuid.UUID | None  # None: they lead it


@dataclass(frozen=True, slots=True)
class MyEntry:
    """An entry as it holds for one person."""

    cohort: MyCohort
    entry: Entry
    due: Deadline | None  # of a deadline that was not cancelled, with the person's extension
    revision: int  # rises with extensions too
    changed_at: datetime

    @property
    def at(self) -> datetime:
        return self.due.at if self.due else self.entry.at


@dataclass(frozen=True, slots=True)
class _Eased:
    """The extensions of one enrolment in one cohort."""

    held: Sequence[HeldExtension]
    acts: Sequence[tuple[str, datetime]]  # given or taken back: of what, when


def my_cohorts(session: Session, person_id: int) -> list[MyCohort]:
    """Where they learn now and what they lead, closed cohorts too; who does both leads."""
    learns = (
        select(Cohort.id, Cohort.name, Cohort.edition_id, CohortMember.enrolment_id)
        .join(CohortMember, CohortMember.cohort_id == Cohort.id)
        .join(Enrolment, Enrolment.id == CohortMember.enrolment_id)
        .where(Enrolment.person_id == person_id, CohortMember.left_at.is_(None))
    )
    led = select(Cohort.id, Cohort.name, Cohort.edition_id).join(CohortTutor, CohortTutor.cohort_id == Cohort.id)
    found = {row.id: MyCohort(*row) for row in session.execute(learns)}
    for row in session.execute(led.where(CohortTutor.person_id == person_id)):
        found[row.id] = MyCohort(*row, None)
    return list(found.values())


def my_entries(session: Session, cohorts: Collection[MyCohort], *, now: datetime) -> list[MyEntry]:
    """All that stands in these schedules, cancelled entries too, in the order of time."""
    by_id = {cohort.id: cohort for cohort in cohorts}
    eased = _eased(session, [cohort.enrolment_id for cohort in cohorts if cohort.enrolment_id])
    entries = entries_of_cohorts(session, list(by_id)) if by_id else []
    mine = [_mine(by_id[entry.cohort_id], entry, eased) for entry in entries]
    recent = [one for one in mine if one.at >= now - KEPT]
    return sorted(recent, key=lambda one: (one.at, one.entry.kind is not EntryKind.OPENING, str(one.entry.id)))


def _mine(cohort: MyCohort, entry: Entry, eased: dict[tuple[uuid.UUID, uuid.UUID], _Eased]) -> MyEntry:
    own = eased.get((cohort.id, cohort.enrolment_id)) if cohort.enrolment_id else None
    if own is None or entry.kind is not EntryKind.DEADLINE:
        held = deadline(entry, ()) if entry.kind is EntryKind.DEADLINE else None
        return MyEntry(cohort, entry, held, entry.revision, entry.changed_at)
    acts = [at for item, at in own.acts if item == entry.item]
    return MyEntry(cohort, entry, deadline(entry, own.held), entry.revision + len(acts), max([entry.changed_at, *acts]))


def _eased(session: Session, enrolment_ids: Collection[uuid.UUID]) -> dict[tuple[uuid.UUID, uuid.UUID], _Eased]:
    """By cohort and enrolment."""
    if not enrolment_ids:
        return {}
    rows: dict[tuple[uuid.UUID, uuid.UUID], list[Extension]] = defaultdict(list)
    for row in session.scalars(select(Extension).where(Extension.enrolment_id.in_(list(enrolment_ids)))):
        rows[row.cohort_id, row.enrolment_id].append(row)
    return {key: _of_rows(theirs) for key, theirs in rows.items()}


def _of_rows(rows: Sequence[Extension]) -> _Eased:
    held = [
        HeldExtension(one.item, WallTime(one.wall_at, one.zone), one.given_at) for one in rows if not one.taken_back_at
    ]
    acts = [(one.item, at) for one in rows for at in (one.given_at, one.taken_back_at) if at]
    return _Eased(held, acts)


@dataclass(frozen=True, slots=True)
class FeedOwner:
    person_id: int
    language: str


def find_feed(session: Session, person_id: int) -> CalendarFeed | None:
    return session.get(CalendarFeed, person_id, populate_existing=True)


def feed_owner(session: Session, token: str) -> FeedOwner:
    """Whose calendar has this address. Raises NotFoundError, for a deactivated person too."""
    row = session.execute(
        select(Person.id, Person.language)
        .join(CalendarFeed, CalendarFeed.person_id == Person.id)
        .join(Identity, Identity.person_id == Person.id)
        .where(CalendarFeed.token == token, Person.deactivated_at.is_(None))
    ).one_or_none()
    if row is None:
        raise NotFoundError
    return FeedOwner(row.id, row.language)


def renew_feed(session: Session, person_id: int, token: str, *, seen: str, now: datetime) -> None:
    """Give the calendar a new address; the old one ends. `seen`: the token that the page had shown, or empty.

    Where another one holds by now the form was sent twice, and nothing is done.
    """
    session.execute(select(Person.id).where(Person.id == person_id).with_for_update())
    feed = find_feed(session, person_id)
    if (feed.token if feed else "") != seen:
        return
    if feed is None:
        session.add(CalendarFeed(person_id=person_id, token=token, made_at=now))
    else:
        feed.token, feed.made_at = token, now


def end_feed(session: Session, person_id: int) -> None:
    """No address reads the calendar any more."""
    session.execute(delete(CalendarFeed).where(CalendarFeed.person_id == person_id))
