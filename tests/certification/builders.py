"""Finished courses, cohorts and papers, put straight into the database."""

import uuid
from datetime import date, timedelta

from flask import Flask
from sqlalchemy.orm import Session

from helpcourse.accounts.models import Country
from helpcourse.catalogue.models import PublishedCourse
from helpcourse.catalogue.shelf import Shelf
from helpcourse.certification.actions import issue, issue_statement
from helpcourse.certification.queries import Candidate, candidates_in
from helpcourse.certification.rules import issuer_of
from helpcourse.config import Settings
from helpcourse.db import begin_write
from helpcourse.learning.models import Enrolment
from helpcourse.tutoring.models import Cohort, CohortMember
from helpcourse.worker import Worker
from tests.builders import NOW, TODAY, Someone

COURSE = "prohibition-of-torture"
ISSUER = issuer_of(Settings(site_url="http://localhost"))


def worker_of(app: Flask) -> Worker:
    return Worker(app.extensions["settings"], app.extensions["engine"], clock=app.extensions["clock"])


def finish(session: Session, someone: Someone) -> uuid.UUID:
    """This person finished the course just now, after three weeks; committed. The enrolment's id."""
    begin_write(session)
    enrolment = Enrolment(person_id=someone.id, course_id=COURSE, enrolled_at=NOW - timedelta(weeks=3), finished_at=NOW)
    session.add(enrolment)
    id_ = enrolment.id  # asked before the commit, since asking begins a new read
    session.commit()
    return id_


def add_cohort(session: Session, *enrolment_ids: uuid.UUID, confirmed: bool = True) -> uuid.UUID:
    """A cohort of Kazakhstan with these members; committed."""
    begin_write(session)
    course = session.get_one(PublishedCourse, COURSE)
    cohort = Cohort(
        course_id=COURSE,
        edition_id=course.current_edition_id or 0,
        name="Астана, күз",
        country=Country.KZ,
        starts_on=date(2026, 9, 14),
        ends_on=date(2026, 10, 30),
        made_at=NOW,
        made_by_id=None,
    )
    session.add(cohort)
    session.flush()
    cohort_id = cohort.id
    session.add_all(
        CohortMember(cohort_id=cohort_id, enrolment_id=id_, joined_at=NOW, confirmed_at=NOW if confirmed else None)
        for id_ in enrolment_ids
    )
    session.commit()
    return cohort_id


def candidates(session: Session, cohort_id: uuid.UUID) -> list[Candidate]:
    """Of the cohort, today."""
    return candidates_in(session, Shelf(), cohort_id, today=TODAY, now=NOW)


def issue_to(session: Session, enrolment_id: uuid.UUID) -> uuid.UUID:
    """The statement of a finished course; committed."""
    begin_write(session)
    statement = issue_statement(session, Shelf(), enrolment_id, ISSUER, now=NOW)
    session.commit()
    assert statement
    return statement


def issue_in(session: Session, cohort_id: uuid.UUID, by: Someone, *enrolment_ids: uuid.UUID) -> tuple[uuid.UUID, ...]:
    """Certificates of members of a cohort; committed."""
    begin_write(session)
    issued = issue(session, Shelf(), cohort_id, enrolment_ids, ISSUER, by_id=by.id, now=NOW)
    session.commit()
    return tuple(issued.new.values())
