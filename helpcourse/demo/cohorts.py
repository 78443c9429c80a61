"""How the demo's cohorts are made, and what their schedules have in common."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from helpcourse.accounts.models import Country
from helpcourse.demo.data import DemoPerson
from helpcourse.demo.histories import DAYS_A_MODULE
from helpcourse.demo.scene import SECOND_TUTOR, Scene, wall_time
from helpcourse.tutoring.actions.cohorts import CohortDetails, make
from helpcourse.tutoring.actions.members import add_member, add_tutor
from helpcourse.tutoring.schedule import actions
from helpcourse.tutoring.schedule.rules import DateKey, EntryKind, WallTime
from helpcourse.tutoring.schedule.subjects import subjects
from helpcourse.tutoring.schedule.telling import QUIET, tell_changes

_MODULE_IS_DUE_AFTER, _CASE_IS_DUE_AFTER = 18, 7  # days from the opening of the module
_SEASONS = ("қыс", "көктем", "жаз", "күз")  # from December on
_ROOM = "Астана, Мәңгілік Ел даңғылы, 8"
_LINK = "https://video.example.kz/demo"


def make_cohort(
    scene: Scene, town: str, starts_on: date, ends_on: date, *, institution_id: int | None = None, now: datetime
) -> uuid.UUID:
    """Called by its town and season; with both tutors."""
    name = f"{town}, {_SEASONS[starts_on.month % 12 // 3]} {starts_on.year}"
    details = CohortDetails(
        name=name, country=Country.KZ, institution_id=institution_id, starts_on=starts_on, ends_on=ends_on
    )
    cohort = make(scene.session, uuid.uuid4(), scene.edition.course.id, scene.edition.id, details,
                  by_id=scene.admin_id, now=now)  # fmt: skip
    for tutor_id in (scene.tutor_id, scene.ids[SECOND_TUTOR]):
        add_tutor(scene.session, cohort.id, tutor_id, now=now)
    return cohort.id


def add_members(scene: Scene, cohort_id: uuid.UUID, people: Iterable[DemoPerson], *, now: datetime) -> None:
    for one in people:
        add_member(scene.session, cohort_id, scene.ids[one.email], now=now)
    scene.session.flush()


def add_schedule(
    scene: Scene, cohort_id: uuid.UUID, events: Iterable[tuple[str, datetime]], *, began_at: datetime
) -> list[uuid.UUID]:
    """Events by title and day, the first of them the launch; openings and deadlines; its members are told."""
    ids = []
    for title, day in events:
        ids.append(uuid.uuid4())
        details = _launch(title, day) if len(ids) == 1 else _webinar(title, day)
        actions.add_event(scene.session, ids[-1], cohort_id, details, by_id=scene.tutor_id, now=began_at)
    dates = dates_of(scene, began_at)
    actions.set_dates(scene.session, cohort_id, dates, list(dates), seen=0, by_id=scene.tutor_id, now=began_at)
    scene.session.flush()
    tell_changes(scene.session, scene.shelf, cohort_id, now=began_at + QUIET)
    return ids


def dates_of(scene: Scene, began_at: datetime, *, case_days: int = _CASE_IS_DUE_AFTER) -> dict[DateKey, WallTime]:
    """A module every two weeks; its case study is due so many days after the module's opening."""
    found: dict[DateKey, WallTime] = {}
    for subject in subjects(scene.session, scene.shelf, scene.edition):
        opens_at = began_at + timedelta(days=DAYS_A_MODULE * (subject.number - 1))
        if not subject.is_case:
            found[EntryKind.OPENING, subject.item] = wall_time(opens_at, 0)
        days = case_days if subject.is_case else _MODULE_IS_DUE_AFTER
        found[EntryKind.DEADLINE, subject.item] = wall_time(opens_at + timedelta(days=days), 23, 59)
    return found


def _launch(title: str, day: datetime) -> actions.EventDetails:
    return actions.EventDetails(
        kind=EntryKind.LAUNCH, title=title, time=wall_time(day, 15), minutes=90, place=_ROOM, takes_registration=True
    )


def _webinar(title: str, day: datetime) -> actions.EventDetails:
    return actions.EventDetails(
        kind=EntryKind.WEBINAR, title=title, time=wall_time(day, 18), minutes=90, link=_LINK, takes_registration=True
    )
