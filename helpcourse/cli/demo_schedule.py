"""The schedule of the demo's cohort: what was, what is to come, who was there, who got more time."""

import uuid
from collections.abc import Mapping
from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

from helpcourse.catalogue.shelf import ServedEdition, Shelf
from helpcourse.learning.actions import enrol
from helpcourse.tutoring.schedule import actions, attendance
from helpcourse.tutoring.schedule.extensions import extend
from helpcourse.tutoring.schedule.rules import DateKey, EntryKind, WallTime
from helpcourse.tutoring.schedule.subjects import subjects
from helpcourse.tutoring.schedule.telling import tell_changes

_ZONE = "Asia/Almaty"
_DAYS_A_MODULE = 14
_LAST_MINUTE = time(23, 59)


def fill_schedule(
    session: Session,
    shelf: Shelf,
    edition: ServedEdition,
    cohort_id: uuid.UUID,
    learner_ids: Mapping[str, int],
    tutor_id: int,
    *,
    began_at: datetime,
    now: datetime,
) -> None:
    """`learner_ids`: by e-mail. The members have been told of all of it."""
    launch = _event(EntryKind.LAUNCH, "Курсқа кіріспе", began_at, 15, place="Астана, Мәңгілік Ел даңғылы, 8")
    past = _event(EntryKind.WEBINAR, "Алғашқы сағаттар: қорғаушының әрекеті", now - timedelta(days=9), 18)
    coming = _event(EntryKind.WEBINAR, "Тиімді тергеп-тексеру", now + timedelta(days=5), 18)
    ids = [uuid.uuid4() for _ in range(3)]
    for id_, details in zip(ids, (launch, past, coming), strict=True):
        actions.add_event(session, id_, cohort_id, details, by_id=tutor_id, now=began_at)
    dates = _dates(session, shelf, edition, began_at)
    actions.set_dates(session, cohort_id, dates, list(dates), seen=0, by_id=tutor_id, now=began_at)
    session.flush()
    enrolments = [enrol(session, id_, edition.course.id, now=now) for id_ in learner_ids.values()]
    _fill_lists(session, cohort_id, ids, learner_ids, enrolments, tutor_id, now)
    due = [key for key in dates if key[0] is EntryKind.DEADLINE]
    later = WallTime(dates[due[-1]].at + timedelta(days=7), _ZONE)
    extend(session, uuid.uuid4(), cohort_id, enrolments[-3], edition.course, due[-1][1], later,
           "Іссапарға байланысты", by_id=tutor_id, now=now)  # fmt: skip
    tell_changes(session, shelf, cohort_id, now=now)


def _event(kind: EntryKind, title: str, day: datetime, hour: int, place: str = "") -> actions.EventDetails:
    return actions.EventDetails(
        kind=kind,
        title=title,
        time=_at(day, time(hour)),
        minutes=90,
        place=place,
        link="" if place else "https://video.example.kz/astana",
        takes_registration=True,
    )


def _at(day: datetime, clock: time) -> WallTime:
    return WallTime(datetime.combine(day.date(), clock), _ZONE)


def _dates(session: Session, shelf: Shelf, edition: ServedEdition, began_at: datetime) -> dict[DateKey, WallTime]:
    """A module every two weeks, with two weeks and a half for each; a case study a week after its module opens."""
    found: dict[DateKey, WallTime] = {}
    for subject in subjects(session, shelf, edition):
        opens_at = began_at + timedelta(days=_DAYS_A_MODULE * (subject.number - 1))
        if not subject.is_case:
            found[EntryKind.OPENING, subject.item] = _at(opens_at, time())
        days = 21 if subject.is_case else 18
        found[EntryKind.DEADLINE, subject.item] = _at(opens_at + timedelta(days=days), _LAST_MINUTE)
    return found


def _fill_lists(
    session: Session,
    cohort_id: uuid.UUID,
    event_ids: list[uuid.UUID],
    learner_ids: Mapping[str, int],
    enrolments: list[uuid.UUID],
    tutor_id: int,
    now: datetime,
) -> None:
    """Nearly all were at the launch, most at the webinar; some have said whether they come to the next."""
    launch, past, coming = event_ids
    for event_id, most in ((launch, len(enrolments) - 1), (past, len(enrolments) - 3)):
        ticks = {id_: place < most for place, id_ in enumerate(enrolments)}
        attendance.mark(session, cohort_id, event_id, ticks, by_id=tutor_id, now=now)
    for place, person_id in enumerate(list(learner_ids.values())[:6]):
        attendance.say(session, coming, person_id, is_coming=place != 4, now=now)
