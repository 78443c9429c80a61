"""What the worker would have done all the while: papers drawn, people told. Nobody is mailed of what is past."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Person
from helpcourse.catalogue.shelf import Shelf
from helpcourse.config import Settings
from helpcourse.messages.actions import end
from helpcourse.messages.notices import people_due, see_all, write_collected
from helpcourse.messages.queries import due
from helpcourse.paper_maker import PaperMaker
from helpcourse.tutoring.cases.telling import tell_tutors
from helpcourse.tutoring.evaluation.reminding import cohorts_asking, remind_of_questionnaires
from helpcourse.tutoring.schedule.reminding import cohorts_near_deadlines, remind
from helpcourse.writing import writing

_ALL = 100_000  # mails
_NEW = timedelta(days=2)  # what people were told since, they have not looked at yet


def settle(settings: Settings, engine: Engine, *, now: datetime) -> None:
    """To be called when the site is filled, before anybody serves it."""
    papers = PaperMaker(settings, engine, Shelf(), lambda: now)
    papers.make()
    papers.drawers.close()
    with writing(engine) as session:
        _tell(session, ZoneInfo(settings.timezone), now=now)
        session.flush()
        for mail in due(session, now=now, at_most=_ALL):
            end(session, mail.id, now=now)
        for person_id in session.scalars(select(Person.id)).all():
            see_all(session, person_id, until=now - _NEW, now=now)


def _tell(session: Session, zone: ZoneInfo, *, now: datetime) -> None:
    shelf = Shelf()
    for cohort_id in cohorts_asking(session, zone, now=now):
        remind_of_questionnaires(session, shelf, cohort_id, zone, now=now)
    for cohort_id in cohorts_near_deadlines(session, now=now):
        remind(session, shelf, cohort_id, now=now)
    tell_tutors(session, now=now)
    for person_id in people_due(session, now=now):
        write_collected(session, person_id, now=now)
