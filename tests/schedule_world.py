"""The schedules of a site in use: a launch that was, a webinar to come, a module that has opened and is due."""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpcourse.catalogue.shelf import ServedEdition
from helpcourse.tutoring.schedule import actions as schedule
from helpcourse.tutoring.schedule.extensions import extend
from helpcourse.tutoring.schedule.models import ScheduleEntry
from helpcourse.tutoring.schedule.rules import EntryKind, WallTime, module_item
from tests.builders import NOW, Someone


def add_schedule(session: Session, cohort_id: uuid.UUID, module_id: str, tutor: Someone, *, now: datetime) -> None:
    """A launch that was, a webinar to come, a module that has opened and is due; told to nobody yet."""
    for kind, day in ((EntryKind.LAUNCH, -30), (EntryKind.WEBINAR, 10)):
        details = schedule.EventDetails(
            kind=kind,
            title=f"№ {len(kind.value)}",
            time=_days_from_now(day),
            minutes=90,
            place="40",
            link="https://video.example.kz/40",
            notes="1, 2, 3…",
            takes_registration=True,
        )
        schedule.add_event(session, uuid.uuid4(), cohort_id, details, by_id=tutor.id, now=now)
    item = module_item(module_id)
    wanted = {(EntryKind.OPENING, item): _days_from_now(-29), (EntryKind.DEADLINE, item): _days_from_now(20)}
    schedule.set_dates(session, cohort_id, wanted, list(wanted), seen=0, by_id=tutor.id, now=now)


def _days_from_now(days: int) -> WallTime:
    return WallTime((NOW + timedelta(days=days)).replace(tzinfo=None), "Asia/Almaty")


def webinar_of(session: Session, cohort_id: uuid.UUID | None) -> uuid.UUID | None:
    """Of the webinar to come; None for who learns alone."""
    webinars = (ScheduleEntry.cohort_id == cohort_id) & (ScheduleEntry.kind == EntryKind.WEBINAR)
    return session.scalars(select(ScheduleEntry.id).where(webinars)).one_or_none()


def extended(
    session: Session,
    edition: ServedEdition,
    cohort_id: uuid.UUID,
    enrolment_id: uuid.UUID,
    module_id: str,
    admin: Someone,
) -> uuid.UUID:
    """A week more for the first module."""
    id_, item = uuid.uuid4(), module_item(module_id)
    then, until = NOW - timedelta(days=3), _days_from_now(27)
    extend(session, id_, cohort_id, enrolment_id, edition.course, item, until, "1, 2, 3…", by_id=admin.id, now=then)
    return id_
